/** Opening `read.db`: for its owner alone, with the table of checkpoints as this version keeps it. */
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import Database from '#sqlite';
import { codeOf, readDbError } from './read-db.error.js';

/** Pages of the write-ahead log before it is folded into the file: rebuilds write in long runs. */
const WAL_PAGES = 8_000;
const CACHE_KIB = 64 * 1024;
/** The longest wait for a foreign lock. It blocks the process, so it is short. */
const BUSY_TIMEOUT_MS = 1_000;

/** The database and what SQLite keeps beside it. */
export const FILE_ENDS = ['', '-wal', '-shm'] as const;

const CHECKPOINTS = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    failure TEXT,
    built INTEGER NOT NULL DEFAULT 1,
    event TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (name, version)
  ) STRICT, WITHOUT ROWID`;

/** One connection to write, another to read. */
export interface Connections {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
}

/** Throws ReadDbError where the file is at fault. */
export function openFile(file: string): Connections {
  const opened: Database.Database[] = [];
  try {
    makePrivate(file);
    const writer = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    opened.push(writer);
    prepareWriter(writer);
    const reader = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    opened.push(reader);
    reader.pragma(`cache_size = -${CACHE_KIB}`);
    return { writer, reader };
  } catch (error) {
    for (const db of opened) db.close();
    throw readDbError(file, error);
  }
}

function prepareWriter(writer: Database.Database): void {
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = NORMAL');
  writer.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
  writer.pragma(`cache_size = -${CACHE_KIB}`);
  writer.exec(CHECKPOINTS);
  const columns = writer.prepare("SELECT name FROM pragma_table_info('checkpoints')").pluck().all();
  // Checkpoints of an older version name no fact, so the projector drops what they stand for.
  if (!columns.includes('event')) writer.exec("ALTER TABLE checkpoints ADD COLUMN event TEXT NOT NULL DEFAULT ''");
  if (!columns.includes('built')) writer.exec('ALTER TABLE checkpoints ADD COLUMN built INTEGER NOT NULL DEFAULT 1');
}

/**
 * 0600 for the database and its log, whoever made them. The log takes the mode of the database when SQLite creates it. An
 * existing file is not opened for this: closing any descriptor of a file drops all locks this process has on it.
 */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  for (const end of FILE_ENDS) {
    const found = statSync(file + end, { throwIfNoEntry: false });
    if (found?.isFile() && (found.mode & 0o077) !== 0) chmodSync(file + end, 0o600);
  }
}
