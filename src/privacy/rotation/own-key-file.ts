/**
 * `master.key` in the data folder, where no setting names another: while its keys are wrapped anew the next one lies beside it,
 * on disk before anything is wrapped under it, and takes its place when all is. The old one stays under a name of its own:
 * backups of before need it.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { masterKeyIdOf } from '../keys-db.js';
import { MASTER_KEY_FILE, masterKeyOf, NEXT_KEY_FILE, type MasterKey, type MasterKeySettings } from '../master-key.js';

/** Whether the ledger's master key is the file beside `keys.db`. */
export function hasOwnKey({ masterKey, masterKeyFile }: MasterKeySettings): boolean {
  return masterKey === '' && masterKeyFile === '';
}

/** Lays the next key beside the one in use, whole or not at all. */
export function layNext(keysFile: string, key: MasterKey): void {
  const file = join(dirname(keysFile), NEXT_KEY_FILE);
  const fresh = `${file}.unfinished`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', 0o600);
  try {
    writeSync(handle, key.text());
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  flushFolder(dirname(keysFile));
}

/**
 * Puts the next key in its place, where the keys are wrapped under it already. Whoever does it has the ledger's lock.
 * @returns where the old one lies now; undefined where there was nothing to do
 */
export function settleKeyFile(keysFile: string): string | undefined {
  const folder = dirname(keysFile);
  const [own, next] = [join(folder, MASTER_KEY_FILE), join(folder, NEXT_KEY_FILE)];
  if (!existsSync(keysFile) || !existsSync(next)) return undefined;
  const id = masterKeyIdOf(keysFile);
  const key = masterKeyOf({ masterKey: '', masterKeyFile: '' }, keysFile, false, id);
  if (key.id !== id || key.where !== next) return undefined;
  let old: string | undefined;
  if (existsSync(own)) {
    old = `${own}.${masterKeyOf({ masterKey: '', masterKeyFile: '' }, keysFile, false).id}`;
    renameSync(own, old);
  }
  renameSync(next, own);
  flushFolder(folder);
  return old;
}

/** The same at a start: a rotation was killed when all was wrapped. */
export function settleOwnKey(settings: MasterKeySettings & { readonly data: string }): void {
  if (hasOwnKey(settings)) settleKeyFile(join(settings.data, 'keys.db'));
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
