/** Facts about money received and given back. Names and shapes are stored for ever. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';
import type { ReversalBasis, ReversalReason } from '../policy.js';

/** Money of a credit used on a component of a debt; negative takes it back. */
export interface AllocationLine {
  readonly debt: string;
  readonly component: Component;
  /** Minor units. */
  readonly amount: number;
  /** Effective date where it is not the fact's own. */
  readonly eff?: CivilDate;
}

/** Delta lines of one credit: a payment, or an adjustment or waiver that left something over. */
export interface CreditChange {
  readonly credit: string;
  /** Allocation version after this change. */
  readonly version: number;
  readonly lines: readonly AllocationLine[];
}

export type PaymentFact =
  | FactOf<
      'PaymentReceived',
      {
        readonly payment: string;
        /** Minor units. */
        readonly amount: number;
        readonly currency: string;
        readonly method?: string;
        readonly payerRole?: string;
        /** Debts that the payer named; the money goes there first. */
        readonly directedTo?: readonly string[];
        readonly externalRef?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'PaymentAllocated',
      {
        readonly payment: string;
        readonly version: number;
        /** `id@version` of the waterfall. */
        readonly waterfall: string;
        readonly lines: readonly AllocationLine[];
        /** What nothing due could take, minor units. */
        readonly held: number;
      }
    >
  | FactOf<
      'PaymentUnallocatedHeld',
      {
        readonly payment: string;
        readonly waterfall: string;
        readonly amount: number;
      }
    >
  | FactOf<
      'PaymentsReallocated',
      {
        /** One entry per credit that this cause changes (law 4). */
        readonly changes: readonly CreditChange[];
        /** `posted-later` where more follows than one append holds. */
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'PaymentReversed',
      {
        readonly reversal: string;
        readonly payment: string;
        /** Minor units taken back; at most what the payment has left. */
        readonly amount: number;
        readonly reason: ReversalReason;
        readonly basis: ReversalBasis;
        /** Value date of the payment. */
        readonly paidOn: CivilDate;
        /** What is owed again: allocation lines taken back, positive; `refund-recoverable` for money already refunded. */
        readonly lines: readonly AllocationLine[];
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'RefundPaid',
      {
        readonly refund: string;
        readonly amount: number;
        /** The credits whose held money went back. */
        readonly from: readonly { readonly credit: string; readonly amount: number }[];
        readonly method?: string;
        /** The approved request that it used up. */
        readonly refundRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >;
