/**
 * `keys.db`: subject keys, the ledger's secrets and API keys, apart from the facts. Losing it loses every disclosure;
 * a row deleted here erases a person's data. `secure_delete` overwrites what is deleted, and a truncated log forgets it
 * (proofs/design.md 0.5). Keys and secrets are wrapped by the master key (schema 2).
 */
import { chmodSync, existsSync } from 'node:fs';
import Database from '#sqlite';
import { masterKeyOf, passingKey, WrongMasterKey, type MasterKey } from './master-key.js';
import { forgetLog, SqliteKeys } from './sqlite-keys.js';

/** The open file, with what unwraps its keys. */
export type KeysDb = SqliteKeys;

const SCHEMA_VERSION = 2;

const SCHEMA = `
  CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE subject_keys (
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    key_id TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    PRIMARY KEY (subject, purpose)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Schema 2. `master`: which master key wraps what lies here; a wrong one is known before anything is unwrapped. `applied`:
 * up to which position of the ledger its erasures and restrictions were applied here. `restricted`: whose values are kept,
 * and opened for nobody. `blind_index`: keyed digests of values that are searched for; they go with their subject's key.
 */
const SCHEMA_2 = `
  CREATE TABLE master (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE applied (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE restricted (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE blind_index (
    token BLOB NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (token, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX blind_index_subject ON blind_index (subject);
`;

/**
 * What was added since does not count as a schema: a version before it still opens the file. `applied_at`: which event lies at
 * an applied position, for a position means nothing in another store.
 */
const ADDED =
  'CREATE TABLE IF NOT EXISTS applied_at (name TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** A mark in `applied`, until the file was written anew after its keys were wrapped anew. */
export const REWRAPPED = 'rewrapped';

/**
 * The master key of a file of keys: the one that was set, or the one beside it, made where there was none.
 * @param id which one it is wrapped under, where that is known
 */
export type MasterKeyFor = (file: string, mayMake: boolean, id?: string) => MasterKey;

const BESIDE: MasterKeyFor = (file, mayMake, id) =>
  file === ':memory:' ? passingKey() : masterKeyOf({ masterKey: '', masterKeyFile: '' }, file, mayMake, id);

/**
 * Opens the keys; keys of before master keys are wrapped, in one transaction.
 * @throws WrongMasterKey MasterKeyError
 */
export function openKeysDb(file: string, masterKeyFor: MasterKeyFor = BESIDE): KeysDb {
  // Whatever is wrong with the master key is said before a file is made.
  const early = existsSync(file) ? undefined : masterKeyFor(file, true);
  const db = new Database(file);
  try {
    if (file !== ':memory:') chmodSync(file, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > SCHEMA_VERSION) {
      throw new Error(`${file} was written by a newer Quittance (keys schema ${version}). Use that one.`);
    }
    const known = version < SCHEMA_VERSION ? undefined : masterIdIn(db);
    const master = early ?? masterKeyFor(file, version < SCHEMA_VERSION, known);
    if (version < SCHEMA_VERSION) upgrade(db, version, master);
    checkMaster(db, master);
    db.exec(ADDED);
    if (version === 1 || isRewrapped(db)) writeAnew(db);
    forgetLog(db);
    return new SqliteKeys(db, master);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The keys for reading only: whoever audits beside a running ledger changes nothing. */
export function readKeysDb(file: string, masterKeyFor: MasterKeyFor = BESIDE): KeysDb {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const master = masterKeyFor(file, false, masterIdIn(db));
    checkMaster(db, master);
    return new SqliteKeys(db, master);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Which master key a file of keys is wrapped under, without that key; undefined of before master keys. */
export function masterKeyIdOf(file: string): string | undefined {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if ((db.pragma('user_version', { simple: true }) as number) < SCHEMA_VERSION) return undefined;
    return masterIdIn(db);
  } finally {
    db.close();
  }
}

function upgrade(db: Database.Database, version: number, master: MasterKey): void {
  db.transaction(() => {
    if (version === 0) db.exec(SCHEMA);
    else wrapAll(db, master);
    db.exec(SCHEMA_2);
    db.prepare('INSERT INTO master (id) VALUES (?)').run(master.id);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** Schema 1 kept keys and secrets as they are. */
function wrapAll(db: Database.Database, master: MasterKey): void {
  const secrets = db.prepare<[], { name: string; value: Buffer }>('SELECT name, value FROM secrets').all();
  const wrapSecret = db.prepare('UPDATE secrets SET value = ? WHERE name = ?');
  for (const { name, value } of secrets) wrapSecret.run(master.wrap(value), name);
  const keys = db.prepare<[], { key_id: string; secret: Buffer }>('SELECT key_id, secret FROM subject_keys').all();
  const wrapKey = db.prepare('UPDATE subject_keys SET secret = ? WHERE key_id = ?');
  for (const { key_id, secret } of keys) wrapKey.run(master.wrap(secret), key_id);
}

function checkMaster(db: Database.Database, master: MasterKey): void {
  if (masterIdIn(db) !== master.id) throw new WrongMasterKey(master.where);
}

function masterIdIn(db: Database.Database): string | undefined {
  return db.prepare<[], { id: string }>('SELECT id FROM master').get()?.id;
}

function isRewrapped(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM applied WHERE name = ?').get(REWRAPPED) !== undefined;
}

/** Pages that were split may keep copies of what stood in them: written anew, they hold only what is there. */
export function writeAnew(db: Database.Database): void {
  db.exec('VACUUM');
  db.prepare('DELETE FROM applied WHERE name = ?').run(REWRAPPED);
}
