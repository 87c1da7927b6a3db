/** Facts about repayment plans and deferrals. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

/** PERSONALISED: 个性化分期 of CN-CC-70, at most 60 months; while it stands, collection is held. */
export const PLAN_KINDS = ['INSTALMENT', 'PERSONALISED'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export interface Instalment {
  /** 1, 2, 3, … by due date. */
  readonly no: number;
  readonly dueDate: CivilDate;
  /** Minor units. */
  readonly amount: number;
}

export interface PlanTerms {
  readonly plan: string;
  /** 1 for the first proposal; a counter-offer and a restructuring make the next. */
  readonly version: number;
  readonly kind: PlanKind;
  /** The debts that the plan repays; payments to these count. */
  readonly debts: readonly string[];
  readonly instalments: readonly Instalment[];
  /** Sum of the instalments, minor units. */
  readonly total: number;
  readonly currency: string;
  readonly graceDays: number;
  /** `id@version` of the rule by which it breaks. */
  readonly breakRule: string;
  /** Whether interest and fees go on while it stands; agreed content of CN-CC-70. */
  readonly interest?: 'ACCRUES' | 'SUSPENDED';
  /** Whose terms these are. */
  readonly proposer: 'DEBTOR' | 'FIRM';
  /** `id@version` of the policy that set what was left out. */
  readonly policy: string;
  readonly flags?: readonly Flag[];
}

/** How it was agreed. An oral agreement has a recording (CN-CC-70). */
export interface Agreement {
  readonly form: 'WRITTEN' | 'ORAL';
  readonly recordingRef?: string;
}

export type InstalmentOutcome = 'FUTURE' | 'DUE' | 'PAID' | 'PAID_LATE' | 'PARTIALLY_PAID' | 'MISSED';
/** What an activated plan is in; RESTRUCTURED: another version took its place. */
export type PlanState = 'ON_TRACK' | 'BEHIND' | 'BROKEN' | 'COMPLETED' | 'CANCELLED' | 'RESTRUCTURED';

/** What a notice about an instalment says; no fold reads it (law 4). */
export interface InstalmentNotice {
  readonly plan: string;
  readonly version: number;
  readonly no: number;
  readonly dueDate: CivilDate;
  /** Minor units to pay, and paid by then. */
  readonly amount: number;
  readonly paid: number;
  /** 1 for the first notice of this plan, then 2, 3, … */
  readonly ordinal: number;
  readonly flags?: readonly Flag[];
}

/** What a notice about a plan says; no fold reads it (law 4). */
export interface PlanNotice {
  readonly plan: string;
  readonly version: number;
  readonly ordinal: number;
  /** Minor units paid by then. */
  readonly paid: number;
  readonly flags?: readonly Flag[];
}

export type PlanFact =
  | FactOf<'PlanProposed', PlanTerms>
  | FactOf<'PlanCounterOffered', PlanTerms>
  | FactOf<
      'PlanAgreed',
      Agreement & {
        readonly plan: string;
        /** The version agreed on. */
        readonly version: number;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'PlanActivated',
      {
        readonly plan: string;
        readonly version: number;
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'PlanRestructured',
      PlanTerms &
        Agreement & {
          readonly supersedes: number;
          readonly reason: string;
          /** The approved request that it used up. */
          readonly waiverRequest?: string;
        }
    >
  | FactOf<
      'PlanCancelled',
      {
        readonly plan: string;
        readonly by: 'DEBTOR' | 'FIRM';
        readonly reason: string;
        /** The approved request that it used up. */
        readonly holdReleaseRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'DeferralGranted',
      {
        readonly deferral: string;
        /** A plan's instalments, each with its old and new due date; or debts whose due date moves. */
        readonly plan?: string;
        readonly version?: number;
        readonly shifts?: readonly { readonly no: number; readonly from: CivilDate; readonly to: CivilDate }[];
        readonly debts?: readonly string[];
        /** What was due first is due then. */
        readonly until: CivilDate;
        readonly reason: string;
        readonly authority?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'PlanAffordabilityTested',
      {
        readonly plan: string;
        readonly version: number;
        /** `id@version` of the rule. */
        readonly rule: string;
        /** What the debtor can spare in a month, minor units; the assessment behind it. */
        readonly disposable: number;
        readonly assessment?: string;
        /** The dearest calendar month of the plan, minor units. */
        readonly monthly: number;
        /** monthly / disposable in basis points, rounded up; absent where nothing can be spared. */
        readonly ratioBps?: number;
        readonly passed: boolean;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<'InstalmentDue', InstalmentNotice>
  | FactOf<'InstalmentPaid', InstalmentNotice>
  | FactOf<'InstalmentPaidLate', InstalmentNotice>
  | FactOf<'InstalmentPartiallyPaid', InstalmentNotice>
  | FactOf<'InstalmentMissed', InstalmentNotice>
  | FactOf<
      'InstalmentOutcomeRevised',
      InstalmentNotice & { readonly from: InstalmentOutcome; readonly to: InstalmentOutcome }
    >
  | FactOf<'PlanBroken', PlanNotice & { readonly rule: string; readonly arrears: number }>
  | FactOf<'PlanCompleted', PlanNotice>
  | FactOf<'PlanStateRevised', PlanNotice & { readonly from: PlanState; readonly to: PlanState }>;
