/**
 * The fence of the projector (design.md 7): each transaction that writes read tables also says under which holding of the
 * lease. The database remembers the largest, and refuses a smaller one: a process that slept writes nothing.
 */
import type pg from 'pg';
import { Fenced } from '../../projections/tables/read-db.error.js';
import type { Guard } from '../../projections/tables/read-db.js';
import { openPool } from '../postgres/pool.js';
import { laneLease } from './lane-desk.js';
import { OPS_ALONE } from './postgres.leases.js';
import type { RoleDesk } from './role-desk.js';
import type { Role } from './roles.js';

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS ops;
  CREATE TABLE IF NOT EXISTS ops.fences (name text PRIMARY KEY, fence bigint NOT NULL);
`;

/** Locks the row until the transaction ends: two holdings never write at the same time. */
const PASS = `
  INSERT INTO ops.fences AS seen VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET fence = excluded.fence WHERE seen.fence <= excluded.fence RETURNING fence`;

/** Makes the table in the database whose writes are fenced: the one of the read tables, wherever the leases are. */
export async function makeFences(url: string): Promise<void> {
  const pool: pg.Pool = openPool({ url, purpose: 'quittance fences', connectionsMax: 1 });
  try {
    await pool.query(`BEGIN; ${OPS_ALONE}; ${SCHEMA} COMMIT`);
  } finally {
    await pool.end();
  }
}

/** @param fenceNow of the holding of this process; undefined while it has none, or has not opened its leases */
export function fenceGuard(name: string, fenceNow: () => number | undefined): Guard {
  return async (transaction) => {
    const fence = fenceNow();
    if (fence === undefined) throw new Fenced(`this process has not got the lease '${name}': it writes nothing.`);
    const passed = await transaction.query(PASS, [name, fence]);
    if (passed.length === 0) throw new Fenced(`another process has the lease '${name}' since fence ${fence}.`);
  };
}

/** The fence of each lane of the projector; none where it has only one, or this process does not fold. */
export function laneGuards(
  { lanes, roles: names }: { readonly lanes: number; readonly roles: readonly Role[] },
  roles: Pick<RoleDesk, 'termOfLane'>,
): readonly Guard[] {
  if (lanes === 1 || !names.includes('projector')) return [];
  return Array.from({ length: lanes }, (_, lane) => fenceGuard(laneLease(lane), () => roles.termOfLane(lane)?.fence));
}
