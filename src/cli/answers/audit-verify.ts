/** `quittance audit verify`: a full audit of the files, beside whoever serves them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKeys } from '../../privacy/open-keys.js';
import { SealKeys } from '../../privacy/seal-keys.js';
import { auditValues } from '../../privacy/values-audit.js';
import { openStore } from '../../open-store.js';
import { hasLedger, storePlace } from '../../store-place.js';
import { originOf } from '../../runtime.js';
import { audit, type AuditReport } from '../../sealer/audit/audit.js';
import { keepAudit } from '../../sealer/audit/audit-record.js';
import { DIFFERENCE_KINDS, TOLD_MAX, type Difference } from '../../sealer/audit/difference.js';
import { CheckpointSigner } from '../../sealer/checkpoint-signer.js';
import { CheckpointStream, SEAL_CATEGORY } from '../../sealer/checkpoint-stream.js';
import { SealDb } from '../../sealer/seal-db.js';
import { TileFolder } from '../../sealer/tile-folder.js';
import type { EventStore } from '../../store/port.js';
import { WithoutCategory } from '../../store/without-category.js';
import type { Cli } from '../cli.js';
import type { Config } from '../../config.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { noLedger } from '../ledger/connect.js';
import { progressOf, type Progress } from '../progress.js';
import { damageIn, isDamage } from './audit-files.js';

interface Timed {
  readonly report: AuditReport;
  readonly seconds: number;
}

export async function auditVerify(cli: Cli): Promise<ExitCode> {
  const { config } = cli;
  if (!hasLedger(config)) throw noLedger(config);
  const { exit, document, lines } = await fullAudit(cli);
  await cli.out.answer(document, () => lines);
  return exit;
}

/** A full audit of the data folder, and how it is told. */
export async function fullAudit(
  cli: Cli,
): Promise<{ readonly exit: ExitCode; readonly document: object; readonly lines: readonly string[] }> {
  const progress = await progressOf('Auditing');
  const { report, seconds } = await timed(cli.config, progress).finally(() => progress.stop());
  keep(cli, report, seconds);
  const perSecond = Math.round(report.facts / Math.max(seconds, 0.001));
  const exit = exitOf(report);
  const document = { ok: exit === EXIT.ok, ...report, seconds, factsPerSecond: perSecond };
  return { exit, document, lines: [...summary(report, seconds, perSecond), ...found(report)] };
}

/** For doctor and metrics. Whoever may only read the ledger audits it all the same. */
function keep({ config, out }: Cli, { size, counts }: AuditReport, seconds: number): void {
  try {
    keepAudit(config.data, { at: new Date().toISOString(), seconds, size, counts, failed: null });
  } catch (error) {
    out.note(`The result is not kept for 'quittance doctor': ${(error as Error).message}`);
  }
}

async function timed(config: Config, progress: Progress): Promise<Timed> {
  const began = performance.now();
  const store = await openStore(config, { readonly: true });
  try {
    const report = await audited(config, store, (done, total) => {
      const perSecond = Math.round((done / (performance.now() - began)) * 1000);
      progress.update(done, total, `${done} of ${total} leaves, ${perSecond}/s`);
    });
    const seconds = Math.round(performance.now() - began) / 1000;
    return { report: withMore(report, await besideSeal(config, store)), seconds };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const damage = damageIn(filesOf(config));
    if (damage.length === 0 && !isDamage(error)) throw error;
    const end: Difference = { kind: 'changed', what: 'audit', detail: `could not go on: ${(error as Error).message}` };
    return { report: withMore(NOTHING_READ, [...damage, end]), seconds: Math.round(performance.now() - began) / 1000 };
  } finally {
    await store.close();
  }
}

function filesOf(config: Config): string[] {
  const place = storePlace(config);
  const keys = config.keys === '' ? [join(config.data, 'keys.db')] : [];
  return [...('file' in place ? [place.file] : []), ...keys, join(config.data, 'seal.db')];
}

