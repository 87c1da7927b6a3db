/**
 * Takes what was deleted out of the files of PostgreSQL, as far as a client can. PostgreSQL leaves deleted rows where they are and
 * writes every page to its log. So each drawer is copied to a new file and the old one given back; the log is switched and a
 * checkpoint made, after which the segments before are removed. Which server lets that happen, `obstacles` tells.
 */
import { mayPassPostgres } from '../../postgres/postgres.error.js';
import type { KeysBase } from './base.js';

/** Whoever wants to read a drawer waits behind whoever wants it alone. */
const LOCK_MS = 2_000;

interface Rights {
  readonly switches: number;
  readonly checkpoints: number;
}

/** @returns why files may still hold what was deleted; undefined when it is done */
export async function rewriteDrawers(base: KeysBase): Promise<string | undefined> {
  const asked = await base.rows<{ drawer: string; asked: number }>(
    'SELECT drawer, asked FROM rewrites ORDER BY drawer',
  );
  if (asked.length === 0) return undefined;
  try {
    for (const { drawer } of asked) await rewrite(base, drawer);
  } catch (error) {
    if (!mayPassPostgres(error)) throw error;
    return `The keys are deleted, but files of ${base.place} still hold them: ${(error as Error).message} Send the command again.`;
  }
  await leaveLog(base);
  // Asked again meanwhile: whoever did has not been served by this.
  const [drawers, counts] = [asked.map(({ drawer }) => drawer), asked.map((each) => each.asked)];
  await base.rows(
    'DELETE FROM rewrites r USING unnest($1::text[], $2::bigint[]) AS d (drawer, asked) WHERE r.drawer = d.drawer AND r.asked = d.asked',
    [drawers, counts],
  );
  return undefined;
}

/** Not VACUUM FULL: that takes deleted rows along which a long transaction, of whomever, could still see. */
async function rewrite(base: KeysBase, drawer: string): Promise<void> {
  await base.whole(async (client) => {
    await client.query(`SET LOCAL lock_timeout = ${LOCK_MS}`);
    await client.query(`LOCK TABLE ${drawer} IN ACCESS EXCLUSIVE MODE`);
    await client.query(`CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ${drawer}`);
    await client.query(`TRUNCATE ${drawer}`);
    await client.query(`INSERT INTO ${drawer} SELECT * FROM kept`);
  });
}

async function leaveLog(base: KeysBase): Promise<void> {
  const { switches, checkpoints } = await rightsOf(base);
  if (switches) await base.rows('SELECT pg_switch_wal()');
  if (checkpoints) await base.rows('CHECKPOINT');
}

async function rightsOf(base: KeysBase): Promise<Rights> {
  const [rights] = await base.rows<{ switches: number; checkpoints: number }>(
    `SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE') AS switches,
            pg_has_role('pg_checkpoint', 'USAGE') AS checkpoints`,
  );
  return rights ?? { switches: 0, checkpoints: 0 };
}

/** Settings and rights for whose sake deleted keys stay in files longer than the erasure. */
export async function obstacles(base: KeysBase): Promise<string[]> {
  const { switches, checkpoints } = await rightsOf(base);
  const [server] = await base.rows<{ recycle: string; keep: string; archive: string; slots: number; standbys: number }>(
    `SELECT current_setting('wal_recycle') AS recycle, current_setting('wal_keep_size') AS keep,
            current_setting('archive_mode') AS archive,
            (SELECT count(*) FROM pg_replication_slots) AS slots,
            (SELECT count(*) FROM pg_stat_replication) AS standbys`,
  );
  const found: string[] = [];
  if (!switches) found.push('this user may not switch the log (GRANT EXECUTE ON FUNCTION pg_switch_wal())');
  if (!checkpoints) found.push('this user may make no checkpoint (GRANT pg_checkpoint)');
  if (!server) return found;
  const { recycle, keep, archive, slots, standbys } = server;
  if (recycle !== 'off') found.push('wal_recycle is on, so that old segments of the log wait to be written over');
  if (keep !== '0') found.push(`wal_keep_size keeps ${keep} of the log`);
  if (archive !== 'off') found.push('the log is archived');
  if (slots > 0) found.push(`${slots} replication slots keep the log`);
  if (standbys > 0) found.push(`${standbys} standbys have copies`);
  return found;
}
