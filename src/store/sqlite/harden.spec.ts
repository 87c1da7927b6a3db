import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from '#sqlite';
import { hardenLog } from './harden.js';

it('writes a log again, byte for byte, however long', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-wal-'));
  const db = new Database(join(folder, 'a.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 0');
  db.exec('CREATE TABLE t (x TEXT)');
  for (let i = 0; i < 40; i++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(70_000));
  const log = join(folder, 'a.db-wal');
  copyFileSync(log, join(folder, 'before'));
  hardenLog(db);
  const after = readFileSync(log);
  expect(after.length).toBeGreaterThan(2 * 1024 * 1024);
  expect(after.equals(readFileSync(join(folder, 'before')))).toBe(true);
  db.prepare('INSERT INTO t VALUES (?)').run('more');
  expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(41);
  db.close();
  rmSync(folder, { recursive: true });
});
