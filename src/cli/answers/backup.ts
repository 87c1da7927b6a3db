/** `quittance backup`: a copy of the embedded ledger beside whoever serves it. It reads the files, as the full audit does. */
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../../config.js';
import { makeBackup, type BackupPhase } from '../../moving/backup/make.js';
import { FILES, type Manifest } from '../../moving/backup/manifest.js';
import { folderFor, isOneFile, packBackup, unfinishedOf } from '../../moving/backup/one-file.js';
import { isFree, unfinishedBeside } from '../../moving/backup/new-folder.js';
import { masterKeyIdOf } from '../../privacy/keys-db.js';
import { masterKeyOf } from '../../privacy/master-key.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { noLedger } from '../ledger/connect.js';
import { progressOf, type Progress } from '../progress.js';
import { onSignal } from '../signals.js';
import { packageVersion } from '../version.js';

export interface BackupOptions {
  readonly to?: string;
  readonly withMasterKey?: boolean;
}

export async function backup(cli: Cli, { to, withMasterKey = false }: BackupOptions): Promise<void> {
  const { config, out } = cli;
  if (to === undefined || to === '')
    throw new CliError(EXIT.usage, 'Say where the backup is to be: --to <folder>, or --to <file>.tar.');
  const place = resolve(to);
  const one = isOneFile(place);
  const folder = one ? folderFor(place) : place;
  const ledger = embeddedLedger(config);
  const keys = join(config.data, FILES.keys);
  if (!existsSync(ledger) || !existsSync(keys)) throw noLedger(config);
  if (one && existsSync(place)) throw new CliError(EXIT.usage, `${place} is there already. Name another.`);
  refuseTaken(folder);
  for (const left of unfinishedBeside(folder)) {
    out.note(`${left} is left of a backup that was not finished, or of one under way. Remove it where none is.`);
  }
  const masterKeyId = masterKeyIdOf(keys);
  if (masterKeyId === undefined)
    throw new CliError(EXIT.usage, `${keys} is of an older version: start the ledger once.`);
  const masterKey = withMasterKey ? keyText(config, keys, masterKeyId) : undefined;
  const progress = await progressOf('Backing up');
  const began = performance.now();
  const parts = { data: config.data, ledger, to: folder, version: packageVersion(), masterKeyId, masterKey };
  const manifest = await makeBackup({ ...parts, now: () => new Date(), progress: told(progress) }, (unfinished) => {
    onSignal(async () => unfinished.drop());
  })
    .then(async (made) => {
      // Keys lie in both: whoever interrupts leaves neither.
      if (one) {
        onSignal(async () => {
          rmSync(folder, { recursive: true, force: true });
          rmSync(unfinishedOf(place), { force: true });
        });
      }
      const digest = one
        ? await packBackup(folder, made, place, (done, total) => progress.update(done, total))
        : undefined;
      return { ...made, digest };
    })
    .finally(() => progress.stop());
  const seconds = Math.round(performance.now() - began) / 1000;
  await out.answer({ backup: place, ...manifest, seconds }, () => lines(place, manifest, seconds));
}

/** The file of the facts. */
function embeddedLedger({ data, store, keys }: Config): string {
  if (keys !== '') {
    throw new CliError(
      EXIT.usage,
      'The keys are in PostgreSQL (QUITTANCE_KEYS): back up the facts first, then schema keys with pg_dump (docs/privacy.md).',
    );
  }
  if (store === '') return join(data, FILES.ledger);
  if (store.startsWith('sqlite:')) return store.slice('sqlite:'.length);
  const message =
    'The facts are not in an embedded ledger: back up that store with its own means first, then the keys (docs/moving.md).';
  throw new CliError(EXIT.usage, message);
}

/** Never over something else. */
function refuseTaken(folder: string): void {
  if (isFree(folder)) return;
  throw new CliError(EXIT.usage, `${folder} is there already, and not an empty folder. Name another.`);
}

/** The master key as text, from where this ledger has it. */
function keyText(config: Config, keys: string, id: string): string {
  const key = masterKeyOf(config, keys, false, id);
  if (key.id === id) return key.text();
  throw new CliError(EXIT.usage, 'The master key that is set is not the one of this ledger.');
}

/** One bar: the ledger is most of it. */
const SHARES: Readonly<Record<BackupPhase, readonly [from: number, to: number]>> = {
  keys: [0, 2],
  ledger: [2, 70],
  seal: [70, 85],
  tiles: [85, 90],
  sums: [90, 100],
};

function told(progress: Progress): (phase: BackupPhase, done: number, total: number) => void {
  return (phase, done, total) => {
    const [from, to] = SHARES[phase];
    progress.update(Math.floor(from + ((to - from) * done) / Math.max(1, total)), 100, phase);
  };
}

function lines(
  folder: string,
  { at, events, head, checkpoint, masterKey, files }: Manifest,
  seconds: number,
): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `backup      ${folder}`,
    `of          ${at}: ${events} events, ${head ? `the last fact ${head.id}` : 'no fact'}`,
    checkpoint
      ? `checkpoint  ${checkpoint.size} leaves, root ${checkpoint.root}`
      : 'checkpoint  nothing was sealed yet',
    `files       ${files.map(({ name }) => name).join(', ')}: ${bytes} bytes in ${seconds} s`,
    masterKey.included
      ? `MASTER KEY  ${masterKey.id} is in it: whoever holds this backup can read every value.`
      : `master key  ${masterKey.id} is NOT in it, and without that key no value opens. Keep a copy of it elsewhere.`,
  ];
}
