/**
 * Connections to PostgreSQL, for every room that keeps something there: each names its schema and what it is for. What
 * the URL says of TLS (sslmode, sslrootcert, …) holds.
 */
import type pg from 'pg';
import { driver } from './driver.js';
import { shownUrl } from './url.js';
import { BACKEND_SQL, LineWatch } from './line-watch.js';
import { postgresError } from './postgres.error.js';
import { plainTypes } from './types.js';

export interface PoolOptions {
  readonly url: string;
  /** Seen in pg_stat_activity: `quittance read`. */
  readonly purpose: string;
  /** The one schema in which unqualified names are found and made. */
  readonly schema?: string;
  readonly connectionsMax?: number;
  /** Sends statements without waiting for the answers before: for one writer that knows what it does. */
  readonly pipeline?: boolean;
  /** A statement without an answer for so long is looked after, milliseconds. */
  readonly silentMs?: number;
  /** The longest that a new connection takes to open, milliseconds. */
  readonly openMs?: number;
  /** More settings of each session: names and values of PostgreSQL. */
  readonly session?: Readonly<Record<string, string>>;
}

/** A wait for a connection, the longest. */
export const CONNECT_MS = 10_000;
/**
 * An attempt to open one. Shorter, since an attempt that began while the network was dead stays dead when it is back, and
 * whoever waits for it waits in vain.
 */
export const OPEN_MS = 4_000;
export const STATEMENT_MS = 60_000;
export const LOCK_MS = 30_000;
/** A process that was paused in the middle of a transaction keeps its locks no longer than this. */
export const IDLE_IN_TRANSACTION_MS = 10_000;
/** Beyond the server's own limit: then the line is dead. */
const ANSWER_MS = STATEMENT_MS + 15_000;
const CONNECTIONS_MAX = 8;

export function openPool(options: PoolOptions): pg.Pool {
  const { url, purpose, pipeline, connectionsMax = CONNECTIONS_MAX, openMs = OPEN_MS } = options;
  const watch = new LineWatch(url, purpose, options.silentMs);
  const settings = {
    Client: opensWithin(openMs),
    connectionString: url,
    application_name: purpose,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    types: plainTypes(),
    pipeline: pipeline ?? false,
    // Not as start-up parameters: a connection pooler between would refuse those.
    onConnect: async (client: pg.ClientBase): Promise<void> => {
      // Nobody watches the line yet.
      const soon = { query_timeout: openMs };
      await client.query({ text: sessionSql(options), ...soon });
      const { rows } = await client.query<{ backend: string }>({ text: BACKEND_SQL, ...soon });
      if (rows[0]) watch.add(client, rows[0].backend);
    },
  };
  const pool = new (driver().Pool)(settings);
  // A connection that breaks while nobody uses it: the pool makes another one.
  pool.on('error', () => undefined);
  // One that breaks in the middle of a transaction (a process that was paused for long) fails the next statement; told as an
  // event to nobody, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The pool's own limit holds for the wait for a free connection too. */
function opensWithin(ms: number): typeof pg.Client {
  return class extends driver().Client {
    constructor(config?: string | pg.ClientConfig) {
      super(typeof config === 'object' ? { ...config, connectionTimeoutMillis: ms } : config);
    }
  };
}

function sessionSql({ schema, session = {} }: PoolOptions): string {
  const settings: Record<string, string> = {
    statement_timeout: String(STATEMENT_MS),
    lock_timeout: String(LOCK_MS),
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
    timezone: 'UTC',
    ...(schema === undefined ? {} : { search_path: `${driver().escapeIdentifier(schema)}, pg_catalog` }),
    ...session,
  };
  const sets = Object.entries(settings).map(([name, value]) => {
    return `SET ${name} = ${name === 'search_path' ? value : driver().escapeLiteral(value)}`;
  });
  return sets.join('; ');
}

/** Runs `work` in one transaction on one connection; errors of server and line come as PostgresError. */
export async function inTransaction<T>(
  pool: pg.Pool,
  url: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connection(pool, url);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => void (broken = failed));
    throw postgresError(shownUrl(url), error);
  } finally {
    client.release(broken);
  }
}

export async function connection(pool: pg.Pool, url: string): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw postgresError(shownUrl(url), error);
  }
}

/** Makes a schema where it is missing; a user that may not make one can be given one instead. */
export async function ensureSchema(client: pg.ClientBase, schema: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${driver().escapeIdentifier(schema)}`);
}
