/** Who has which role now, for probes. */
import type { DutyStanding, RoleDesk } from '../operations/role-desk.js';
import { Problem } from './problem.js';

/** Throws a 503 problem where the leases cannot be read: then nobody knows whether anything is done twice, or at all. */
export async function rolesNow(roles: RoleDesk): Promise<readonly DutyStanding[]> {
  try {
    return await roles.standing();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw Problem.of(503, 'leases-unreadable', `The leases of the roles cannot be read: ${why}`);
  }
}
