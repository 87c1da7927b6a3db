/** Facts about interest. Names and shapes are stored for ever. Windows are half-open: `to` is the first day after. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export const PERIODS = ['day', 'month', 'year'] as const;
/** What a rate is for. A rate for a month counts as a twelfth of one for a year. */
export type Period = (typeof PERIODS)[number];

export const DAY_COUNTS = ['ACT/365F', 'ACT/360', 'ACT/ACT', '30/360'] as const;
/** How days become a part of a year (ISDA 2006, 4.16). `30/360` is 30E/360, which adds up over any pieces. */
export type DayCount = (typeof DAY_COUNTS)[number];

/** Components that interest is posted to. */
export const BEARING = ['interest', 'doubled-interest'] as const;
export type InterestComponent = (typeof BEARING)[number];

export const TRIGGERS = ['MONTH_END', 'PAYMENT', 'STATEMENT', 'JUDGMENT'] as const;
/** Why interest was posted. */
export type Trigger = (typeof TRIGGERS)[number];

export const SUSPENSION_REASONS = ['MORATORIUM', 'PLAN', 'DISPUTE', 'COURT', 'OTHER'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

export const ROUNDINGS = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const;
/** How a fraction of a minor unit becomes a whole one. `UP` and `HALF_UP` go away from zero. */
export type Rounding = (typeof ROUNDINGS)[number];

/** What a posting should have been, less what it was: all of it, where a payment should have posted and did not. */
export interface AccrualDelta {
  readonly debt: string;
  readonly component: InterestComponent;
  /** The posting's `to`. */
  readonly to: CivilDate;
  /** Minor units. */
  readonly delta: number;
  /** Value date of the posting: the last day that it covers. */
  readonly eff: CivilDate;
}

export type InterestFact =
  | FactOf<
      'InterestTermsSet',
      {
        readonly terms: string;
        readonly debt: string;
        /** Percent for the period, an exact decimal. */
        readonly rate: string;
        readonly period: Period;
        readonly dayCount: DayCount;
        /** Day of the month at whose end unpaid interest begins to bear interest; simple interest where absent. */
        readonly capitaliseOn?: number;
        readonly base: readonly Component[];
        readonly component: InterestComponent;
        readonly rounding: Rounding;
        readonly from: CivilDate;
        readonly to?: CivilDate;
        /** `id@version` of the policy that says what may bear interest. */
        readonly policy: string;
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'InterestAccrued',
      {
        readonly debt: string;
        readonly component: InterestComponent;
        /** First day covered, and the first day not covered. The value date is the last day covered. */
        readonly from: CivilDate;
        readonly to: CivilDate;
        /** Minor units posted. */
        readonly amount: number;
        /** What the lane has accrued beyond all that is posted: an exact fraction `n/d` of a minor unit. */
        readonly remainder: string;
        readonly trigger: Trigger;
      }
    >
  | FactOf<
      'InterestAccrualAdjusted',
      {
        readonly lines: readonly AccrualDelta[];
        /** `posted-later` where more follows than one append holds. */
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'InterestSuspended',
      {
        readonly suspension: string;
        readonly debts: readonly string[];
        readonly from: CivilDate;
        readonly to?: CivilDate;
        readonly reason: SuspensionReason;
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'InterestResumed',
      {
        readonly suspension: string;
        /** First day that bears interest again. */
        readonly on: CivilDate;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'InterestRateConcessionGranted',
      {
        readonly concession: string;
        readonly debt: string;
        readonly component: InterestComponent;
        readonly rate: string;
        readonly period: Period;
        readonly from: CivilDate;
        readonly to?: CivilDate;
        readonly authority: string;
        readonly reason: string;
        /** The approved request that it used up. */
        readonly waiverRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >;
