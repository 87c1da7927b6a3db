/** Facts about settlements: less than is owed, taken for the whole. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export type SettlementStage = 'OFFERED' | 'ACCEPTED' | 'PAID' | 'COMPLETED' | 'LAPSED';

export type SettlementFact =
  | FactOf<
      'SettlementOffered',
      {
        readonly settlement: string;
        readonly debts: readonly string[];
        /** Minor units that would settle the debts. */
        readonly amount: number;
        readonly currency: string;
        /** What the debts owed when it was offered. */
        readonly owed: number;
        /** Last day on which it may be accepted. */
        readonly expires: CivilDate;
        /** Last value date of the payments that count. */
        readonly payBy: CivilDate;
        readonly authority?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'SettlementAccepted',
      {
        readonly settlement: string;
        readonly form: 'WRITTEN' | 'ORAL';
        readonly recordingRef?: string;
        readonly flags?: readonly Flag[];
      }
    >
  /** Its remainder is waived in the same append (law 5). */
  | FactOf<
      'SettlementCompleted',
      {
        readonly settlement: string;
        /** Minor units paid under it, and waived with it. */
        readonly paid: number;
        readonly waived: number;
        readonly authority: string;
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  /** A notice; no fold reads it (law 4). */
  | FactOf<
      'SettlementLapsed',
      {
        readonly settlement: string;
        readonly ordinal: number;
        /** OFFERED: nobody accepted in time. ACCEPTED: it was not paid in time. */
        readonly stage: 'OFFERED' | 'ACCEPTED';
        readonly paid: number;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'SettlementLapseRevised',
      {
        readonly settlement: string;
        readonly ordinal: number;
        readonly from: SettlementStage;
        readonly to: SettlementStage;
        readonly paid: number;
        readonly flags?: readonly Flag[];
      }
    >;
