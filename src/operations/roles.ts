/** What a process does: answers requests, folds facts into tables, seals, reacts to clocks. */

export const ROLES = ['api', 'projector', 'sealer', 'reactor'] as const;
export type Role = (typeof ROLES)[number];

/** Done by one process at a time, under the lease of the same name. Any number of processes answer. */
export type Duty = Exclude<Role, 'api'>;
export const DUTIES: readonly Duty[] = ['projector', 'sealer', 'reactor'];

/** Reads a list with commas between; the error says what it should be. */
export function readRoles(text: string): readonly Role[] | Error {
  const names = text.split(',').map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  const known = names.every((name) => (ROLES as readonly string[]).includes(name));
  return known ? roles : new Error(`is no list of roles (${ROLES.join(', ')}, with commas between)`);
}
