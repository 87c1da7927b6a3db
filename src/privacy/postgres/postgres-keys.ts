/** Keys in PostgreSQL, for several processes: who makes a key first makes it, what is closed is counted (`trust.ts`). */
import type pg from 'pg';
import type { IndexEntry, KeyStore, NewKey, StoredKey } from '../key-store.port.js';
import { MasterKeyChanged, type KeyWrapPort } from '../master-key.js';
import { Trust } from '../trust.js';
import { noteClosing, type KeysBase } from './base.js';
import { KEY_DRAWERS, keyDrawer, tokenDrawer } from './keys-schema.js';
import { addTokens, insertKeys } from './making.js';
import { obstacles, rewriteDrawers } from './rewriting.js';

const PAGE = 4_096;

export class PostgresKeys implements KeyStore {
  readonly trust: Trust;
  readonly place: string;

  constructor(
    readonly base: KeysBase,
    readonly wrapping: KeyWrapPort,
  ) {
    this.place = base.place;
    this.trust = new Trust(async () => {
      const [row] = await base.rows<{ count: number }>('SELECT count FROM closings');
      return row?.count ?? 0;
    });
  }

  async keyOf(subject: string, purpose: string): Promise<StoredKey | undefined> {
    const sql = 'SELECT key_id AS id FROM subject_keys WHERE subject = $1 AND purpose = $2';
    const [row] = await this.base.rows<{ id: string }>(sql, [subject, purpose]);
    return row && this.keyById(row.id);
  }

  async keyById(id: string): Promise<StoredKey | undefined> {
    const sql = `SELECT k.key_id AS id, k.subject, d.secret FROM subject_keys k JOIN ${keyDrawer(id)} d USING (key_id) WHERE k.key_id = $1`;
    return (await this.base.rows<StoredKey & pg.QueryResultRow>(sql, [id]))[0];
  }

  async keyIdsOf(subjects: readonly string[]): Promise<string[]> {
    const sql = 'SELECT key_id AS id FROM subject_keys WHERE subject = ANY($1) ORDER BY subject, purpose';
    return (await this.base.rows<{ id: string }>(sql, [subjects])).map(({ id }) => id);
  }

  async *allKeys(): AsyncGenerator<readonly StoredKey[]> {
    for (const drawer of KEY_DRAWERS) {
      const sql = `SELECT k.key_id AS id, k.subject, d.secret FROM ${drawer} d JOIN subject_keys k USING (key_id) WHERE d.key_id > $1 ORDER BY d.key_id LIMIT ${PAGE}`;
      for (let last = ''; ;) {
        const keys = await this.base.rows<StoredKey & pg.QueryResultRow>(sql, [last]);
        const end = keys.at(-1);
        if (!end) break;
        yield keys;
        last = end.id;
      }
    }
  }

  makeKeys(wanted: readonly NewKey[], entries: readonly IndexEntry[]): Promise<readonly StoredKey[]> {
    return this.base.whole(async (client) => {
      const made = await insertKeys(client, wanted, entries);
      await this.stillOurs(client);
      return made;
    });
  }

  async addToIndex(entries: readonly IndexEntry[]): Promise<void> {
    await this.base.whole((client) => addTokens(client, entries));
  }

  async subjectsWith(token: Buffer): Promise<string[]> {
    const sql = `SELECT subject FROM ${tokenDrawer(token)} WHERE token = $1 ORDER BY subject COLLATE "C"`;
    return (await this.base.rows<{ subject: string }>(sql, [token])).map(({ subject }) => subject);
  }

  async destroyKeys(ids: readonly string[]): Promise<{ subjects: readonly string[]; remains?: string }> {
    const subjects = ids.length === 0 ? [] : await this.base.whole((client) => remove(client, ids));
    const remains = await rewriteDrawers(this.base);
    return remains === undefined ? { subjects } : { subjects, remains };
  }

  async restricted(): Promise<string[]> {
    return (await this.base.rows<{ subject: string }>('SELECT subject FROM restricted')).map(({ subject }) => subject);
  }

