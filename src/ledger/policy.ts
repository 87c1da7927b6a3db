/**
 * A policy is named, versioned data: what a portfolio's firm decided where law leaves a choice. Facts that were decided
 * under it carry `id@version`, so a replay uses the same.
 */
import type { Component } from './components.js';

/** Order in which a payment is used up (domain/model.md 4.5). */
export interface Waterfall {
  readonly id: string;
  readonly version: number;
  /** Within a debt, first to last. */
  readonly components: readonly Component[];
  /** Across debts: the oldest opening date first, ties by registration. */
  readonly across: 'oldest-first';
}

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
  /** Days after the due date in which a promise may still be kept. */
  readonly promiseGraceDays: number;
  /** How much of a promise may be missing, in basis points (1000 = 10 %). */
  readonly promiseToleranceBps: number;
  /** Effective basis of a reversal whose command does not name one. */
  readonly reversalBasis: Readonly<Record<ReversalReason, ReversalBasis>>;
}

/** Costs, then interest, then principal: Civil Code of the PRC, art. 561; fees and penalties stand with their kin. */
export const STANDARD_WATERFALL: Waterfall = {
  id: 'standard',
  version: 1,
  components: [
    'refund-recoverable',
    'cost',
    'fee',
    'doubled-interest',
    'interest',
    'penalty',
    'judgment-debt',
    'principal',
  ],
  across: 'oldest-first',
};

/** Principal first: what many public creditors apply to fines. */
export const PRINCIPAL_FIRST_WATERFALL: Waterfall = {
  id: 'principal-first',
  version: 1,
  components: [
    'principal',
    'judgment-debt',
    'penalty',
    'interest',
    'doubled-interest',
    'fee',
    'cost',
    'refund-recoverable',
  ],
  across: 'oldest-first',
};

export const WATERFALLS: readonly Waterfall[] = [STANDARD_WATERFALL, PRINCIPAL_FIRST_WATERFALL];

export function waterfallName(waterfall: Waterfall): string {
  return `${waterfall.id}@${waterfall.version}`;
}

/** A waterfall by its `id@version`. A name that no built-in data has is a bug or a ledger from a newer program. */
export function waterfallNamed(name: string): Waterfall {
  const found = WATERFALLS.find((waterfall) => waterfallName(waterfall) === name);
  if (!found) throw new Error(`waterfall ${name} is not known to this program`);
  return found;
}

/** Grace 3 days, tolerance 10 %: company parameters, not law (domain/model.md 4.4). */
export const STANDARD_POLICY: Policy = {
  id: 'standard',
  version: 1,
  zone: 'UTC',
  waterfall: STANDARD_WATERFALL,
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
