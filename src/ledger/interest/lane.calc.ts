/**
 * Interest of one debt on one component, day by day, exact: a lane. What is posted is always the whole accrued since the
 * first day, rounded, less what was posted before: so it does not matter in which pieces it is posted (the remainder is
 * carried), and a history that changes says by itself what each posting should have been.
 */
import type { Rounding, InterestComponent } from './interest.events.js';
import type { Component } from '../components.js';
import { dayNumber, type CivilDate } from '../dates.js';
import { capitalisations, interestOn, yearStarts } from './day-count.calc.js';
import { minusWhole, plus, rounded, ZERO, type Rational } from './rational.js';
import { inForce, isSuspended, type DebtInterest, type Rate, type Terms } from './terms.js';

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

/** Days over which a lane's terms stay the same, until the next regime begins. */
interface Regime {
  /** First day, as a day number. */
  readonly from: number;
  readonly terms?: Terms;
  readonly rate?: Rate;
}

/** Regimes by debt's interest and component: a memo, not a state. */
const REGIMES = new WeakMap<DebtInterest, Map<InterestComponent, readonly Regime[]>>();

function regimesOf(interest: DebtInterest, component: InterestComponent): readonly Regime[] {
  const known = REGIMES.get(interest) ?? new Map<InterestComponent, readonly Regime[]>();
  REGIMES.set(interest, known);
  let regimes = known.get(component);
  if (!regimes) {
    const { terms, suspensions, concessions } = interest;
    const days = [...terms, ...suspensions, ...concessions].flatMap(({ from, to }) =>
      to === undefined ? [from] : [from, to],
    );
    regimes = [...new Set(days)].sort().map((day) => regimeOn(interest, component, day));
    known.set(component, regimes);
  }
  return regimes;
}

function regimeOn(interest: DebtInterest, component: InterestComponent, day: CivilDate): Regime {
  const from = dayNumber(day);
  const terms = inForce(interest.terms, component, day);
  if (!terms || isSuspended(interest, day)) return { from, terms };
  return { from, terms, rate: inForce(interest.concessions, component, day) ?? terms };
}

/** Accrues a lane up to a day, that day not included. What is owed has not moved since it accrued last. */
export function advance(lane: Lane, interest: DebtInterest, owed: Owed, day: number): void {
  if (lane.next >= day) return;
  const regimes = regimesOf(interest, lane.component);
  for (let i = 0; i < regimes.length && lane.next < day; i++) {
    const end = Math.min(day, regimes[i + 1]?.from ?? day);
    if (end > lane.next) accrueUnder(lane, regimes[i] as Regime, owed, end);
  }
}

/** Accrues under one regime, piece by piece where a year begins or interest is capitalised on the way. */
function accrueUnder(lane: Lane, { terms, rate }: Regime, owed: Owed, end: number): void {
  if (!terms) {
    lane.next = end;
    return;
  }
  lane.rounding = terms.rounding;
  const { capitaliseOn: on, dayCount } = terms;
  const capital = new Set(on === undefined ? [] : capitalisations(on, lane.next, end + 1));
  const years = dayCount === 'ACT/ACT' ? yearStarts(lane.next, end) : [];
  const stops =
    capital.size + years.length === 0 ? [end] : [...new Set([...capital, ...years, end])].sort((a, b) => a - b);
  for (const stop of stops) {
    if (rate) accrueOver(lane, { terms, rate }, owed, stop);
    lane.next = stop;
    // At the end of a capitalisation day what has accrued begins to bear interest.
    if (capital.has(stop)) lane.capitalised = rounded(lane.accrued, lane.rounding);
  }
}

function accrueOver(lane: Lane, { terms, rate }: { terms: Terms; rate: Rate }, owed: Owed, to: number): void {
  let base = 0;
  for (const name of terms.base) base += owed?.get(name) ?? 0;
  if (terms.capitaliseOn !== undefined) {
    base += Math.max(0, (owed?.get(lane.component) ?? 0) - lane.posted + lane.capitalised);
  }
  if (base <= 0) return;
  lane.accrued = plus(lane.accrued, interestOn(base, rate, terms.dayCount, { from: lane.next, to }));
}

/** What a lane has accrued and not posted: whole minor units, and what stays over. */
export function unposted(lane: Lane): { readonly amount: number; readonly remainder: Rational } {
  const amount = Math.max(0, rounded(lane.accrued, lane.rounding) - lane.posted);
  return { amount, remainder: minusWhole(lane.accrued, lane.posted + amount) };
}
