/** Schema `keys` as rows. */
import type pg from 'pg';
import type { IndexEntry, NewKey } from '../key-store.port.js';
import { KEY_DRAWERS, TOKEN_DRAWERS } from '../postgres/keys-schema.js';
import type { PostgresKeys } from '../postgres/postgres-keys.js';
import { SMALL, withoutOwn, type Row, type Shelf, type SmallTable } from './shelf.js';

const PAGE = 2_048;

export class PostgresShelf implements Shelf {
  constructor(readonly keys: PostgresKeys) {}

  async counts(): Promise<{ keys: number; tokens: number }> {
    const drawers = TOKEN_DRAWERS.map((drawer) => `SELECT count(*) AS n FROM ${drawer}`).join(' UNION ALL ');
    const [row] = await this.keys.base.rows<{ keys: number; tokens: number }>(
      `SELECT (SELECT count(*) FROM subject_keys) AS keys, (SELECT sum(n) FROM (${drawers}) AS d) AS tokens`,
    );
    return row ?? { keys: 0, tokens: 0 };
  }

  async *subjectKeys(): AsyncGenerator<readonly NewKey[]> {
    for (const drawer of KEY_DRAWERS) {
      const sql = `SELECT k.subject, k.purpose, k.key_id AS id, d.secret FROM ${drawer} d JOIN subject_keys k USING (key_id)
        WHERE d.key_id > $1 ORDER BY d.key_id LIMIT ${PAGE}`;
      for (let last = ''; ;) {
        const keys = await this.keys.base.rows<NewKey & pg.QueryResultRow>(sql, [last]);
        const end = keys.at(-1);
        if (!end) break;
        yield keys;
        last = end.id;
      }
    }
  }

  async *tokens(): AsyncGenerator<readonly IndexEntry[]> {
    for (const drawer of TOKEN_DRAWERS) {
      const sql = `SELECT token, subject FROM ${drawer} WHERE (token, subject) > ($1, $2) ORDER BY token, subject LIMIT ${PAGE}`;
      for (let last: IndexEntry = { token: Buffer.alloc(0), subject: '' }; ;) {
        const entries = await this.keys.base.rows<IndexEntry & pg.QueryResultRow>(sql, [last.token, last.subject]);
        const end = entries.at(-1);
        if (!end) break;
        yield entries;
        last = end;
      }
    }
  }

  async rows(table: SmallTable): Promise<readonly Row[]> {
    return this.keys.base.rows(`SELECT * FROM ${table} ${withoutOwn(table)}`);
  }

  async replace(tables: ReadonlyMap<SmallTable, readonly Row[]>): Promise<void> {
    await this.keys.base.whole(async (client) => {
      for (const table of SMALL) {
        await client.query(`DELETE FROM ${table} ${withoutOwn(table)}`);
        for (const row of tables.get(table) ?? []) {
          const columns = Object.keys(row);
          const places = columns.map((_column, i) => `$${i + 1}`).join(', ');
          await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, Object.values(row));
        }
      }
    });
  }
}
