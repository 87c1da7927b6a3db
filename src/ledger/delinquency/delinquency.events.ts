/** Facts about delinquency that a source states itself. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export type DelinquencyFact = FactOf<
  'DelinquencyReported',
  {
    readonly debt: string;
    /** The day that the source speaks of; it is the fact's effective date too. */
    readonly asOf: CivilDate;
    /** Months in arrears, as card statements count them; 0: not past due. At least one of the two is there. */
    readonly monthsPastDue?: number;
    /** Days past due; 0: not past due. Where both are there, the days count: they say more. */
    readonly daysPastDue?: number;
    /** Who states it: the creditor, its host system, an agency. */
    readonly statedBy?: string;
    readonly flags?: readonly Flag[];
  }
>;
