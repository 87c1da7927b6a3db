/** Opens the keys where the settings say that they are, with the ledger's secrets. */
import { join } from 'node:path';
import { CARRYING, KeysUnfinished } from './carry/unfinished.js';
import { givenSecrets, type SecretSettings } from './given-secrets.js';
import type { KeyStore } from './key-store.port.js';
import { openKeysDb, readKeysDb } from './keys-db.js';
import { masterKeyOf, type MasterKeySettings } from './master-key.js';
import { openPostgresKeys } from './postgres/open.js';
import { settleOwnKey } from './rotation/own-key-file.js';
import { embeddedSecrets, LedgerSecrets } from './secrets.js';

export interface KeysSettings extends MasterKeySettings, SecretSettings {
  readonly data: string;
  /** `QUITTANCE_KEYS`. */
  readonly keys: string;
}

export interface OpenKeys {
  readonly keys: KeyStore;
  readonly ids: LedgerSecrets;
}

/** @throws MasterKeyError SecretsError where this process was given other keys and secrets than the ledger was begun with */
export async function openKeys(settings: KeysSettings): Promise<OpenKeys> {
  if (settings.keys !== '') return openShared(settings);
  const given = givenSecrets(settings);
  settleOwnKey(settings);
  const keys = openKeysDb(join(settings.data, 'keys.db'), (at, mayMake, id) => masterKeyOf(settings, at, mayMake, id));
  try {
    await refuseUnfinished(keys);
    return { keys, ids: new LedgerSecrets(embeddedSecrets(keys, given)) };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

/** For reading only: whoever audits beside a running ledger changes nothing. */
export async function readKeys(settings: KeysSettings): Promise<OpenKeys> {
  if (settings.keys !== '') return openShared(settings);
  const keys = readKeysDb(join(settings.data, 'keys.db'), (at, mayMake, id) => masterKeyOf(settings, at, mayMake, id));
  try {
    await refuseUnfinished(keys);
    return { keys, ids: new LedgerSecrets(embeddedSecrets(keys)) };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

async function openShared(settings: KeysSettings): Promise<OpenKeys> {
  const { keys, secrets } = await openPostgresKeys(settings.keys, settings);
  try {
    await refuseUnfinished(keys);
    return { keys, ids: new LedgerSecrets(secrets) };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

/** Of half the keys a process would make others for the rest. */
async function refuseUnfinished(keys: KeyStore): Promise<void> {
  if ((await keys.applied(CARRYING)) !== undefined) throw new KeysUnfinished(keys.place);
}
