/** Whether each role that one process has at a time is had by one. */
import type { RoleDesk } from '../../operations/role-desk.js';
import { fail, ok, warn, type Finding } from './finding.js';

export async function checkRoles({ roles }: { readonly roles: RoleDesk }): Promise<Finding[]> {
  try {
    return (await roles.standing()).map(({ role, state, holder, fence, here }) => {
      const check = `Role ${role}`;
      if (state === 'active') return ok(check, `done by this process, fence ${fence}`);
      if (state === 'waiting') return ok(check, `done by ${holder ?? 'another process'}, fence ${fence}`);
      const advice = here ? 'Wait some seconds: this process takes it over.' : 'Start a process with this role.';
      return warn(check, `nobody does it now; fence ${fence}`, advice);
    });
  } catch (error) {
    const found = `the leases cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return [fail('Roles', found, 'See that the database of QUITTANCE_OPS answers.')];
  }
}
