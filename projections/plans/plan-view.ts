/** A plan as answers show it. */
import type { PlanAt, VersionAt } from '../../src/ledger/plan/index.js';
import { negotiationState } from './plan-segments.js';

export interface InstalmentView {
  readonly no: number;
  readonly due: string;
  /** Last day on which it may be paid as agreed. */
  readonly graceEnd: string;
  readonly amount: number;
  readonly outcome: string;
  /** The day from which it is so. */
  readonly since: string;
  readonly paid: number;
  readonly paidOn: string | null;
  readonly payments: readonly string[];
}

/** A share as numerator and denominator. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

export interface VersionView {
  readonly version: number;
  readonly state: string;
  readonly since: string;
  readonly activated: string;
  readonly total: number;
  readonly paid: number;
  readonly arrears: number;
  readonly graceDays: number;
  readonly breakRule: string;
  readonly next: { readonly no: number; readonly due: string; readonly amount: number } | null;
  /** `plan-adherence-count@1` and `plan-adherence-amount@1` (domain/model.md 4.9). */
  readonly adherence: { readonly count: Share; readonly amount: Share };
  readonly instalments: readonly InstalmentView[];
}

export interface PlanView {
  readonly plan: string;
  readonly event: string;
  readonly proposed: string;
  readonly kind: string;
  readonly debts: readonly string[];
  readonly currency: string;
  readonly proposer: string;
  readonly state: string;
  readonly since: string;
  /** How and when it was agreed. */
  readonly agreed: { readonly on: string; readonly form: string; readonly recordingRef: string | null } | null;
  /** Terms last offered, while no version stands. */
  readonly offer: { readonly version: number; readonly total: number; readonly instalments: readonly object[] } | null;
  /** Oldest first; the last one is in force. */
  readonly versions: readonly VersionView[];
}

function versionView(result: VersionAt): VersionView {
  const { version, state, since, paid, arrears, adherence, next, instalments } = result;
  const { terms, activatedOn: activated } = version;
  const standing = state === 'ON_TRACK' || state === 'BEHIND' || state === 'BROKEN';
  return {
    version: terms.version,
    ...{ state, since, activated, total: terms.total, paid, arrears },
    ...{ graceDays: terms.graceDays, breakRule: terms.breakRule },
    next: standing && next ? { no: next.no, due: next.dueDate, amount: next.amount } : null,
    adherence: {
      count: { numerator: adherence.kept, denominator: adherence.due },
      amount: { numerator: adherence.paid, denominator: adherence.scheduled },
    },
    instalments: instalments.map(({ dueDate: due, lateOn: _late, paidOn = null, ...rest }) => ({
      due,
      paidOn,
      ...rest,
    })),
  };
}

export function planView(plan: PlanAt): PlanView {
  const { record, versions } = plan;
  const { terms, agreed } = record;
  const last = versions[versions.length - 1];
  const { version, total, instalments } = terms;
  return {
    ...{ plan: record.id, event: record.event, proposed: record.proposedOn },
    ...{ kind: terms.kind, debts: terms.debts, currency: terms.currency, proposer: terms.proposer },
    state: last?.state ?? negotiationState(plan),
    since: last?.since ?? record.cancelledOn ?? agreed?.on ?? record.offeredOn,
    agreed: agreed ? { on: agreed.on, form: agreed.form, recordingRef: agreed.recordingRef ?? null } : null,
    offer: last ? null : { version, total, instalments },
    versions: versions.map(versionView),
  };
}
