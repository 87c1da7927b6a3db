/** On what terms a debt bears interest: rate, day count, base, and the windows in which it bears less or none. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { DayCount, InterestComponent, Period, Rounding, SuspensionReason } from './interest.events.js';

/** Half-open: `from` is the first day in it, `to` the first day after it; without `to` it has no end yet. */
export interface Window {
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

export interface Rate {
  /** Percent for the period, an exact decimal: `29.99`. */
  readonly rate: string;
  readonly period: Period;
}

export interface Terms extends Rate, Window {
  readonly id: string;
  readonly dayCount: DayCount;
  /** Day of the month at whose end unpaid interest begins to bear interest itself; 31 is the last. Simple where absent. */
  readonly capitaliseOn?: number;
  /** What bears the interest. */
  readonly base: readonly Component[];
  readonly component: InterestComponent;
  readonly rounding: Rounding;
}

export interface Suspension extends Window {
  readonly id: string;
  readonly reason: SuspensionReason;
}

/** A lower rate for a while. */
export interface Concession extends Rate, Window {
  readonly id: string;
  readonly component: InterestComponent;
}

/** All that a debt's interest follows from. Later terms stand before earlier ones of the same component. */
export interface DebtInterest {
  readonly terms: readonly Terms[];
  readonly suspensions: readonly Suspension[];
  readonly concessions: readonly Concession[];
}

export const NO_INTEREST: DebtInterest = { terms: [], suspensions: [], concessions: [] };

export function isWithin({ from, to }: Window, day: CivilDate): boolean {
  return from <= day && (to === undefined || day < to);
}

/** Terms, or a concession, of a component that hold on a day: the last recorded ones. */
export function inForce<T extends Window & { readonly component: InterestComponent }>(
  list: readonly T[],
  component: InterestComponent,
  day: CivilDate,
): T | undefined {
  return list.findLast((item) => item.component === component && isWithin(item, day));
}

export function isSuspended({ suspensions }: DebtInterest, day: CivilDate, reason?: SuspensionReason): boolean {
  return suspensions.some((item) => isWithin(item, day) && (reason === undefined || item.reason === reason));
}
