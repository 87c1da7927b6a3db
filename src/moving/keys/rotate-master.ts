/** Wraps the keys of a ledger under the master key that is to come, wherever they lie; run again it finishes what was killed. */
import {
  givenMasterKey,
  MasterKeyError,
  masterKeyFrom,
  masterKeyOf,
  type MasterKey,
  type MasterKeySettings,
} from '../../privacy/master-key.js';
import { masterKeyIdOf, openKeysDb } from '../../privacy/keys-db.js';
import type { SecretSettings } from '../../privacy/given-secrets.js';
import type { KeysBase } from '../../privacy/postgres/base.js';
import { openPostgresKeys } from '../../privacy/postgres/open.js';
import { rewriteDrawers } from '../../privacy/postgres/rewriting.js';
import { hasOwnKey, layNext, settleKeyFile } from '../../privacy/rotation/own-key-file.js';
import { rewrapPostgresKeys } from '../../privacy/rotation/rewrap-postgres.js';
import { leftInLog, rewrapKeysDb } from '../../privacy/rotation/rewrap-sqlite.js';
import type { Rewrapped, Told } from '../../privacy/rotation/rewrapped.js';
import { readFileSync } from 'node:fs';

export interface Rotation extends Rewrapped {
  /** Ids of the master keys: they tell nothing of them. */
  readonly from: string;
  readonly to: string;
  /** Nothing was left to wrap. */
  readonly already: boolean;
  /** Where the old key of the data folder lies now. */
  readonly oldKeyFile?: string;
}

type Settings = MasterKeySettings & { readonly masterKeyNextFile: string };

/** The caller has the ledger's lock. @throws MasterKeyError */
export function rotateOwnFile(file: string, settings: Settings, told: Told): Rotation {
  const to = nextKey(settings);
  const own = hasOwnKey(settings);
  // What a killed run left: its key comes into its place first.
  const settled = own ? settleKeyFile(file) : undefined;
  const from = masterKeyOf(settings, file, false, masterKeyIdOf(file));
  const already = from.id === to.id;
  if (own && !already) layNext(file, to);
  const done = already ? swept(file, from) : rewrapKeysDb(file, from, to, told);
  const oldKeyFile = (own ? settleKeyFile(file) : undefined) ?? settled;
  return { ...done, from: from.id, to: to.id, already, ...(oldKeyFile === undefined ? {} : { oldKeyFile }) };
}

/** @throws MasterKeyError KeysBusy SecretsError */
export async function rotateServer(url: string, settings: Settings & SecretSettings, told: Told): Promise<Rotation> {
  const to = nextKey(settings);
  const { keys } = await openPostgresKeys(url, settings, { alone: true });
  try {
    const from = givenMasterKey(settings, keys.wrapping.id);
    const already = from.id === to.id;
    const done = already ? await sweptServer(keys.base) : await rewrapPostgresKeys(keys.base, from, to, told);
    return { ...done, from: from.id, to: to.id, already };
  } finally {
    await keys.close();
  }
}

/** Opening sweeps what a killed run left in the file. */
function swept(file: string, key: MasterKey): Rewrapped {
  const { db, place } = openKeysDb(file, () => key);
  try {
    return { keys: 0, secrets: 0, ...leftInLog(db, place) };
  } finally {
    db.close();
  }
}

/** What a run before could not take out of the server's files. */
async function sweptServer(base: KeysBase): Promise<Rewrapped> {
  const remains = await rewriteDrawers(base);
  return { keys: 0, secrets: 0, ...(remains === undefined ? {} : { remains }) };
}

function nextKey({ masterKeyNextFile }: Settings): MasterKey {
  try {
    return masterKeyFrom(readFileSync(masterKeyNextFile, 'utf8'), masterKeyNextFile).key;
  } catch (error) {
    if (error instanceof MasterKeyError) throw error;
    throw new MasterKeyError(`The new master key ${masterKeyNextFile} cannot be read: ${(error as Error).message}.`);
  }
}
