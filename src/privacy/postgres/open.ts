/** Opens the keys in PostgreSQL: the schema up to date, and this process with the same keys and secrets as the others. */
import { bothSecrets, fingerprintOf, WrongSecret, type SecretPair, type SecretSettings } from '../given-secrets.js';
import { givenMasterKey, WrongMasterKey, type MasterKeySettings } from '../master-key.js';
import { KeysBase } from './base.js';
import { prepareKeys } from './keys-schema.js';
import { PostgresKeys } from './postgres-keys.js';
import { Presence } from './presence.js';
import { rewriteDrawers } from './rewriting.js';

export interface OpenPostgresKeys {
  readonly keys: PostgresKeys;
  readonly secrets: SecretPair;
}

/**
 * @param alone for whoever carries the keys over or wraps them anew: nobody else has them open meanwhile
 * @throws MasterKeyError SecretsError where this process was given other ones than those that came before it
 */
export async function openPostgresKeys(
  url: string,
  settings: MasterKeySettings & SecretSettings,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<OpenPostgresKeys> {
  // Whatever is wrong with the settings is said before anything is made.
  const [given, secrets] = [givenMasterKey(settings), bothSecrets(settings)];
  const base = new KeysBase(url);
  try {
    base.presence = await Presence.take(url, base.place, alone);
    await prepareKeys(base.pool, url);
    const master = givenMasterKey(settings, (await fingerprint(base, 'master')) ?? given.id);
    if (!(await agrees(base, 'master', master.id))) throw new WrongMasterKey(master.where, base.place);
    for (const name of ['id', 'mac'] as const) {
      if (!(await agrees(base, name, fingerprintOf(name, secrets[name])))) throw new WrongSecret(name, base.place);
    }
    // What a killed process deleted and did not take out of the files.
    await rewriteDrawers(base);
    return { keys: new PostgresKeys(base, master), secrets };
  } catch (error) {
    await base.close();
    throw error;
  }
}

/** The first process says what it has; all others must have the same. */
async function agrees(base: KeysBase, name: string, value: string): Promise<boolean> {
  await base.rows('INSERT INTO fingerprints VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, value]);
  return (await fingerprint(base, name)) === value;
}

async function fingerprint(base: KeysBase, name: string): Promise<string | undefined> {
  const [row] = await base.rows<{ value: string }>('SELECT value FROM fingerprints WHERE name = $1', [name]);
  return row?.value;
}
