/** Writes one gathered page: all statements are sent at once, in order, within one transaction. */
import type pg from 'pg';
import { connection } from '../../src/postgres/pool.js';
import { postgresError, refusesRows } from '../../src/postgres/postgres.error.js';
import { shownUrl } from '../../src/postgres/url.js';
import type { PendingPage } from './postgres.rows.js';
import { arrayText, write, type Write } from './postgres.writes.js';
import { Fenced, LaneMoved, RowsRefused } from './read-db.error.js';
import type { Checkpoint, Guard, GuardTransaction } from './read-db.js';
import type { Value } from './table.js';

export interface PageTarget {
  /** Its connections are pipelined. */
  readonly pool: pg.Pool;
  readonly url: string;
  readonly guard: Guard | undefined;
}

export function guarded(client: pg.ClientBase): GuardTransaction {
  return {
    query: async (text, values = []) => (await client.query<Record<string, unknown>>(text, [...values])).rows,
  };
}

/** @throws RowsRefused, Fenced, PostgresError. After a PostgresError it may have been written all the same. */
export async function writePage({ pool, url, guard }: PageTarget, page: PendingPage): Promise<void> {
  const client = await connection(pool, url);
  let broken = true;
  try {
    await send(client, page, guard);
    broken = false;
  } catch (error) {
    broken = !(error instanceof RowsRefused || error instanceof Fenced || error instanceof LaneMoved);
    throw postgresError(shownUrl(url), error);
  } finally {
    // Whatever a connection that failed is in the middle of, the server rolls back.
    client.release(broken);
  }
}

async function send(client: pg.PoolClient, page: PendingPage, guard: Guard | undefined): Promise<void> {
  if (guard) await begin(client, guard);
  const failure: { first?: { error: unknown; attempt: number | undefined } } = {};
  const run = async (query: Write | string, attempt?: number): Promise<string> => {
    try {
      const sent = typeof query === 'string' ? { text: query } : { ...query, values: [...query.values] };
      return (await client.query(sent)).command;
    } catch (error) {
      failure.first ??= { error, attempt };
      return '';
    }
  };
  const sent: Promise<unknown>[] = guard ? [] : [run('BEGIN')];
  page.attempts.forEach((attempt, ordinal) => {
    for (const each of attempt.writes()) sent.push(run(each, ordinal));
  });
  if (page.checkpoints.length > 0) sent.push(run(checkpointWrite(page.checkpoints)));
  // A transaction in which something failed is rolled back by its COMMIT.
  const ended = run('COMMIT');
  await Promise.all(sent);
  const isWritten = (await ended) === 'COMMIT';
  const { first } = failure;
  if (first === undefined && isWritten) return;
  if (first?.attempt !== undefined && refusesRows(first.error)) throw new RowsRefused(first.attempt, first.error);
  throw first?.error instanceof Error ? first.error : new Error('the page was rolled back', { cause: first?.error });
}

async function begin(client: pg.PoolClient, guard: Guard): Promise<void> {
  await client.query('BEGIN');
  try {
    await guard(guarded(client));
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

const COLUMNS = 'name, version, position, event, built, fingerprint, failure';

function checkpointWrite(all: readonly Checkpoint[]): Write {
  // The last of each: a statement may touch a row once.
  const each = [...new Map(all.map((checkpoint) => [`${checkpoint.name} ${checkpoint.version}`, checkpoint])).values()];
  const values = (of: (checkpoint: Checkpoint) => Value): string => arrayText(each, of);
  const text = `INSERT INTO checkpoints (${COLUMNS})
    SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::integer[], $6::text[], $7::text[])
    ON CONFLICT (name, version) DO UPDATE SET position = excluded.position, event = excluded.event,
      built = excluded.built, fingerprint = excluded.fingerprint, failure = excluded.failure`;
  return write(text, [
    values(({ name }) => name),
    values(({ version }) => version),
    values(({ position }) => position),
    values(({ event }) => event),
    values(({ built }) => (built ? 1 : 0)),
    values(({ fingerprint }) => fingerprint),
    values(({ failure }) => failure && JSON.stringify(failure)),
  ]);
}
