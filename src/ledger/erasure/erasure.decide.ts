/**
 * Decides whether a person's keys are destroyed. A legal hold, an open case and a duty to keep stand against it: then the
 * refusal is recorded, with its ground (PIPL 47(2); GDPR 17(3)(b), (e)).
 */
import type { Context, Rules } from '../command.js';
import type { New } from '../fact.js';
import { OBLIGORS } from '../hold/hold.calc.js';
import type { PartyState } from '../party/party.state.js';
import { isRefusal } from '../refusal.js';
import { partyRegisterRules } from '../register/hosts.decide.js';
import type { PartyRegisterCommand, PartyRegisterFact } from '../registers.js';
import type { ErasureFact } from './erasure.events.js';
import type { ErasureEvidence, KeepingDuty } from './evidence.js';

export type ApproveErasure = Extract<PartyRegisterCommand, { type: 'ApproveErasure' }>;

/** Holds on the person itself. */
function ownHolds({ entries }: PartyState): Omit<KeepingDuty, 'case'>[] {
  const open = [...entries.values()].filter(({ register, stage }) => register === 'legalHold' && stage === 'OPEN');
  return open.map(({ id }) => ({ ground: 'LEGAL_HOLD', by: id }));
}

/** Where nobody has looked at the cases, those in which the person owes count as open. */
function unread({ cases }: PartyState): ErasureEvidence {
  const owes = (roles: readonly string[]): boolean => OBLIGORS.some((role) => roles.includes(role));
  const open = [...cases].filter(([, roles]) => owes(roles));
  return { keyIds: [], duties: open.map(([id]) => ({ ground: 'OPEN_CASE', case: id })), read: {} };
}

const ORDER: readonly KeepingDuty['ground'][] = ['LEGAL_HOLD', 'OPEN_CASE', 'RETENTION'];

/** What stands against it most: no end before the latest end. */
function strongest(duties: readonly Omit<KeepingDuty, 'case'>[]): Omit<KeepingDuty, 'case'> | undefined {
  const rank = ({ ground, until = '9999-12-31' }: Omit<KeepingDuty, 'case'>): string =>
    `${9 - ORDER.indexOf(ground)}${until}`;
  return [...duties].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
}

type Refused = Extract<PartyRegisterFact, { type: 'ErasureRefused' }>;

function refused(erasure: string, ref: string | undefined, against: Omit<KeepingDuty, 'case'>): New<Refused> {
  const { ground, until, by } = against;
  return { type: 'ErasureRefused', ref, data: { erasure, ground, until, reason: by } };
}

function destroyed(
  { erasure }: ApproveErasure,
  state: PartyState,
  context: Context,
  { keyIds, read }: ErasureEvidence,
): New<ErasureFact> {
  const basis = String(state.entries.get(erasure)?.fields['basis']);
  const data = { erasure, keyIds, basis, holdCheck: { asOf: context.today, read } };
  return { type: 'SubjectKeyDestroyed', data, cause: 0 };
}

const approve = partyRegisterRules.ApproveErasure;

export const erasureRules: Rules<ApproveErasure, PartyState, PartyRegisterFact | ErasureFact> = {
  ApproveErasure: {
    ...approve,
    weighed: true,
    decide(command, state, context) {
      const decision = approve.decide(command, state, context);
      if (isRefusal(decision)) return decision;
      const evidence = context.erasure ?? unread(state);
      const against = strongest([...ownHolds(state), ...evidence.duties]);
      if (against) return [refused(command.erasure, decision[0]?.ref, against)];
      return [...decision, destroyed(command, state, context, evidence)];
    },
  },
};
