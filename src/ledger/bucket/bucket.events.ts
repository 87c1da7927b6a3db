/** Notices of the ageing bucket of an account (duty D22). Names and shapes are stored for ever. */
import type { FactOf, Flag } from '../fact.js';

interface Noticed {
  readonly ordinal: number;
  /** `id@version` of the bucket table. */
  readonly table: string;
  /** Bucket before; absent: nothing was owed, or nobody knew. */
  readonly from?: string;
  /** Bucket since; absent: nothing is owed, or nobody knows. */
  readonly to?: string;
  readonly flags?: readonly Flag[];
}

interface Changed extends Noticed {
  /** Days past due on the day of the change, of the debt that was furthest; absent where only months, or nothing, were known. */
  readonly daysPastDue?: number;
  /** What was past due on that day, minor units in the case's currency. */
  readonly overdue: number;
}

export type BucketFact =
  /** A notice; no fold of outcomes reads it (law 4). Into a lower bucket that is still past due, or one that nobody knows. */
  | FactOf<'DelinquencyBucketChanged', Changed>
  /** Into a later bucket. */
  | FactOf<'AccountRolled', Changed>
  /** Nothing is past due any more. */
  | FactOf<'AccountCured', Changed>
  /** What became known since says otherwise than the notices `withdrawn`, the last ones: it is as it was before them. */
  | FactOf<'DelinquencyBucketRevised', Noticed & { readonly withdrawn: readonly number[] }>;
