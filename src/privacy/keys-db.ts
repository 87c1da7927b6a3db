/**
 * `keys.db`: subject keys, the ledger's secrets and API keys, apart from the facts. Losing it loses every disclosure;
 * a row deleted here erases a person's data. `secure_delete` overwrites what is deleted (proofs/design.md 0.5).
 */
import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';

export type KeysDb = Database.Database;

const SCHEMA_VERSION = 1;

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

export function openKeysDb(file: string): KeysDb {
  const db = new Database(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > SCHEMA_VERSION) {
    db.close();
    throw new Error(`${file} was written by a newer Quittance (keys schema ${version}). Use that one.`);
  }
  if (version === 0) {
    db.transaction(() => {
      db.exec(SCHEMA);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    })();
  }
  return db;
}
