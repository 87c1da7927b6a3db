/** Where the operations state is, and which settings go together. */
import { join } from 'node:path';
import type { LeaseTable } from './lease.js';
import { PostgresLeases } from './postgres.leases.js';
import { ROLES, type Role } from './roles.js';
import { SqliteLeases } from './sqlite.leases.js';

export interface OpsSettings {
  readonly data: string;
  readonly store: string;
  readonly readDb: string;
  readonly ops: string;
  readonly roles: readonly Role[];
  readonly lanes?: number;
}

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:\/\//.test(url);

/** Whether other processes may use the store too. The embedded one has one process, by its lock. */
const isServer = (store: string): boolean => /^(?:esdb|kurrentdb)(?:\+discover)?:\/\//.test(store);

/** Whether other processes may do what this one does: store and leases are on servers. */
export function isShared(settings: Pick<OpsSettings, 'store' | 'ops' | 'readDb'>): boolean {
  return isServer(settings.store) && opsUrl(settings) !== '';
}

/** The URL of the operations state: as it was set, else beside the read tables; empty: `ops.db` in the data folder. */
export function opsUrl({ ops, readDb }: Pick<OpsSettings, 'ops' | 'readDb'>): string {
  return ops || (isPostgres(readDb) ? readDb : '');
}

/** Why a process cannot have these roles with these settings, in one line; undefined where it can. */
export function rolesProblem(settings: OpsSettings): string | undefined {
  const { roles, ops, readDb, store, lanes = 1 } = settings;
  if (ops !== '' && !isPostgres(ops)) {
    return `QUITTANCE_OPS names '${ops.split(':')[0] ?? ''}:…'; operations state is in postgres://… or, where it is unset, beside the data.`;
  }
  if (lanes > 1 && !(isServer(store) && isPostgres(readDb))) {
    return `QUITTANCE_LANES=${lanes} splits the projector over processes: that needs QUITTANCE_STORE=esdb://… and QUITTANCE_READ_DB=postgres://…. Leave it at 1.`;
  }
  const missing = ROLES.filter((role) => !roles.includes(role));
  if (missing.length === 0) return undefined;
  const others = `QUITTANCE_ROLES leaves ${missing.join(', ')} to other processes`;
  if (!isServer(store)) return `${others}, and the embedded ledger has one process only. Set QUITTANCE_STORE=esdb://….`;
  if (!isPostgres(readDb))
    return `${others}, which cannot share read tables in a file. Set QUITTANCE_READ_DB=postgres://….`;
  return undefined;
}

/** Opens the leases. In a data folder the caller has the ledger's lock: whoever had a lease there is gone. */
export async function openLeases(settings: OpsSettings): Promise<LeaseTable> {
  const url = opsUrl(settings);
  if (url !== '') return PostgresLeases.open(url);
  const leases = SqliteLeases.open(join(settings.data, 'ops.db'));
  leases.freeAll();
  return leases;
}
