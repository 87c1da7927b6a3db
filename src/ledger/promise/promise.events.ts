/** Facts about promises to pay. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export interface PromiseTerms {
  readonly promise: string;
  /** The promised debts; payments to these count. */
  readonly debts: readonly string[];
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly dueDate: CivilDate;
  readonly graceDays: number;
  /** How much may be missing, basis points. */
  readonly toleranceBps: number;
  /** `id@version` of the policy that set grace and tolerance. */
  readonly policy: string;
  readonly channel?: string;
  readonly contact?: string;
  readonly promisedBy?: string;
  readonly flags?: readonly Flag[];
}

export type PromiseOutcome = 'OPEN' | 'KEPT' | 'PARTIALLY_KEPT' | 'BROKEN' | 'CANCELLED' | 'RENEGOTIATED';

/** What a notice says; no fold reads it (law 4). */
export interface OutcomeNotice {
  readonly promise: string;
  /** 1 for the first notice of this promise, then 2, 3, … */
  readonly ordinal: number;
  /** Minor units that counted. */
  readonly paid: number;
  /** paid / amount in basis points, rounded down. */
  readonly ratioBps: number;
  readonly qualifying: readonly string[];
  readonly flags?: readonly Flag[];
}

export type PromiseFact =
  | FactOf<'PromiseMade', PromiseTerms>
  | FactOf<'PromiseRenegotiated', PromiseTerms & { readonly supersedes: string }>
  | FactOf<
      'PromiseCancelled',
      {
        readonly promise: string;
        readonly by: 'DEBTOR' | 'FIRM';
        readonly reason: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<'PromiseKept', OutcomeNotice & { readonly when: 'ON_TIME' | 'IN_GRACE' }>
  | FactOf<'PromisePartiallyKept', OutcomeNotice>
  | FactOf<'PromiseBroken', OutcomeNotice>
  | FactOf<'PromiseOutcomeRevised', OutcomeNotice & { readonly from: PromiseOutcome; readonly to: PromiseOutcome }>;
