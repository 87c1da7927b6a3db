/** Holds a caller's role against a group of routes. */
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { may, RIGHTS, type RouteGroup } from './rights.js';
import { canWrite } from './roles.js';

/**
 * @param writes whether the route changes something: a role that only reads never may, whatever the group says.
 * @throws Problem 403 that says which roles may.
 */
export function requireRole({ role, via }: Caller, group: RouteGroup, writes = false): void {
  if (group === 'local') {
    if (via === 'cli') return;
    throw Problem.of(403, 'local-only', "This is for the 'quittance' command on the ledger's own machine.");
  }
  const reads = writes && !canWrite(role);
  if (may(role, group) && !reads) return;
  if (group === 'operates') throw Problem.of(403, 'role-not-admin', `This needs the role admin; yours is ${role}.`);
  if (reads) throw Problem.of(403, 'role-may-not-write', `The role ${role} only reads.`);
  const roles = RIGHTS[group].roles.join(', ');
  throw Problem.of(403, 'role-may-not', `The role ${role} may not do this. These may: ${roles}.`);
}
