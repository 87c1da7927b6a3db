/**
 * Schema `keys` of PostgreSQL. What erasure must take out of the files lies in drawers: 64 small tables of wrapped keys, by the
 * first letter of the key's id, and 64 of digests of the blind index. One drawer is written anew in milliseconds where the whole
 * table would take minutes, and PostgreSQL overwrites nothing in place.
 */
import type pg from 'pg';
import { ensureSchema, inTransaction } from '../../postgres/pool.js';

export const KEYS_SCHEMA = 'keys';
/** Of base64url: what a key's id begins with. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** One process after the other brings the schema up to date. */
const PREPARING = 0x71_6b_65_79;

function drawer(kind: 'key' | 'token', number: number): string {
  return `${kind}_drawer_${String(number).padStart(2, '0')}`;
}

/** The table in which a key's bytes lie. */
export function keyDrawer(id: string): string {
  return drawer('key', Math.max(0, LETTERS.indexOf(id.charAt(0))));
}

/** The table in which a digest lies. */
export function tokenDrawer(token: Buffer): string {
  return drawer('token', (token[0] ?? 0) % LETTERS.length);
}

export const KEY_DRAWERS: readonly string[] = [...LETTERS].map((_letter, i) => drawer('key', i));
export const TOKEN_DRAWERS: readonly string[] = [...LETTERS].map((_letter, i) => drawer('token', i));

/**
 * `subject_keys` and `token_places` say what lies where and hold nothing that opens anything. `rewrites`: drawers whose files still
 * hold what was deleted. `closings`: how often something was closed. Samples of a column would bring its bytes into the
 * statistics, and so into files that no erasure reaches: there are none of bytes.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE fingerprints (name text PRIMARY KEY, value text NOT NULL);
   CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL);
   CREATE TABLE applied (name text PRIMARY KEY, position bigint NOT NULL);
   CREATE TABLE restricted (subject text PRIMARY KEY);
   CREATE TABLE closings (one boolean PRIMARY KEY DEFAULT true CHECK (one), count bigint NOT NULL);
   INSERT INTO closings (count) VALUES (0);
   CREATE TABLE rewrites (drawer text PRIMARY KEY, asked bigint NOT NULL);
   CREATE TABLE subject_keys (
     subject text NOT NULL,
     purpose text NOT NULL,
     key_id text NOT NULL UNIQUE,
     PRIMARY KEY (subject, purpose)
   );
   CREATE TABLE token_places (subject text NOT NULL, drawer text NOT NULL, PRIMARY KEY (subject, drawer));
   ALTER TABLE secrets ALTER COLUMN value SET STATISTICS 0;`,
  KEY_DRAWERS.map(
    (table) =>
      `CREATE TABLE ${table} (key_id text PRIMARY KEY, secret bytea NOT NULL);
       ALTER TABLE ${table} ALTER COLUMN secret SET STATISTICS 0;`,
  ).join('\n'),
  TOKEN_DRAWERS.map(
    (table) =>
      `CREATE TABLE ${table} (token bytea NOT NULL, subject text NOT NULL, PRIMARY KEY (token, subject));
       CREATE INDEX ON ${table} (subject);
       ALTER TABLE ${table} ALTER COLUMN token SET STATISTICS 0;`,
  ).join('\n'),
];

/** Ordered steps of a room's own tables here; only ever added to. */
export async function prepareRoom(pool: pg.Pool, url: string, room: string, steps: readonly string[]): Promise<void> {
  await inTransaction(pool, url, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PREPARING]);
    await ensureSchema(client, KEYS_SCHEMA);
    await client.query('CREATE TABLE IF NOT EXISTS room_steps (room text PRIMARY KEY, steps integer NOT NULL)');
    const { rows } = await client.query<{ steps: number }>('SELECT steps FROM room_steps WHERE room = $1', [room]);
    const done = rows[0]?.steps ?? 0;
    if (done > steps.length) throw new Error('The keys were written by a newer Quittance. Use that one.');
    if (done === steps.length) return;
    for (const step of steps.slice(done)) await client.query(step);
    const note = 'INSERT INTO room_steps VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET steps = excluded.steps';
    await client.query(note, [room, steps.length]);
  });
}

/** Of a room of their own, so that a version before them still opens the keys. */
const MARKS: readonly string[] = ['CREATE TABLE applied_at (name text PRIMARY KEY, event text NOT NULL)'];

export async function prepareKeys(pool: pg.Pool, url: string): Promise<void> {
  await prepareRoom(pool, url, 'keys', STEPS);
  await prepareRoom(pool, url, 'marks', MARKS);
}