  async restrict(subjects: readonly string[], closed: boolean): Promise<boolean> {
    const change = closed
      ? 'INSERT INTO restricted SELECT DISTINCT s FROM unnest($1::text[]) AS s ORDER BY s ON CONFLICT DO NOTHING'
      : 'DELETE FROM restricted WHERE subject = ANY($1)';
    return this.base.whole(async (client) => {
      const { rowCount } = await client.query(change, [subjects]);
      if (rowCount) await noteClosing(client);
      return Boolean(rowCount);
    });
  }

  async secrets(): Promise<ReadonlyMap<string, Buffer>> {
    const rows = await this.base.rows<{ name: string; value: Buffer }>('SELECT name, value FROM secrets');
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  async addSecret(name: string, wrapped: Buffer): Promise<Buffer> {
    await this.base.whole(async (client) => {
      await client.query('INSERT INTO secrets VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, wrapped]);
      await this.stillOurs(client);
    });
    return (await this.secrets()).get(name) as Buffer;
  }

  async applied(name: string): Promise<number | undefined> {
    const sql = 'SELECT position FROM applied WHERE name = $1';
    return (await this.base.rows<{ position: number }>(sql, [name]))[0]?.position;
  }

  async markApplied(name: string, position: number, event?: string): Promise<void> {
    const sql = 'INSERT INTO applied VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = excluded.position';
    const at = 'INSERT INTO applied_at VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET event = excluded.event';
    await this.base.whole(async (client) => {
      await client.query(sql, [name, position]);
      await client.query(at, [name, event ?? '']);
    });
  }

  async appliedAt(name: string): Promise<string | undefined> {
    const [row] = await this.base.rows<{ event: string }>('SELECT event FROM applied_at WHERE name = $1', [name]);
    return row?.event || undefined;
  }

  async forgetMark(name: string): Promise<void> {
    await this.base.whole(async (client) => {
      for (const table of ['applied', 'applied_at']) await client.query(`DELETE FROM ${table} WHERE name = $1`, [name]);
    });
  }

  /**
   * After the rows are in, for then whoever wraps all keys anew waits for this transaction, or this one waited for that: nothing
   * is left under a master key that is over.
   */
  private async stillOurs(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ value: string }>("SELECT value FROM fingerprints WHERE name = 'master'");
    if (rows[0]?.value !== this.wrapping.id) throw new MasterKeyChanged(this.place);
  }

  /** Why deleted keys stay in files of the server longer than the erasure: for the doctor. */
  obstacles(): Promise<string[]> {
    return obstacles(this.base);
  }

  close(): Promise<void> {
    return this.base.close();
  }
}

/** Rows first, and with them the note that files hold them still: a process that is killed now is followed by one that reads it. */
async function remove(client: pg.ClientBase, ids: readonly string[]): Promise<string[]> {
  const find = 'SELECT subject FROM subject_keys WHERE key_id = ANY($1) ORDER BY subject, purpose FOR UPDATE';
  const subjects = (await client.query<{ subject: string }>(find, [ids])).rows.map(({ subject }) => subject);
  if (subjects.length === 0) return [];
  await client.query('DELETE FROM subject_keys WHERE key_id = ANY($1)', [ids]);
  const drawers = new Set(ids.map(keyDrawer));
  for (const drawer of drawers) await client.query(`DELETE FROM ${drawer} WHERE key_id = ANY($1)`, [ids]);
  const places = 'DELETE FROM token_places WHERE subject = ANY($1) RETURNING drawer';
  const tokens = (await client.query<{ drawer: string }>(places, [subjects])).rows.map(({ drawer }) => drawer);
  for (const drawer of new Set(tokens)) {
    await client.query(`DELETE FROM ${drawer} WHERE subject = ANY($1)`, [subjects]);
    drawers.add(drawer);
  }
  const note =
    'INSERT INTO rewrites SELECT d, 1 FROM unnest($1::text[]) AS d ON CONFLICT (drawer) DO UPDATE SET asked = rewrites.asked + 1';
  await client.query(note, [[...drawers].sort()]);
  await noteClosing(client);
  return subjects;
}
