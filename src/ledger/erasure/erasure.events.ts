/** The fact that erases: names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf } from '../fact.js';

/** What was looked at before the keys were destroyed: no hold stood and no duty to keep ran on that day. */
export interface HoldCheck {
  readonly asOf: CivilDate;
  /** Revision by stream: the cases as they were read. */
  readonly read: Readonly<Record<string, number>>;
}

export type ErasureFact =
  /** From here on the keys are gone: every disclosure under them stays closed for ever, and every proof holds. */
  FactOf<
    'SubjectKeyDestroyed',
    {
      readonly erasure: string;
      /** Ids of the keys; they tell nothing. None where nothing personal was ever sealed. */
      readonly keyIds: readonly string[];
      /** Why: the basis of the request. */
      readonly basis: string;
      readonly holdCheck: HoldCheck;
    }
  >;
