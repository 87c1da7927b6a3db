/**
 * The read database in PostgreSQL: one connection writes pages, others answer queries on snapshots. A page is gathered
 * while it is folded and written in one transaction, which a guard can refuse.
 */
import { Kysely } from 'kysely';
import type pg from 'pg';
import { ensureSchema, inTransaction, openPool } from '../../src/postgres/pool.js';
import { isMissingTable, postgresError } from '../../src/postgres/postgres.error.js';
import { shownUrl } from '../../src/postgres/url.js';
import { TypedPostgresDialect } from './postgres.dialect.js';
import { guarded, writePage } from './postgres.page.js';
import { PendingPage } from './postgres.rows.js';
import { CHECKPOINTS_SQL, createTableSql } from './postgres.schema.js';
import type { Checkpoint, Guard, PageWriter, Queries, ReadDb } from './read-db.js';
import { storedName, tablesIn, type Table } from './table.js';

export const READ_SCHEMA = 'read';

/** Half of what a small server allows in all. */
const READERS_MAX = 10;
/** One writes; another drops or makes tables meanwhile. */
const WRITERS_MAX = 2;

/** Rows can be folded again: a page needs no flush of the server's log of its own. */
const WRITER_SESSION = { synchronous_commit: 'off' };

interface CheckpointRow extends Omit<Checkpoint, 'failure' | 'built'> {
  readonly built: number;
  readonly failure: string | null;
}

export interface PostgresOptions {
  readonly schema?: string;
  /** Inside each transaction that writes. */
  readonly guard?: Guard;
  /** More to make together with the checkpoints, in the same transaction. */
  readonly prepared?: (client: pg.ClientBase) => Promise<void>;
}

export class PostgresReadDb implements ReadDb {
  private readonly writers: pg.Pool;
  private readonly queries: Queries;
  private readonly server: string;

  private constructor(
    private readonly url: string,
    private readonly schema: string,
    readonly options: PostgresOptions,
  ) {
    this.server = shownUrl(url);
    const shared = { url, schema };
    this.writers = openPool({
      ...shared,
      purpose: 'quittance projector',
      connectionsMax: WRITERS_MAX,
      pipeline: true,
      session: WRITER_SESSION,
    });
    const readers = openPool({ ...shared, purpose: 'quittance read', connectionsMax: READERS_MAX });
    this.queries = new Kysely({ dialect: new TypedPostgresDialect({ pool: readers }) });
  }

  /** Opens it to write: makes schema and checkpoints where they are missing. @throws PostgresError */
  static async open(url: string, options: PostgresOptions = {}): Promise<PostgresReadDb> {
    const db = PostgresReadDb.reader(url, options);
    try {
      await db.prepare();
      return db;
    } catch (error) {
      await db.close();
      throw error;
    }
  }

  /** Makes schema and checkpoints where they are missing. */
  prepare(): Promise<void> {
    return this.change(async (client) => {
      // Two processes that start at once make it one after the other.
      await client.query("SELECT pg_advisory_xact_lock(hashtext('quittance read schema'))");
      await ensureSchema(client, this.schema);
      for (const text of CHECKPOINTS_SQL) await client.query(text);
      await this.options.prepared?.(client);
    });
  }

  /** For a process that only reads: nothing is made, and nothing need be there yet. */
  static reader(url: string, options: PostgresOptions = {}): PostgresReadDb {
    return new PostgresReadDb(url, options.schema ?? READ_SCHEMA, options);
  }

  /** The same database over connections of its own. */
  beside(guard: Guard): PostgresReadDb {
    return new PostgresReadDb(this.url, this.schema, { ...this.options, guard });
  }

  async checkpoints(): Promise<readonly Checkpoint[]> {
    try {
      return await checkpointsBy(this.writers);
    } catch (error) {
      if (isMissingTable(error)) return [];
      throw postgresError(this.server, error);
    }
  }

  /** How many times tables were dropped since the schema was made; -1 where there is none yet. */
  async drops(): Promise<number> {
    try {
      const { rows } = await this.writers.query<{ count: number }>('SELECT count FROM drops');
      return rows[0]?.count ?? -1;
    } catch (error) {
      if (isMissingTable(error)) return -1;
      throw postgresError(this.server, error);
    }
  }

  createTables(tables: readonly Table[], version: number): Promise<void> {
    return this.change((client) => makeTables(client, tables, version));
  }

  discard(checkpoint: Checkpoint): Promise<void> {
    return this.change((client) => dropTables(client, checkpoint));
  }

  renew(checkpoint: Checkpoint, tables: readonly Table[]): Promise<void> {
    return this.change(async (client) => {
      await dropTables(client, checkpoint);
      await makeTables(client, tables, checkpoint.version);
    });
  }

  async page(work: (writer: PageWriter) => void): Promise<void> {
    const page = new PendingPage();
    work(page);
    await writePage({ pool: this.writers, url: this.url, guard: this.options.guard }, page);
  }

  async snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    try {
      const transaction = this.queries.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
      return await transaction.execute(work);
    } catch (error) {
      throw postgresError(this.server, error);
    }
  }

  async close(): Promise<void> {
    await this.queries.destroy();
    if (!this.writers.ending) await this.writers.end();
  }

  /** A transaction that makes or drops tables. */
  private change(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    return inTransaction(this.writers, this.url, async (client) => {
      await this.options.guard?.(guarded(client));
      await work(client);
    });
  }
}

async function checkpointsBy(db: pg.Pool): Promise<readonly Checkpoint[]> {
  const { rows } = await db.query<CheckpointRow>(
    'SELECT name, version, position, event, built, fingerprint, failure FROM checkpoints ORDER BY name, version',
  );
  return rows.map(({ built, failure, ...row }) => ({
    ...row,
    built: built === 1,
    failure: failure === null ? null : (JSON.parse(failure) as Checkpoint['failure']),
  }));
}

async function makeTables(client: pg.PoolClient, tables: readonly Table[], version: number): Promise<void> {
  for (const table of tables) {
    for (const text of createTableSql(table, version)) await client.query(text);
  }
}

async function dropTables(client: pg.PoolClient, { name, version, fingerprint }: Checkpoint): Promise<void> {
  const tables = tablesIn(fingerprint).map((table) => storedName(table, version));
  const { rows } = await client.query<{ there: number }>(
    'SELECT count(to_regclass(name)) AS there FROM unnest($1::text[]) name',
    [tables],
  );
  if (rows[0]?.there === 0) return;
  // Before the tables: who writes a lane locks it in the same order.
  await client.query('SELECT count FROM drops FOR UPDATE');
  // Of all lanes, and before the tables go: with the checkpoints, the views for reporting services leave them.
  await client.query(
    `DELETE FROM checkpoints WHERE split_part(name, ' ', 1) = split_part($1, ' ', 1) AND version = $2`,
    [name, version],
  );
  await client.query(`DROP TABLE IF EXISTS ${tables.join(', ')} CASCADE`);
  await client.query('UPDATE drops SET count = count + 1');
}
