/** Facts about disputes of a debt. Names and shapes are stored for ever. */
import type { FactOf, Flag } from '../fact.js';

export const DISPUTE_GROUNDS = [
  'EXISTENCE',
  'LEGALITY',
  'INTEREST',
  'AMOUNT',
  'DUE_DATE',
  'RATE',
  'IDENTITY',
  'PAID',
  'LIMITATION',
  /** Name and address of the original creditor are asked for (12 CFR 1006.38(c)). */
  'ORIGINAL_CREDITOR',
  'OTHER',
] as const;
export type DisputeGround = (typeof DISPUTE_GROUNDS)[number];

export type DisputeFact =
  /** Sealed: text. */
  | FactOf<
      'DisputeRaised',
      {
        readonly dispute: string;
        readonly ground: DisputeGround;
        /** Debts disputed; all where absent. */
        readonly debts?: readonly string[];
        /** Disputed portion, minor units; the whole where absent. */
        readonly amount?: number;
        readonly inWriting?: boolean;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<'CollectionHoldPlaced', { readonly dispute: string; readonly amount?: number }>
  | FactOf<
      'DisputeStepRecorded',
      { readonly dispute: string; readonly step: string; readonly result?: string; readonly flags?: readonly Flag[] }
    >
  | FactOf<
      'DisputeResolved',
      {
        readonly dispute: string;
        readonly outcome: string;
        /** The approved request that it used up. */
        readonly holdReleaseRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'DisputeWithdrawn',
      {
        readonly dispute: string;
        /** The approved request that it used up. */
        readonly holdReleaseRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<'CollectionHoldReleased', { readonly dispute: string }>;
