/** One connection pool of the keys: statements and transactions, whose errors say what is wrong with server, user or line. */
import type pg from 'pg';
import { inTransaction, openPool } from '../../postgres/pool.js';
import { postgresError } from '../../postgres/postgres.error.js';
import { shownUrl } from '../../postgres/url.js';
import { KEYS_SCHEMA } from './keys-schema.js';
import type { Presence } from './presence.js';

/** SQLSTATE of a deadlock: one of both is told to begin again. */
const DEADLOCK = '40P01';
const ATTEMPTS = 5;

export class KeysBase {
  readonly pool: pg.Pool;
  /** Server, database and user, without the password. */
  readonly place: string;
  /** That this process has them open. */
  presence: Presence | undefined;

  constructor(readonly url: string) {
    this.pool = openPool({ url, purpose: 'quittance keys', schema: KEYS_SCHEMA });
    this.place = shownUrl(url);
  }

  async rows<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    try {
      return (await this.pool.query<T>(sql, [...values])).rows;
    } catch (error) {
      throw postgresError(this.place, error);
    }
  }

  /** All of it or nothing, durable when it is over. Begun again after a deadlock, and while `work` wants that. */
  async whole<T>(work: (client: pg.ClientBase) => Promise<T | typeof AGAIN>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await inTransaction(this.pool, this.url, work);
        if (result !== AGAIN) return result;
        if (attempt >= ATTEMPTS) throw new Error(`The keys in ${this.place} change faster than they can be read.`);
      } catch (error) {
        const { code } = ((error as Error).cause ?? error) as { code?: unknown };
        if (code !== DEADLOCK || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.presence?.close();
    await this.pool.end();
  }
}

/** What was read is gone: the transaction is begun again. */
export const AGAIN = Symbol('again');

/** Counts that something was closed: other processes drop what they remember. */
export async function noteClosing(client: pg.ClientBase): Promise<void> {
  await client.query('UPDATE closings SET count = count + 1');
}
