/** Facts that change what is owed, other than payments. Names and shapes are stored for ever. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';
import type { AllocationLine } from '../payment/payment.events.js';

export type ChargeFact =
  | FactOf<
      'ChargeAssessed',
      {
        readonly charge: string;
        readonly debt: string;
        readonly component: Component;
        /** Minor units. */
        readonly amount: number;
        readonly dueDate?: CivilDate;
        readonly legalBasis?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'BalanceAdjusted',
      {
        readonly adjustment: string;
        readonly debt: string;
        readonly component: Component;
        /** Minor units; negative lowers what is owed. */
        readonly delta: number;
        readonly reason: string;
        readonly evidence?: string;
        /** The approved request that a lowering used up. */
        readonly waiverRequest?: string;
        /** How a lowering was used up; what no line takes is held in the debtor's favour. */
        readonly lines?: readonly AllocationLine[];
        /** `id@version` of the waterfall that takes what its component leaves. */
        readonly waterfall?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'WaiverApplied',
      {
        readonly waiver: string;
        readonly debt: string;
        readonly component: Component;
        /** Minor units given up by the creditor. */
        readonly amount: number;
        readonly authority: string;
        readonly reason: string;
        /** Who asked for it and who approved it is told there. */
        readonly waiverRequest?: string;
        readonly lines: readonly AllocationLine[];
        readonly waterfall: string;
      }
    >;
