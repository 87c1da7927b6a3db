/** `quittance keys rotate-master`: all keys under another master key. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse } from '../../moving/keys/keys-place.js';
import { rotateOwnFile, rotateServer, type Rotation } from '../../moving/keys/rotate-master.js';
import { hasOwnKey } from '../../privacy/rotation/own-key-file.js';
import type { RewrapStep } from '../../privacy/rotation/rewrapped.js';
import { acquireLedgerLock } from '../../store/sqlite/lock.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { noLedger } from '../ledger/connect.js';
import { progressOf } from '../progress.js';
import { usageOf } from './keys-copy.js';

export interface RotateMasterOptions {
  readonly to?: string;
}

export async function keysRotateMaster(cli: Cli, { to }: RotateMasterOptions): Promise<void> {
  const { config } = cli;
  const next = to ?? config.masterKeyNextFile;
  if (next === '') throw new CliError(EXIT.usage, 'Say where the new master key is: --to <file>.');
  const progress = await progressOf('Wrapping keys anew');
  const told = (step: RewrapStep, done: number, total: number): void => progress.update(done, total, step);
  const rotation = await rotated({ ...config, masterKeyNextFile: next }, told)
    .catch((error: unknown) => {
      throw usageOf(error);
    })
    .finally(() => progress.stop());
  await cli.out.answer(rotation, () => lines(rotation, next, config.keys === '' && hasOwnKey(config)));
}

async function rotated(
  config: Cli['config'],
  told: (step: RewrapStep, done: number, total: number) => void,
): Promise<Rotation> {
  if (config.keys !== '') return rotateServer(config.keys, config, told);
  const file = join(config.data, 'keys.db');
  if (!existsSync(file)) throw noLedger(config);
  const lock = acquireLedgerLock(config.data, { what: 'keys rotate-master' });
  if ('heldBy' in lock) throw new FolderInUse(config.data, lock.heldBy);
  try {
    return rotateOwnFile(file, config, told);
  } finally {
    lock.release();
  }
}

function lines(rotation: Rotation, next: string, own: boolean): string[] {
  const { keys, secrets, from, to, already, oldKeyFile, remains } = rotation;
  const old =
    oldKeyFile === undefined ? '' : `; the old one is ${oldKeyFile}: move it to where the backups' key is kept`;
  return [
    already
      ? `wrapped     everything was under ${to} already`
      : `wrapped     ${keys} keys and ${secrets} secrets under ${to}, before under ${from}`,
    ...(remains === undefined ? [] : [`REMAINS     ${remains}; run this again when it has ended`]),
    own
      ? `now         master.key is the new one${old}`
      : `now         give ${next} to every process with QUITTANCE_MASTER_KEY_FILE, and unset the old one`,
    `old key     needed for backups of before, and for nothing else`,
  ];
}
