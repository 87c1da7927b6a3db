// The raw side: the same bytes into the same tables and indexes, by better-sqlite3 alone.
import Database from '#sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './kit.js';

const { SqliteStore } = await load('src/store/sqlite/sqlite.store.js');

/** An empty ledger file with the store's own schema and pragmas, open for plain SQL. */
export async function rawLedger() {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-raw-'));
  const file = join(folder, 'ledger.db');
  await SqliteStore.open({ file }).close();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 10000');
  const close = () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { db, close };
}

/** Stored events as rows of the tables, bound once so that only the inserts are timed. */
export function rowsOf(events) {
  const streams = new Map();
  const types = new Map();
  const key = (map, name) => {
    if (!map.has(name)) map.set(name, map.size + 1);
    return map.get(name);
  };
  return events.map((event, i) => {
    const isNew = !streams.has(event.stream);
    const stream = key(streams, event.stream);
    const newStream = isNew ? [stream, event.stream] : undefined;
    const id = Buffer.from(event.id.replaceAll('-', ''), 'hex');
    const type = key(types, event.type);
    return { newStream, type: event.type, row: [i + 1, stream, event.revision, 0, id, type, event.data, event.meta] };
  });
}

/** Inserts rows in transactions of so many each; returns how many rows. */
export function insertRows(db, rows, each) {
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const stream = db.prepare('INSERT INTO streams VALUES (?, ?)');
  const type = db.prepare('INSERT OR IGNORE INTO types VALUES (?, ?)');
  const known = new Set();
  const write = db.transaction((from, to) => {
    for (let i = from; i < to; i++) {
      const item = rows[i];
      if (item.newStream) stream.run(item.newStream);
      if (!known.has(item.type)) {
        type.run(item.row[5], item.type);
        known.add(item.type);
      }
      insert.run(item.row);
    }
  });
  for (let i = 0; i < rows.length; i += each) write(i, Math.min(i + each, rows.length));
  return rows.length;
}
