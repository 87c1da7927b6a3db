/** Opening `ledger.db`: whose file it is, which version, and the settings that durability rests on. */
import { existsSync } from 'node:fs';
import Database from '#sqlite';
import { LedgerFileError } from './errors.js';
import { codeOf, failureOf } from './failure.js';
import { flushFolderOf, hardenLog } from './harden.js';
import { createPrivate } from './hold.js';
import { APPLICATION_ID, CREATE_SCHEMA, SCHEMA_VERSION } from './schema.js';

/** The longest wait for a foreign lock. It blocks the process, so it is short. */
export const BUSY_TIMEOUT_MS = 100;
/** Pages in the log before SQLite copies them back (40 MiB): 1.2 to 1.6 times the default's throughput (ADR 0001). */
export const CHECKPOINT_PAGES = 10_000;

/** Opens for writing; creates file and tables when there is none. Throws LedgerFileError. */
export function openForWriting(file: string): Database.Database {
  const fresh = createPrivate(file);
  return guarded(file, {}, (db) => {
    const empty = checkOwner(db, file);
    setDurable(db, file);
    if (empty) createTables(db);
    hardenLog(db);
    if (fresh) flushFolderOf(file);
  });
}

/** Opens for reading only; the file must be there. Throws LedgerFileError. */
export function openForReading(file: string): Database.Database {
  if (!existsSync(file)) throw new LedgerFileError('missing', `There is no ledger at ${file}.`);
  return guarded(file, { readonly: true, fileMustExist: true }, (db) => {
    if (checkOwner(db, file)) throw new LedgerFileError('missing', `${file} is empty: no ledger was begun in it.`);
  });
}

function guarded(file: string, options: Database.Options, prepare: (db: Database.Database) => void): Database.Database {
  const db = new Database(file, { ...options, timeout: BUSY_TIMEOUT_MS });
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    if (failureOf(error) === 'busy') {
      throw new LedgerFileError('in-use', `Another process is writing ${file}.`, { cause: error });
    }
    if (codeOf(error) === 'SQLITE_NOTADB') throw foreign(file, error);
    throw error;
  }
}

/** Looks before anything is changed. True when the file is empty. */
function checkOwner(db: Database.Database, file: string): boolean {
  const owner = db.pragma('application_id', { simple: true });
  const version = Number(db.pragma('user_version', { simple: true }));
  if (owner === APPLICATION_ID) {
    if (version <= SCHEMA_VERSION) return false;
    throw new LedgerFileError(
      'newer',
      `${file} has schema ${version}; this program knows ${SCHEMA_VERSION}. Use the program that wrote it, or a newer one.`,
    );
  }
  if (owner !== 0 || version !== 0) throw foreign(file);
  if (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0) throw foreign(file);
  return true;
}

function foreign(file: string, cause?: unknown): LedgerFileError {
  return new LedgerFileError('foreign', `${file} is not a Quittance ledger. It was left as it is.`, { cause });
}

function setDurable(db: Database.Database, file: string): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  // better-sqlite3 is compiled with synchronous=NORMAL for WAL: an acknowledged event could vanish with the power.
  db.pragma('synchronous = FULL');
  // On macOS fsync does not reach the disk; this asks for F_FULLFSYNC. Elsewhere it changes nothing.
  db.pragma('fullfsync = ON');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma('trusted_schema = OFF');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode === 'wal' && synchronous === 2) return;
  throw new LedgerFileError(
    'unsafe',
    `${file} would not be durable (journal_mode ${String(mode)}, synchronous ${String(synchronous)}). ` +
      'Put the ledger on a local disk whose file system supports shared memory.',
  );
}

function createTables(db: Database.Database): void {
  db.exec('BEGIN IMMEDIATE');
  db.exec(CREATE_SCHEMA);
  db.exec('COMMIT');
}
