/** `quittance restore` and `quittance backup verify`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../../config.js';
import { FILES, readManifest, type Manifest } from '../../moving/backup/manifest.js';
import { unpackBackup } from '../../moving/backup/one-file.js';
import { BrokenTar, checkTar, isTar } from '../../moving/backup/tar.js';
import { isFree } from '../../moving/backup/new-folder.js';
import { DamagedBackup, damagedFiles, restoreBackup } from '../../moving/backup/restore.js';
import { masterKeyFrom, masterKeyOf, MasterKeyError, type MasterKey } from '../../privacy/master-key.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { progressOf, type Progress } from '../progress.js';
import { onSignal } from '../signals.js';
import { fullAudit } from './audit-verify.js';

export interface RestoreOptions {
  readonly masterKey?: string;
}

export async function restore(cli: Cli, backup: string, { masterKey }: RestoreOptions): Promise<ExitCode> {
  const { data } = cli.config;
  if (!existsSync(backup)) throw new CliError(EXIT.notFound, `There is nothing at ${resolve(backup)}.`);
  if (!isFree(data)) {
    throw new CliError(EXIT.usage, `${data} is there already, and not an empty folder. Name a new one with --data.`);
  }
  return withFolder(resolve(backup), data, (from) => restoreFolder(cli, from, masterKey));
}

/** A backup that is one file is checked, and unpacked beside the data folder for as long as it is read. */
async function withFolder(from: string, data: string, work: (folder: string) => Promise<ExitCode>): Promise<ExitCode> {
  if (!statSync(from).isFile()) return work(from);
  if (!isTar(from)) throw new CliError(EXIT.usage, `${from} is no backup: neither a folder nor a tar of one.`);
  const progress = await progressOf('Unpacking');
  const folder = await unpackBackup(from, data, inBytes(progress), (unpacked) => {
    onSignal(async () => unpacked.drop());
  })
    .catch((error: unknown) => {
      throw error instanceof BrokenTar ? new CliError(EXIT.changed, `${error.message} Nothing was restored.`) : error;
    })
    .finally(() => progress.stop());
  try {
    return await work(folder.path);
  } finally {
    folder.drop();
  }
}

async function restoreFolder(cli: Cli, from: string, masterKey: string | undefined): Promise<ExitCode> {
  const { config, out } = cli;
  const { data } = config;
  const manifest = manifestIn(from);
  const key = masterKeyFor(config, from, manifest, masterKey);
  const progress = await progressOf('Restoring');
  const parts = { from, manifest, data, masterKey: key.key, masterKeyText: key.beside };
  await restoreBackup({ ...parts, progress: inBytes(progress) }, (unfinished) => {
    onSignal(async () => unfinished.drop());
  })
    .catch((error: unknown) => {
      if (!(error instanceof DamagedBackup)) throw error;
      throw new CliError(EXIT.changed, `${error.message} Nothing was restored.`);
    })
    .finally(() => progress.stop());
  const { at, events } = manifest;
  const told = [`restored    ${events} events of ${at} into ${data}`];
  if (!manifest.checkpoint) {
    const none = 'audit       nothing was sealed yet: there is nothing to compare with';
    await out.answer({ data, at, events, audit: null }, () => [...told, none]);
    return EXIT.ok;
  }
  const { exit, document, lines } = await fullAudit(cli);
  await out.answer({ data, at, events, audit: document }, () => [...told, ...lines]);
  return exit;
}

export async function backupVerify({ out }: Cli, backup: string): Promise<ExitCode> {
  const from = resolve(backup);
  if (existsSync(from) && statSync(from).isFile()) return verifyFile(out, from);
  const manifest = manifestIn(from);
  const progress = await progressOf('Reading');
  const damaged = await damagedFiles(from, manifest, inBytes(progress)).finally(() => progress.stop());
  const { at, events, files } = manifest;
  await out.answer({ ok: damaged.length === 0, backup: from, at, events, damaged }, () => [
    `backup      ${from}, of ${at}, ${events} events`,
    damaged.length === 0
      ? `whole       all ${files.length} files are as they were written`
      : `DAMAGED     ${damaged.join(', ')}: not what was written`,
  ]);
  return damaged.length === 0 ? EXIT.ok : EXIT.changed;
}

/** Its own digest covers every byte before it. */
async function verifyFile(out: Cli['out'], from: string): Promise<ExitCode> {
  if (!isTar(from)) throw new CliError(EXIT.usage, `${from} is no backup: neither a folder nor a tar of one.`);
  const progress = await progressOf('Reading');
  const { size } = statSync(from);
  let done = 0;
  const damaged = await checkTar(from, (bytes) => inBytes(progress)((done += bytes), size))
    .then(() => undefined)
    .catch((error: unknown) => {
      if (error instanceof BrokenTar) return error.message;
      throw error;
    })
    .finally(() => progress.stop());
  const ok = damaged === undefined;
  await out.answer({ ok, backup: from, damaged: ok ? [] : [from], detail: damaged }, () => [
    `backup      ${from}`,
    ok ? `whole       all ${size} bytes are as they were written` : `DAMAGED     ${damaged}`,
  ]);
  return ok ? EXIT.ok : EXIT.changed;
}

function manifestIn(from: string): Manifest {
  if (!existsSync(from)) throw new CliError(EXIT.notFound, `There is nothing at ${from}.`);
  const manifest = readManifest(from);
  if ('problem' in manifest) throw new CliError(EXIT.usage, manifest.problem);
  return manifest;
}

interface KeyForIt {
  readonly key: MasterKey;
  /** Its text, where it is to lie beside the keys. */
  readonly beside?: string;
}

/** From the file that was named, else from the settings, else from the backup. */
function masterKeyFor(config: Config, from: string, { masterKey }: Manifest, named: string | undefined): KeyForIt {
  const key = findKey(config, from, masterKey.included, named);
  if (key?.key.id === masterKey.id) return key;
  const problem = key
    ? `The master key from ${key.key.where} is not the one of this backup (${masterKey.id}).`
    : `The master key ${masterKey.id} is not in this backup, and without it nothing can be audited or served.`;
  const advice = 'Give it with --master-key <file>, or set QUITTANCE_MASTER_KEY_FILE or QUITTANCE_MASTER_KEY.';
  throw new CliError(EXIT.usage, `${problem} ${advice} Nothing was restored.`, { masterKey: masterKey.id });
}

function findKey(config: Config, from: string, included: boolean, named: string | undefined): KeyForIt | undefined {
  const set = config.masterKey !== '' || config.masterKeyFile !== '';
  try {
    if (named !== undefined) {
      // What is set is what the restored ledger will be opened with.
      if (set)
        throw new MasterKeyError('A master key is set already, and --master-key names another place. Take one away.');
      const { key, text } = masterKeyFrom(readFileSync(named, 'utf8'), named);
      return { key, beside: text };
    }
    if (set) return { key: masterKeyOf(config, join(config.data, FILES.keys), false) };
    if (!included) return undefined;
    const file = join(from, FILES.masterKey);
    const { key, text } = masterKeyFrom(readFileSync(file, 'utf8'), file);
    return { key, beside: text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof MasterKeyError) throw new CliError(EXIT.usage, `${error.message} Nothing was restored.`);
    if (code === 'ENOENT') throw new CliError(EXIT.notFound, `There is no master key at ${String(named)}.`);
    throw error;
  }
}

function inBytes(progress: Progress): (done: number, total: number) => void {
  return (done, total) => progress.update(done, total, `${Math.floor(done / 1e6)} of ${Math.ceil(total / 1e6)} MB`);
}
