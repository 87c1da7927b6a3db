/**
 * A policy is named, versioned data: what a portfolio's firm decided where law leaves a choice. Facts that were decided
 * under it carry `id@version`, so a replay uses the same.
 */
import { STANDARD_INTEREST, type InterestPolicy } from './interest/interest-policies.js';
import type { Waterfall } from './payment/waterfall.js';
import { STANDARD_WATERFALL } from './payment/waterfalls.js';

export { waterfallName, type Waterfall } from './payment/waterfall.js';
export { PRINCIPAL_FIRST_WATERFALL, STANDARD_WATERFALL, waterfallNamed, WATERFALLS } from './payment/waterfalls.js';

export type ReversalReason = 'NSF' | 'CHARGEBACK' | 'MISPOST' | 'FRAUD' | 'COURT' | 'DUPLICATE';
export type ReversalBasis = 'ORIGINAL_DATE' | 'REVERSAL_DATE';

export interface Policy {
  readonly id: string;
  readonly version: number;
  /** IANA zone of the portfolio's civil dates. */
  readonly zone: string;
  /** Currency of a case that names none. */
  readonly currency?: string;
  readonly waterfall: Waterfall;
  /** What may bear interest. */
  readonly interest: InterestPolicy;
  /** Days after the due date in which a promise may still be kept. */
  readonly promiseGraceDays: number;
  /** How much of a promise may be missing, in basis points (1000 = 10 %). */
  readonly promiseToleranceBps: number;
  /** Effective basis of a reversal whose command does not name one. */
  readonly reversalBasis: Readonly<Record<ReversalReason, ReversalBasis>>;
}

/** Grace 3 days, tolerance 10 %: company parameters, not law (domain/model.md 4.4). */
export const STANDARD_POLICY: Policy = {
  id: 'standard',
  version: 1,
  zone: 'UTC',
  waterfall: STANDARD_WATERFALL,
  interest: STANDARD_INTEREST,
  promiseGraceDays: 3,
  promiseToleranceBps: 1000,
  reversalBasis: {
    NSF: 'ORIGINAL_DATE',
    CHARGEBACK: 'REVERSAL_DATE',
    MISPOST: 'ORIGINAL_DATE',
    FRAUD: 'ORIGINAL_DATE',
    COURT: 'REVERSAL_DATE',
    DUPLICATE: 'ORIGINAL_DATE',
  },
};

export function policyName(policy: Policy): string {
  return `${policy.id}@${policy.version}`;
}
