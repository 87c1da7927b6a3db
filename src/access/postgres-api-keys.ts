/** API keys in PostgreSQL, beside the subject keys. What ends a secret is counted, so that other processes forget it. */
import { noteClosing, type KeysBase } from '../privacy/postgres/base.js';
import { prepareRoom } from '../privacy/postgres/keys-schema.js';
import type { ApiKeyStore, NewKeyRow, NewSecret } from './api-key-store.js';
import { seenAlsoBy } from './hands.js';
import { isSameRequest, type KeyRow, type RotationRow } from './keys-table.js';

const STEPS: readonly string[] = [
  `CREATE TABLE api_keys (
     id text PRIMARY KEY,
     hash bytea NOT NULL UNIQUE,
     name text NOT NULL,
     role text NOT NULL,
     created text NOT NULL,
     revoked text,
     portfolios text,
     personal_data integer NOT NULL DEFAULT 0,
     expires text,
     last_used text,
     rotated text,
     old_hash bytea,
     old_until text
   );
   CREATE TABLE api_key_rotations (
     id text PRIMARY KEY,
     asked_by text NOT NULL,
     asked text NOT NULL,
     overlap_hours integer NOT NULL
   );`,
  'ALTER TABLE api_keys ADD COLUMN seen_by text;',
];

export class PostgresApiKeys implements ApiKeyStore {
  private constructor(private readonly base: KeysBase) {}

  static async open(base: KeysBase): Promise<PostgresApiKeys> {
    await prepareRoom(base.pool, base.url, 'access', STEPS);
    return new PostgresApiKeys(base);
  }

  all(): Promise<KeyRow[]> {
    return this.base.rows('SELECT * FROM api_keys');
  }

  async find(id: string): Promise<KeyRow | undefined> {
    return (await this.base.rows<KeyRow>('SELECT * FROM api_keys WHERE id = $1', [id]))[0];
  }

  async insert({
    id,
    hash,
    name,
    role,
    created,
    portfolios,
    personal_data,
    expires,
    seen_by,
  }: NewKeyRow): Promise<void> {
    await this.base.rows(
      `INSERT INTO api_keys (id, hash, name, role, created, portfolios, personal_data, expires, seen_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, hash, name, role, created, portfolios, personal_data, expires, seen_by],
    );
  }

  async insertFirst(row: NewKeyRow): Promise<boolean> {
    return this.base.whole(async (client) => {
      // Two that begin at once would both see none.
      await client.query('LOCK TABLE api_keys IN SHARE ROW EXCLUSIVE MODE');
      const { id, hash, name, role, created, portfolios, personal_data, expires } = row;
      const { rowCount } = await client.query(
        `INSERT INTO api_keys (id, hash, name, role, created, portfolios, personal_data, expires)
         SELECT $1, $2::bytea, $3, $4, $5, $6, $7::integer, $8 WHERE NOT EXISTS (SELECT 1 FROM api_keys)`,
        [id, hash, name, role, created, portfolios, personal_data, expires],
      );
      return rowCount === 1;
    });
  }

  async revoke(id: string, now: string): Promise<void> {
    await this.base.whole(async (client) => {
      const end = 'UPDATE api_keys SET revoked = $2, old_hash = NULL, old_until = NULL WHERE id = $1';
      await client.query(end, [id, now]);
      await client.query('DELETE FROM api_key_rotations WHERE id = $1', [id]);
      await noteClosing(client);
    });
  }

  async rotate({ id, hash, until, rotated, shownTo, asked }: NewSecret): Promise<boolean> {
    return this.base.whole(async (client) => {
      // Its row is the key's lock: what others have noted of it is read after they are done.
      const { rows } = await client.query<KeyRow>('SELECT * FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
      const seen_by = seenAlsoBy(rows[0] ?? { seen_by: null }, shownTo);
      const requests = await client.query<RotationRow>('SELECT * FROM api_key_rotations WHERE id = $1 FOR UPDATE', [
        id,
      ]);
      if (asked && !isSameRequest(requests.rows[0], asked)) return false;
      await client.query(
        `UPDATE api_keys SET old_hash = CASE WHEN $2::text IS NULL THEN NULL ELSE hash END, old_until = $2, hash = $3, rotated = $4, seen_by = $5
         WHERE id = $1`,
        [id, until, hash, rotated, seen_by],
      );
      await client.query('DELETE FROM api_key_rotations WHERE id = $1', [id]);
      await noteClosing(client);
      return true;
    });
  }

  async noteUse(id: string, day: string): Promise<void> {
    await this.base.rows('UPDATE api_keys SET last_used = $2 WHERE id = $1', [id, day]);
  }

  async rotationAsked(id: string): Promise<RotationRow | undefined> {
    return (await this.base.rows<RotationRow>('SELECT * FROM api_key_rotations WHERE id = $1', [id]))[0];
  }

  async askRotation({ id, asked_by, asked, overlap_hours }: RotationRow): Promise<void> {
    await this.base.rows(
      `INSERT INTO api_key_rotations VALUES ($1, $2, $3, $4) ON CONFLICT (id)
       DO UPDATE SET asked_by = excluded.asked_by, asked = excluded.asked, overlap_hours = excluded.overlap_hours`,
      [id, asked_by, asked, overlap_hours],
    );
  }
}
