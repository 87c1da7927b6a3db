/**
 * Makes keys and entries of the blind index in a transaction. Of two processes that make a key for one subject the first one's
 * stands. Its row is held until the entries are in: an erasure finds either both or neither.
 */
import type pg from 'pg';
import type { IndexEntry, NewKey, StoredKey } from '../key-store.port.js';
import { AGAIN } from './base.js';
import { keyDrawer, tokenDrawer } from './keys-schema.js';

interface Named {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
}

/** The keys that these subjects have afterwards; begun again where one was erased meanwhile. */
export async function insertKeys(
  client: pg.ClientBase,
  wanted: readonly NewKey[],
  entries: readonly IndexEntry[],
): Promise<readonly StoredKey[] | typeof AGAIN> {
  const named = await nameKeys(client, wanted);
  if (named.length < wanted.length) return AGAIN;
  const mine = new Map(wanted.map((key) => [key.id, key]));
  const [made, theirs] = [named.filter(({ id }) => mine.has(id)), named.filter(({ id }) => !mine.has(id))];
  for (const [drawer, keys] of byDrawer(made, ({ id }) => keyDrawer(id))) {
    const [ids, secrets] = [keys.map(({ id }) => id), keys.map(({ id }) => mine.get(id)?.secret)];
    await client.query(`INSERT INTO ${drawer} SELECT * FROM unnest($1::text[], $2::bytea[])`, [ids, secrets]);
  }
  const secrets = await secretsOf(client, theirs);
  await addTokens(client, entries);
  return named.map(({ id, subject }) => {
    const secret = mine.get(id)?.secret ?? secrets.get(id);
    if (!secret) throw new Error(`the key ${id} is named and its bytes are not there: restore the keys from a backup`);
    return { id, subject, secret };
  });
}

/** In one order: two processes never wait for each other in a circle. */
async function nameKeys(client: pg.ClientBase, wanted: readonly NewKey[]): Promise<Named[]> {
  const sorted = wanted.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  const columns = [
    sorted.map(({ subject }) => subject),
    sorted.map(({ purpose }) => purpose),
    sorted.map(({ id }) => id),
  ];
  await client.query(
    'INSERT INTO subject_keys (subject, purpose, key_id) SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING',
    columns,
  );
  const { rows } = await client.query<Named>(
    `SELECT k.key_id AS id, k.subject, k.purpose FROM subject_keys k
     JOIN unnest($1::text[], $2::text[]) AS w (subject, purpose) USING (subject, purpose)
     ORDER BY k.subject, k.purpose FOR KEY SHARE OF k`,
    columns.slice(0, 2),
  );
  return rows;
}

async function secretsOf(client: pg.ClientBase, keys: readonly Named[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const [drawer, some] of byDrawer(keys, ({ id }) => keyDrawer(id))) {
    const sql = `SELECT key_id AS id, secret FROM ${drawer} WHERE key_id = ANY($1)`;
    const { rows } = await client.query<{ id: string; secret: Buffer }>(sql, [some.map(({ id }) => id)]);
    for (const { id, secret } of rows) found.set(id, secret);
  }
  return found;
}

/** Only of subjects that have a key: what is known of others went with theirs. */
export async function addTokens(client: pg.ClientBase, entries: readonly IndexEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const held = 'SELECT subject FROM subject_keys WHERE subject = ANY($1) ORDER BY subject, purpose FOR KEY SHARE';
  const subjects = [...new Set(entries.map(({ subject }) => subject))];
  const { rows } = await client.query<{ subject: string }>(held, [subjects]);
  const there = new Set(rows.map(({ subject }) => subject));
  const known = entries.filter(({ subject }) => there.has(subject));
  const sorted = known.toSorted((a, b) => a.token.compare(b.token) || (a.subject < b.subject ? -1 : 1));
  const drawers = [...byDrawer(sorted, ({ token }) => tokenDrawer(token))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [drawer, some] of drawers) {
    const columns = [some.map(({ token }) => token), some.map(({ subject }) => subject)];
    const insert = `INSERT INTO ${drawer} SELECT * FROM unnest($1::bytea[], $2::text[]) ON CONFLICT DO NOTHING`;
    await client.query(insert, columns);
    const place =
      'INSERT INTO token_places SELECT DISTINCT s, $2 FROM unnest($1::text[]) AS s ORDER BY s ON CONFLICT DO NOTHING';
    await client.query(place, [columns[1], drawer]);
  }
}

function byDrawer<T>(items: readonly T[], drawerOf: (item: T) => string): Map<string, T[]> {
  const drawers = new Map<string, T[]>();
  for (const item of items) {
    const name = drawerOf(item);
    const known = drawers.get(name);
    if (known) known.push(item);
    else drawers.set(name, [item]);
  }
  return drawers;
}
