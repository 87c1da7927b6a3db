/** Wraps everything in `keys.db` under another master key, in one transaction: at each moment exactly one key opens all of it. */
import type { Database } from '#sqlite';
import { REWRAPPED, openKeysDb, writeAnew } from '../keys-db.js';
import type { MasterKey } from '../master-key.js';
import { forgetLog } from '../sqlite-keys.js';
import type { Rewrapped, Told } from './rewrapped.js';

const PAGE = 4_096;

/** @param from the one that it is wrapped under now @throws WrongMasterKey where something is not */
export function rewrapKeysDb(file: string, from: MasterKey, to: MasterKey, told: Told): Rewrapped {
  const { db, place } = openKeysDb(file, () => from);
  try {
    let counts = { keys: 0, secrets: 0 };
    db.transaction(() => {
      counts = { secrets: rewrapSecrets(db, from, to), keys: rewrapSubjects(db, from, to, told) };
      db.prepare('UPDATE master SET id = ?').run(to.id);
      // Old pages are swept afterwards, by whoever opens the file next where this process does not live to do it.
      db.prepare('INSERT OR REPLACE INTO applied (name, position) VALUES (?, 1)').run(REWRAPPED);
    }).immediate();
    told('wrapped', counts.keys, counts.keys);
    writeAnew(db);
    const left = leftInLog(db, place);
    told('swept', counts.keys, counts.keys);
    return { ...counts, ...left };
  } finally {
    db.close();
  }
}

/** Empties the log of the file; says so where another process keeps it from that. */
export function leftInLog(db: Database, place: string): Pick<Rewrapped, 'remains'> {
  return forgetLog(db) ? {} : { remains: `another process reads ${place}, so that its log still holds keys` };
}

function rewrapSecrets(db: Database, from: MasterKey, to: MasterKey): number {
  const rows = db.prepare<[], { name: string; value: Buffer }>('SELECT name, value FROM secrets').all();
  const wrap = db.prepare('UPDATE secrets SET value = ? WHERE name = ?');
  for (const { name, value } of rows) wrap.run(to.wrap(from.unwrap(value)), name);
  return rows.length;
}

function rewrapSubjects(db: Database, from: MasterKey, to: MasterKey, told: Told): number {
  const total = db.prepare<[], number>('SELECT count(*) FROM subject_keys').pluck().get() ?? 0;
  const sql = 'SELECT key_id AS id, secret FROM subject_keys WHERE key_id > ? ORDER BY key_id LIMIT ?';
  const page = db.prepare<[string, number], { id: string; secret: Buffer }>(sql);
  const wrap = db.prepare('UPDATE subject_keys SET secret = ? WHERE key_id = ?');
  let done = 0;
  for (let last = ''; ;) {
    const keys = page.all(last, PAGE);
    for (const { id, secret } of keys) wrap.run(to.wrap(from.unwrap(secret)), id);
    const end = keys.at(-1);
    if (!end) return done;
    told('wrapping', (done += keys.length), total);
    last = end.id;
  }
}
