/** The roles of Quittance (design.md 6). What each may do is in `rights.ts`. */
export const ROLES = ['collector', 'supervisor', 'compliance', 'auditor', 'reporting', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(text: unknown): text is Role {
  return ROLES.includes(text as Role);
}

/**
 * Whether words about people are shown. Reporting services never see any; an auditor only where the key or token says so.
 * @param granted `--personal-data` of a key; the claim of a token.
 */
export function seesPersonalData(role: Role, granted: boolean): boolean {
  if (role === 'reporting') return false;
  return role !== 'auditor' || granted;
}

const WRITERS: ReadonlySet<Role> = new Set(['collector', 'supervisor', 'compliance', 'admin']);

/** Roles that may record facts. */
export function canWrite(role: Role): boolean {
  return WRITERS.has(role);
}
