/**
 * Where a test's read tables lie: in a file, or, with QUITTANCE_TEST_READ_DB=postgres, in a database of their own. It sorts
 * text as people in the US do, unless a column says otherwise: what goes by the server's order by mistake shows.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PostgresReadDb } from '../../projections/tables/postgres.read-db.js';
import type { ReadDb } from '../../projections/tables/read-db.js';
import { SqliteReadDb } from '../../projections/tables/sqlite.read-db.js';

export const READ_IN_POSTGRES = process.env['QUITTANCE_TEST_READ_DB'] === 'postgres';

const urls = new Map<string, Promise<string>>();

/** The database that stands for a file: the same for the same name. */
export function databaseFor(file: string): Promise<string> {
  let url = urls.get(file);
  if (!url) {
    url = newDatabase();
    urls.set(file, url);
  }
  return url;
}

/** @param server one that is there: `npm run test:postgres` starts it */
export async function newDatabase(server = process.env['QUITTANCE_TEST_PG_URL']): Promise<string> {
  if (server === undefined) throw new Error('QUITTANCE_TEST_READ_DB=postgres needs QUITTANCE_TEST_PG_URL.');
  const name = `quittance_test_${randomUUID().replaceAll('-', '')}`;
  await ask(server, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabases(files: (file: string) => boolean): Promise<void> {
  for (const [file, made] of [...urls]) {
    if (!files(file)) continue;
    urls.delete(file);
    const url = await made;
    const server = process.env['QUITTANCE_TEST_PG_URL'] ?? '';
    await ask(server, `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }
}

/** Opens the read tables that a file's name stands for. */
export async function openReadDb(file: string): Promise<ReadDb> {
  return READ_IN_POSTGRES ? PostgresReadDb.open(await databaseFor(file)) : new SqliteReadDb(file);
}

export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a projection has caught up is written a moment after its last row. */
export function unlessBuilt(column: string, value: unknown): unknown {
  return column === 'built' ? undefined : value;
}

/** Every row of every table in PostgreSQL, as text; in the order of each table's key. */
export async function dumpOfPostgres(url: string): Promise<string> {
  const tables = await ask(
    url,
    `SELECT c.relname AS name, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.place)
        FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum WHERE i.indrelid = c.oid AND i.indisprimary) AS key
      FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'read'::regnamespace AND c.relname <> 'drops'
      ORDER BY c.relname COLLATE "C"`,
  );
  const lines: string[] = [];
  for (const { name, key } of tables) {
    lines.push(
      JSON.stringify([name, await ask(url, `SELECT * FROM read.${String(name)} ORDER BY ${String(key)}`)], unlessBuilt),
    );
  }
  return lines.join('\n');
}
