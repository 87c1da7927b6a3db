/** Facts about legal steps. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export type LegalFact =
  | FactOf<
      'LegalActionFiled',
      {
        readonly action: string;
        readonly kind: string;
        readonly court?: string;
        readonly docket?: string;
        readonly debts?: readonly string[];
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'CourtStepRecorded',
      { readonly action: string; readonly step: string; readonly result?: string; readonly flags?: readonly Flag[] }
    >
  | FactOf<
      'JudgmentEntered',
      {
        readonly action: string;
        readonly outcome: string;
        /** Judgment debt, minor units, as the court stated it. It books nothing by itself. */
        readonly amount?: number;
        readonly performanceDeadline?: CivilDate;
        readonly flags?: readonly Flag[];
      }
    >;
