/**
 * The import's own memory on disk: a temporary SQLite file in the data folder for what does not fit in memory. Nothing in
 * it outlives the import; what a killed one left behind is deleted at the next start. It never holds a personal value.
 */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from '#sqlite';

const NAME = /^import-(?:scratch|trial)\.db/;
const CACHE_KIB = 32 * 1024;

export type Scratch = Database.Database;

/** Deletes what a killed import left behind. */
export function clearScratch(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (NAME.test(name)) rmSync(join(folder, name), { force: true });
}

/** A fresh file. All its work is one transaction that is never committed: it need not survive anything. */
export function openScratch(folder: string, name: 'import-scratch.db' | 'import-trial.db', schema: string): Scratch {
  const file = join(folder, name);
  rmSync(file, { force: true });
  const db = new Database(file);
  chmodSync(file, 0o600);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.exec(schema);
  db.exec('BEGIN');
  return db;
}

export function closeScratch(db: Scratch): void {
  const file = db.name;
  db.close();
  rmSync(file, { force: true });
}
