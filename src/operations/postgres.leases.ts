/** Leases of a ledger of many processes: schema `ops` of a PostgreSQL database. */
import type pg from 'pg';
import { driver } from '../postgres/driver.js';
import type { LeaseStanding, LeaseTable } from './lease.js';

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS ops;
  CREATE TABLE IF NOT EXISTS ops.leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    fence bigint NOT NULL,
    expires timestamptz NOT NULL
  );
`;

/** Two processes that start at once must not both make the schema: `IF NOT EXISTS` alone lets one of them fail. */
export const OPS_ALONE = 'SELECT pg_advisory_xact_lock(7115142203)';

/** A database that does not answer within this time does not renew a lease either. */
const ANSWER_MS = 5_000;
const CONNECTIONS_MAX = 3;

/** The end of a holding. */
const UNTIL = "clock_timestamp() + $3 * interval '1 second'";

const ACQUIRE = `
  INSERT INTO ops.leases AS held VALUES ($1, $2, 1, ${UNTIL})
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = held.fence + 1, expires = ${UNTIL}
  WHERE held.expires <= clock_timestamp() RETURNING fence`;
const RENEW = `UPDATE ops.leases SET expires = ${UNTIL} WHERE name = $1 AND fence = $2`;
const RELEASE = `UPDATE ops.leases SET expires = '-infinity' WHERE name = $1 AND fence = $2`;
const NOW = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now';
const LIST = `
  SELECT name, holder, fence,
         CASE WHEN expires = '-infinity' THEN 0
              ELSE greatest(0, extract(epoch FROM expires - clock_timestamp())) END::float8 AS "secondsLeft"
  FROM ops.leases ORDER BY name`;

export class PostgresLeases implements LeaseTable {
  private constructor(private readonly pool: pg.Pool) {}

  /** Makes the schema where it is not there yet. */
  static async open(url: string): Promise<PostgresLeases> {
    const pool = new (driver().Pool)({
      connectionString: url,
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      application_name: 'quittance leases',
    });
    // A connection that breaks while nobody uses it is replaced at the next use.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    try {
      await pool.query(`BEGIN; ${OPS_ALONE}; ${SCHEMA} COMMIT`);
      return new PostgresLeases(pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async acquire(name: string, holder: string, seconds: number): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ fence: string }>(ACQUIRE, [name, holder, seconds]);
    return rows[0] && Number(rows[0].fence);
  }

  async renew(name: string, fence: number, seconds: number): Promise<boolean> {
    return (await this.pool.query(RENEW, [name, fence, seconds])).rowCount === 1;
  }

  async release(name: string, fence: number): Promise<void> {
    await this.pool.query(RELEASE, [name, fence]);
  }

  async list(): Promise<readonly LeaseStanding[]> {
    const { rows } = await this.pool.query<Omit<LeaseStanding, 'fence'> & { fence: string }>(LIST);
    return rows.map((row) => ({ ...row, fence: Number(row.fence) }));
  }

  async now(): Promise<number> {
    const { rows } = await this.pool.query<{ now: number }>(NOW);
    return rows[0]?.now ?? NaN;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
