/** Which role may what: the one table. Routes name their group (`route-group.ts`); which portfolios is `scope.ts`. */
import { ROLES, type Role } from './roles.js';

interface Right {
  readonly roles: readonly Role[];
  /** What the group is, for people: docs/access.md. */
  readonly means: string;
  /** `portfolios`: a caller bound to portfolios gets what lies in them. `any`: it is the same for everybody. `whole`: it concerns the whole ledger, so a bound caller may not. */
  readonly scope: 'portfolios' | 'any' | 'whole';
  /** Its routes only ask, even by POST: who only reads may call them. */
  readonly asks?: true;
  /** Only for callers that see personal values: an auditor's key may not. */
  readonly words?: true;
}

const WRITERS: readonly Role[] = ['collector', 'supervisor', 'compliance', 'admin'];

export const RIGHTS = {
  open: { roles: ROLES, scope: 'any', means: 'Health, readiness, metrics: anybody, without a key.' },
  local: { roles: ['admin'], scope: 'whole', means: "The 'quittance' command on the ledger's own machine." },
  catalogue: { roles: ROLES, scope: 'any', means: 'What there is: registers, metrics, waterfalls, rule packs, lag.' },
  portfolios: { roles: ROLES, scope: 'portfolios', means: 'Which portfolios there are.' },
  case: {
    roles: ['collector', 'supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'Questions about cases and people: balance, history, lists, worklist, clearances.',
  },
  people: {
    roles: ['collector', 'supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    asks: true,
    words: true,
    means: 'Finding people by a personal value; an auditor only with personal data.',
  },
  proofs: {
    roles: ['collector', 'supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'The checkpoint of the seal, its keys, and the proof of a fact.',
  },
  tiles: {
    roles: ['compliance', 'auditor', 'admin'],
    scope: 'whole',
    means: 'The sealed log itself, whose entries name the streams of the whole ledger.',
  },
  staff: {
    roles: ['supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'Questions about members of staff and agencies.',
  },
  findings: {
    roles: ['supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'What the rules say of what was done: findings, conduct.',
  },
  figures: {
    roles: ['supervisor', 'compliance', 'auditor', 'reporting', 'admin'],
    scope: 'portfolios',
    means: 'Aggregates: totals, ageing, metrics, reports, the compliance report.',
  },
  accounts: {
    roles: ['supervisor', 'compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'The accounts behind an aggregate: drill-down, differences of a portfolio.',
  },
  feed: {
    roles: ['compliance', 'auditor', 'reporting', 'admin'],
    scope: 'portfolios',
    means: 'The feed of facts, without personal values for everybody.',
  },
  trail: {
    roles: ['compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    means: 'Who saw personal data of whom, and who exported what.',
  },
  exports: {
    roles: ['compliance', 'auditor', 'admin'],
    scope: 'portfolios',
    asks: true,
    means: 'Audit packs: everything on cases in one file, for somebody outside.',
  },
  records: { roles: WRITERS, scope: 'portfolios', means: 'Recording what happened, and asking for clearances.' },
  money: {
    roles: ['supervisor', 'admin'],
    scope: 'portfolios',
    means: 'Waivers, adjustments, refunds, write-offs, interest terms, concessions, debt sales, re-ageing.',
  },
  approves: {
    roles: ['supervisor', 'compliance', 'admin'],
    scope: 'portfolios',
    means: 'Approving or refusing what somebody else asked for.',
  },
  oversees: {
    roles: ['compliance', 'admin'],
    scope: 'portfolios',
    means: 'Exceptions from rules, investigations, reports to regulators, ends of incidents.',
  },
  privacy: {
    roles: ['compliance', 'admin'],
    scope: 'portfolios',
    means: 'Erasure, legal holds, restriction of processing, the answer to a person who asks what is known of them.',
  },
  manages: {
    roles: ['supervisor', 'compliance', 'admin'],
    scope: 'portfolios',
    means: 'Portfolios, staff, agencies, targets, strategies.',
  },
  operates: { roles: ['admin'], scope: 'whole', means: 'API keys, rebuilds, which rule packs decide.' },
} as const satisfies Record<string, Right>;

export type RouteGroup = keyof typeof RIGHTS;

export function rightOf(group: RouteGroup): Right {
  return RIGHTS[group];
}

export function may(role: Role, group: RouteGroup): boolean {
  return (RIGHTS[group].roles as readonly Role[]).includes(role);
}
