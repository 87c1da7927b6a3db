/** What people read in a pack: chapters, tables, pages, and how to verify. Made once, and kept in the spool until it is written. */
import { accessesOf } from '../../projections/audit-pack/case-accesses.js';
import { caseInPortfolio } from '../../projections/audit-pack/portfolio-files.js';
import { readableFiles as filesOfCase } from '../../projections/audit-pack/readable-files.js';
import type { SceneAsk, Sources } from '../../projections/audit-pack/scene.js';
import type { ReadSide } from '../../projections/read/read-side.js';
import { setImmediate as turn } from 'node:timers/promises';
import { may } from '../access/rights.js';
import { Problem } from '../http/problem.js';
import { textFile, type PackFile } from '../seal/pack/files.js';
import { PATHS } from '../seal/pack/paths.js';
import { readingFile, SettledHeads } from './context-files.js';
import { howToVerify } from './how-to-verify.js';
import { LANGUAGES } from './languages.js';
import type { PackWork } from './make-pack.js';
import type { PackMoment } from './moment.js';
import type { Desk, Prepared } from './prepare.js';
import type { PackRequest } from './request.js';
import { SharedTables } from './shared-tables.js';
import type { Spool } from './spool.js';

export interface ReadableAsk {
  readonly desk: Desk;
  readonly read: ReadSide;
  readonly request: PackRequest;
  readonly prepared: Prepared;
  readonly moment: PackMoment;
  readonly work: PackWork;
  /** Names of time stamps. */
  readonly tokens: readonly string[];
}

/** @throws Problem 404 where the case of a case pack was not known at K */
export async function readableFiles(ask: ReadableAsk): Promise<PackFile[]> {
  const { desk, read, request, prepared, moment, tokens } = ask;
  const heads = new SettledHeads();
  const sources: Sources = {
    ...{ read, rules: desk.clearance.ruleBook, vault: desk.vault },
    accesses: (facts, cut) => accessesOf(read, facts, cut),
  };
  const scene: SceneAsk = {
    asOf: moment.asOf,
    knownAt: moment.event,
    seenUntil: moment.sealedUntil,
    settle: heads.settle,
    ...(request.discloses ? {} : { withholds: () => true }),
    ...(request.redact === undefined || may(request.redact, 'trail') ? { accessesUntil: moment.position } : {}),
  };
  const files = request.kind === 'case' ? ofCase(sources, scene, ask) : ofPortfolio(sources, scene, ask);
  const all = [textFile(PATHS.howTo, howToVerify({ kind: request.kind, tokens }))];
  for await (const file of files) all.push(file);
  return [...all, readingFile(prepared.state, moment, heads.list())];
}

async function* ofCase(
  sources: Sources,
  scene: SceneAsk,
  { request, work }: ReadableAsk,
): AsyncGenerator<PackFile, void> {
  const ask = { ...scene, languages: LANGUAGES, without: request.without };
  for await (const { path, bytes } of filesOfCase(sources, request.cases[0] as string, ask)) {
    work.proceed();
    yield spooled(work.spool, path, bytes);
    await turn();
  }
}

/** Pages are made of single cases; here each case is a text, and the tables are of all cases. */
async function* ofPortfolio(
  sources: Sources,
  scene: SceneAsk,
  { request, work }: ReadableAsk,
): AsyncGenerator<PackFile, void> {
  const tables = new SharedTables(work.spool);
  let done = 0;
  for (const id of [...request.cases].sort()) {
    work.proceed();
    const found = await caseInPortfolio(sources, id, scene).catch(unknownThen);
    for (const { path, bytes } of found?.texts ?? []) yield spooled(work.spool, path, bytes);
    for (const rows of found?.rows ?? []) tables.add(rows);
    work.onProgress({ stage: 'chapters', done: ++done, total: request.cases.length });
    await turn();
  }
  yield* tables.files();
}

/** A case that was opened after K has nothing to tell; its facts are in the pack all the same. */
function unknownThen(error: unknown): undefined {
  if (error instanceof Problem && error.details.status === 404) return undefined;
  throw error;
}

function spooled(spool: Spool, path: string, bytes: Uint8Array): PackFile {
  const stretch = spool.put(bytes);
  return { path, open: () => spool.read(stretch) };
}
