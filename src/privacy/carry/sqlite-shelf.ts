/** `keys.db` as rows. */
import type { IndexEntry, NewKey } from '../key-store.port.js';
import type { SqliteKeys } from '../sqlite-keys.js';
import { SMALL, withoutOwn, type Row, type Shelf, type SmallTable } from './shelf.js';

const PAGE = 2_048;

export class SqliteShelf implements Shelf {
  constructor(readonly keys: SqliteKeys) {}

  async counts(): Promise<{ keys: number; tokens: number }> {
    const count = (table: string): number =>
      this.keys.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    return { keys: count('subject_keys'), tokens: count('blind_index') };
  }

  async *subjectKeys(): AsyncGenerator<readonly NewKey[]> {
    const page = this.keys.db.prepare<[string, number], NewKey>(
      'SELECT subject, purpose, key_id AS id, secret FROM subject_keys WHERE key_id > ? ORDER BY key_id LIMIT ?',
    );
    for (let last = ''; ;) {
      const keys = page.all(last, PAGE);
      const end = keys.at(-1);
      if (!end) return;
      yield keys;
      last = end.id;
    }
  }

  async *tokens(): AsyncGenerator<readonly IndexEntry[]> {
    const page = this.keys.db.prepare<[Buffer, string, number], IndexEntry>(
      `SELECT token, subject FROM blind_index
       WHERE (token, subject) > (?, ?) AND subject IN (SELECT subject FROM subject_keys) ORDER BY token, subject LIMIT ?`,
    );
    for (let last: IndexEntry = { token: Buffer.alloc(0), subject: '' }; ;) {
      const entries = page.all(last.token, last.subject, PAGE);
      const end = entries.at(-1);
      if (!end) return;
      yield entries;
      last = end;
    }
  }

  async rows(table: SmallTable): Promise<readonly Row[]> {
    return this.keys.db.prepare<[], Row>(`SELECT * FROM ${table} ${withoutOwn(table)}`).all();
  }

  async replace(tables: ReadonlyMap<SmallTable, readonly Row[]>): Promise<void> {
    const { db } = this.keys;
    db.transaction(() => {
      for (const table of SMALL) {
        db.exec(`DELETE FROM ${table} ${withoutOwn(table)}`);
        for (const row of tables.get(table) ?? []) {
          const columns = Object.keys(row);
          const places = columns.map((column) => `:${column}`).join(', ');
          db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`).run(row);
        }
      }
    })();
  }
}
