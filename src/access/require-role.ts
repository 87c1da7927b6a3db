/** Holds a caller's role against a group of routes. */
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { may, rightOf, type RouteGroup } from './rights.js';
import { canWrite } from './roles.js';

/**
 * @param writes whether the route changes something: a role that only reads never may, whatever the group says.
 * @throws Problem 403 that says which roles may.
 */
export function requireRole({ role, via, personalData }: Caller, group: RouteGroup, writes = false): void {
  if (group === 'local') {
    if (via === 'cli') return;
    throw Problem.of(403, 'local-only', "This is for the 'quittance' command on the ledger's own machine.");
  }
  const { roles, asks, words } = rightOf(group);
  const reads = writes && !asks && !canWrite(role);
  if (may(role, group) && !reads) {
    if (!words || personalData) return;
    throw Problem.of(403, 'personal-data-withheld', 'This is for callers that see personal values; yours does not.');
  }
  if (group === 'operates') throw Problem.of(403, 'role-not-admin', `This needs the role admin; yours is ${role}.`);
  if (reads) throw Problem.of(403, 'role-may-not-write', `The role ${role} only reads.`);
  throw Problem.of(403, 'role-may-not', `The role ${role} may not do this. These may: ${roles.join(', ')}.`);
}
