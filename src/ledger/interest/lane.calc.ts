/**
 * Interest of one debt on one component, day by day, exact: a lane. What is posted is always the whole accrued since the
 * first day, rounded, less what was posted before: so it does not matter in which pieces it is posted (the remainder is
 * carried), and a history that changes says by itself what each posting should have been.
 */
import type { Rounding, InterestComponent } from './interest.events.js';
import type { Component } from '../components.js';
import { dayNumber, fromDayNumber } from '../dates.js';
import { capitalisations, interestOn, yearStarts } from './day-count.calc.js';
import { minusWhole, plus, rounded, ZERO, type Rational } from './rational.js';
import { inForce, isSuspended, type DebtInterest } from './terms.js';

export interface Lane {
  readonly debt: string;
  readonly component: InterestComponent;
  /** All interest accrued since the first day. */
  accrued: Rational;
  /** First day, as a day number, that has not accrued yet. */
  next: number;
  /** Whole minor units posted. */
  posted: number;
  /** Whole minor units that bear interest themselves since the last capitalisation, paid ones included. */
  capitalised: number;
  /** Rounding of the terms last in force. */
  rounding: Rounding;
}

/** What is owed on the lane's debt, by component, as long as nothing moves. */
export type Owed = ReadonlyMap<Component, number> | undefined;

/** The lanes of a debt at their beginning. */
export function lanesOf(debt: string, { terms }: DebtInterest): Lane[] {
  const components = [...new Set(terms.map(({ component }) => component))];
  return components.map((component) => {
    const own = terms.filter((item) => item.component === component);
    const next = Math.min(...own.map(({ from }) => dayNumber(from)));
    const rounding = (own[0] as (typeof own)[number]).rounding;
    return { debt, component, accrued: ZERO, next, posted: 0, capitalised: 0, rounding };
  });
}

/** Days on which something about a lane's interest changes, between its next day and another. */
function turns({ component, next }: Lane, { terms, suspensions, concessions }: DebtInterest, end: number): number[] {
  const days = new Set<number>([end]);
  const add = (day: number): unknown => day > next && day < end && days.add(day);
  for (const { from, to } of [...terms, ...suspensions, ...concessions]) {
    add(dayNumber(from));
    if (to !== undefined) add(dayNumber(to));
  }
  for (const item of terms) {
    if (item.component !== component) continue;
    if (item.dayCount === 'ACT/ACT') yearStarts(next, end).forEach(add);
    if (item.capitaliseOn !== undefined) capitalisations(item.capitaliseOn, next, end + 1).forEach(add);
  }
  return [...days].sort((a, b) => a - b);
}

/** Accrues a lane up to a day, that day not included. What is owed has not moved since it accrued last. */
export function advance(lane: Lane, interest: DebtInterest, owed: Owed, day: number): void {
  if (lane.next >= day) return;
  for (const end of turns(lane, interest, day)) {
    accrueOver(lane, interest, owed, end);
    lane.next = end;
    capitalise(lane, interest);
  }
}

function accrueOver(lane: Lane, interest: DebtInterest, owed: Owed, end: number): void {
  const from = fromDayNumber(lane.next);
  const { component } = lane;
  const terms = inForce(interest.terms, component, from);
  if (!terms) return;
  lane.rounding = terms.rounding;
  if (isSuspended(interest, from)) return;
  let base = 0;
  for (const name of terms.base) base += owed?.get(name) ?? 0;
  if (terms.capitaliseOn !== undefined) {
    base += Math.max(0, (owed?.get(component) ?? 0) - lane.posted + lane.capitalised);
  }
  if (base <= 0) return;
  const rate = inForce(interest.concessions, component, from) ?? terms;
  const days = { from, to: fromDayNumber(end) };
  lane.accrued = plus(lane.accrued, interestOn(base, rate, terms.dayCount, days));
}

/** At the end of a capitalisation day what has accrued begins to bear interest. */
function capitalise(lane: Lane, { terms }: DebtInterest): void {
  const on = inForce(terms, lane.component, fromDayNumber(lane.next - 1))?.capitaliseOn;
  if (on === undefined) return;
  if (capitalisations(on, lane.next - 1, lane.next + 1).length > 0)
    lane.capitalised = rounded(lane.accrued, lane.rounding);
}

/** What a lane has accrued and not posted: whole minor units, and what stays over. */
export function unposted(lane: Lane): { readonly amount: number; readonly remainder: Rational } {
  const amount = Math.max(0, rounded(lane.accrued, lane.rounding) - lane.posted);
  return { amount, remainder: minusWhole(lane.accrued, lane.posted + amount) };
}