/** What no leaf covers: sealed values and their keys, and the structure of the files. */
async function besideSeal(config: Config, store: EventStore): Promise<Difference[]> {
  const { keys } = await readKeys(config);
  try {
    const { differences } = await auditValues(new WithoutCategory(store, SEAL_CATEGORY), keys);
    return [...differences, ...damageIn(filesOf(config))];
  } finally {
    await keys.close();
  }
}

const NONE = { changed: 0, missing: 0, extra: 0, reordered: 0 };
const NOTHING_READ: AuditReport = {
  origin: '',
  size: 0,
  root: '',
  checkpoints: 0,
  facts: 0,
  unsealed: 0,
  heads: { found: 0, checked: 0 },
  counts: NONE,
  differences: [],
};

function withMore(report: AuditReport, more: readonly Difference[]): AuditReport {
  const counts = { ...report.counts };
  for (const { kind } of more) counts[kind] += 1;
  return { ...report, counts, differences: [...report.differences, ...more].slice(0, TOLD_MAX) };
}

async function audited(
  config: Config,
  store: EventStore,
  progress: (done: number, total: number) => void,
): Promise<AuditReport> {
  const { keys, ids } = await readKeys(config);
  try {
    const origin = originOf(config, ids);
    const vkeys = new CheckpointSigner(await SealKeys.open(keys), origin).vkeys();
    const file = join(config.data, 'seal.db');
    if (!existsSync(file)) return withoutSealDb(store, origin);
    const db = SealDb.read(file);
    try {
      const tiles = new TileFolder(join(config.data, 'seal'));
      const report = await audit({ store, db, tiles, origin, keys: vkeys, progress });
      if (!report) throw nothingSealed();
      return report;
    } finally {
      db.close();
    }
  } finally {
    await keys.close();
  }
}

/** Where checkpoints were published and the index is gone: it is built anew at a start, which checks each root. */
async function withoutSealDb(store: EventStore, origin: string): Promise<AuditReport> {
  let checkpoints = 0;
  let size = 0;
  let root = '';
  for await (const { checkpoint } of new CheckpointStream(store, origin).from(0)) {
    checkpoints += 1;
    size = checkpoint.size;
    root = checkpoint.root.toString('base64');
  }
  if (checkpoints === 0) throw nothingSealed();
  const detail = "is gone. 'quittance serve' builds it anew and checks each published root; then audit again";
  return {
    origin,
    size,
    root,
    checkpoints,
    facts: 0,
    unsealed: 0,
    heads: { found: 0, checked: 0 },
    counts: { ...NONE, missing: 1 },
    differences: [{ kind: 'missing', what: 'seal.db', detail }],
  };
}

function nothingSealed(): CliError {
  return new CliError(EXIT.notFound, "Nothing has been sealed yet. 'quittance serve' seals what is recorded.");
}

function exitOf({ counts }: AuditReport): ExitCode {
  const first = DIFFERENCE_KINDS.find((kind) => counts[kind] > 0);
  return first === undefined ? EXIT.ok : EXIT[first];
}

function summary(report: AuditReport, seconds: number, perSecond: number): string[] {
  const { origin, size, root, checkpoints, facts, unsealed, heads } = report;
  return [
    `log         ${origin}`,
    `checkpoint  ${size} leaves, root ${root}`,
    `compared    ${facts} facts, ${checkpoints} checkpoints, ${heads.checked} of ${heads.found} maps of heads, in ${seconds} s (${perSecond}/s)`,
    `unsealed    ${unsealed} facts behind the checkpoint`,
  ];
}

function found({ counts, differences }: AuditReport): string[] {
  const total = DIFFERENCE_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0) return ['Nothing differs: the ledger is what was sealed.'];
  const list = DIFFERENCE_KINDS.map((kind) => `${counts[kind]} ${kind}`).join(', ');
  return [
    `The ledger is not what was sealed: ${list}.`,
    ...differences.map(({ kind, what, detail }) => `${kind.padEnd(9)}  ${what} ${detail}`),
    ...(total > differences.length ? [`… and ${total - differences.length} more.`] : []),
  ];
}
