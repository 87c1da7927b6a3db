/** The two places of keys that are carried over, by their URLs; nobody else has them open meanwhile. */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openApiKeys } from '../../access/open-api-keys.js';
import { isPostgresUrl, shownUrl } from '../../postgres/url.js';
import { PostgresShelf } from '../../privacy/carry/postgres-shelf.js';
import type { Shelf } from '../../privacy/carry/shelf.js';
import { SqliteShelf } from '../../privacy/carry/sqlite-shelf.js';
import { bothSecrets, givenSecrets, type SecretPair, type SecretSettings } from '../../privacy/given-secrets.js';
import { openKeysDb } from '../../privacy/keys-db.js';
import { givenMasterKey, masterKeyOf, type MasterKey, type MasterKeySettings } from '../../privacy/master-key.js';
import { openPostgresKeys } from '../../privacy/postgres/open.js';
import { embeddedSecrets } from '../../privacy/secrets.js';
import { acquireLedgerLock, type LockInfo } from '../../store/sqlite/lock.js';

/** A URL that names no place of keys, or one that is not there. */
export class BadKeysPlace extends Error {
  override readonly name = 'BadKeysPlace';
  constructor(
    message: string,
    readonly missing = false,
  ) {
    super(message);
  }
}

/** A server, or another command, has the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(
    readonly folder: string,
    readonly holder: LockInfo,
  ) {
    super(`${folder} is in use`);
  }
}

export type KeysPlace = { readonly file: string } | { readonly url: string };

/** @throws BadKeysPlace */
export function keysPlace(option: string, text: string): KeysPlace {
  const file = /^sqlite:(.+)$/s.exec(text)?.[1];
  if (file !== undefined) return { file: existsSync(file) ? realpathSync(file) : resolve(file) };
  if (isPostgresUrl(text)) return { url: text };
  // Whatever it is, it may hold a password: it is not repeated.
  throw new BadKeysPlace(
    `${option} names no place of keys. Give sqlite:<file>, e.g. sqlite:./data/keys.db, or postgres://….`,
  );
}

export function shownPlace(place: KeysPlace): string {
  return 'file' in place ? place.file : shownUrl(place.url);
}

export interface OpenPlace {
  readonly shelf: Shelf;
  readonly secrets: SecretPair;
  readonly masterKey: MasterKey;
  close(): Promise<void>;
}

type Settings = MasterKeySettings & SecretSettings;

/** @throws BadKeysPlace FolderInUse MasterKeyError SecretsError */
export async function openKeysFrom(place: KeysPlace, settings: Settings): Promise<OpenPlace> {
  if ('url' in place) return openServer(place.url, settings, givenMasterKey(settings));
  const { file } = place;
  if (!existsSync(file)) throw new BadKeysPlace(`There are no keys at ${file}.`, true);
  return openFile(file, (at, mayMake, id) => masterKeyOf(settings, at, mayMake, id), givenSecrets(settings));
}

/** @param source whose master key and secrets the target gets, where settings give no others */
export async function openKeysTo(place: KeysPlace, settings: Settings, source: OpenPlace): Promise<OpenPlace> {
  const { masterKey, secrets } = source;
  if ('file' in place) {
    mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 });
    return openFile(place.file, () => masterKey, secrets);
  }
  // Said by an error of the target: which secret processes will be given that is not this ledger's.
  const given = bothSecrets(settings);
  const both = { idSecret: given.id.toString('base64'), macSecret: given.mac.toString('base64'), secretsFile: '' };
  const key = { masterKey: masterKey.text().trim(), masterKeyFile: '' };
  return openServer(place.url, { ...key, ...both }, masterKey);
}

async function openServer(url: string, settings: Settings, given: MasterKey): Promise<OpenPlace> {
  const { keys, secrets } = await openPostgresKeys(url, settings, { alone: true });
  try {
    await openApiKeys(keys);
    const masterKey = givenMasterKey(settings, keys.wrapping.id);
    return { shelf: new PostgresShelf(keys), secrets, masterKey: masterKey ?? given, close: () => keys.close() };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

async function openFile(
  file: string,
  masterKeyFor: (file: string, mayMake: boolean, id?: string) => MasterKey,
  given: Partial<SecretPair>,
): Promise<OpenPlace> {
  const lock = acquireLedgerLock(dirname(file), { what: 'keys copy' });
  if ('heldBy' in lock) throw new FolderInUse(dirname(file), lock.heldBy);
  try {
    let masterKey: MasterKey | undefined;
    const keys = openKeysDb(file, (at, mayMake, id) => (masterKey = masterKeyFor(at, mayMake, id)));
    const close = async (): Promise<void> => {
      await keys.close();
      lock.release();
    };
    try {
      const secrets = embeddedSecrets(keys, given);
      await openApiKeys(keys);
      return { shelf: new SqliteShelf(keys), secrets, masterKey: masterKey as unknown as MasterKey, close };
    } catch (error) {
      await keys.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}
