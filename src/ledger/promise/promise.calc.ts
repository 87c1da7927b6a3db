/**
 * What became of promises: one pure function of terms and payments (domain/model.md 4.4, law 4). Nothing here looks at a
 * recorded notice.
 */
import { addDays, type CivilDate } from '../dates.js';
import { comesAfter, comesInTime, type CountedPayment } from '../payment/counted.calc.js';
import { excludesPromise, type Hold } from '../hold/hold.calc.js';
import type { PromiseOutcome } from './promise.events.js';
import type { PromiseRecord } from './promise.state.js';

export interface PromiseResult {
  readonly promise: string;
  readonly outcome: PromiseOutcome;
  readonly when?: 'ON_TIME' | 'IN_GRACE';
  /** The day on which it became so. */
  readonly since: CivilDate;
  /** Minor units that counted. */
  readonly paid: number;
  /** paid / amount in basis points, rounded down. */
  readonly ratioBps: number;
  readonly qualifying: readonly string[];
  /** How the kept rate counts it. */
  readonly countsAs: 'OPEN' | 'KEPT' | 'PARTIALLY_KEPT' | 'BROKEN' | 'EXCLUDED';
}

interface Tally {
  readonly promise: PromiseRecord;
  paid: number;
  readonly qualifying: string[];
  reachedOn?: CivilDate;
}

/** The last day in which a payment may still count. */
export function windowEnd(promise: PromiseRecord): CivilDate {
  return addDays(promise.terms.dueDate, promise.terms.graceDays);
}

/** The least that must be paid: amount less tolerance, rounded up. */
export function threshold({ terms }: PromiseRecord): number {
  const missing = (BigInt(terms.amount) * BigInt(terms.toleranceBps)) / 10_000n;
  return terms.amount - Number(missing);
}

function counts({ promise }: Tally, payment: CountedPayment): boolean {
  const made = { on: promise.madeOn, at: promise.madeAt };
  return payment.valueDate <= windowEnd(promise) && comesAfter(made, payment) && comesInTime(promise.ended, payment);
}

/** First in, first out: by due date, then the day it was made, then id. */
function inOrder(promises: Iterable<PromiseRecord>): Tally[] {
  const key = ({ terms, madeOn }: PromiseRecord): string => `${terms.dueDate} ${madeOn} ${terms.promise}`;
  return [...promises]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((promise) => ({ promise, paid: 0, qualifying: [] }));
}

function spend(tally: Tally, payment: CountedPayment, left: Map<string, number>): void {
  for (const debt of tally.promise.terms.debts) {
    const part = Math.min(left.get(debt) ?? 0, tally.promise.terms.amount - tally.paid);
    if (part <= 0) continue;
    left.set(debt, (left.get(debt) ?? 0) - part);
    tally.paid += part;
    if (!tally.qualifying.includes(payment.id)) tally.qualifying.push(payment.id);
  }
  if (tally.reachedOn === undefined && tally.paid > 0 && tally.paid >= threshold(tally.promise)) {
    tally.reachedOn = payment.valueDate;
  }
}

/** Open promises come first; what they leave completes those kept within their tolerance. */
function assign(tallies: readonly Tally[], payment: CountedPayment): void {
  const left = new Map(payment.byDebt);
  const counting = tallies.filter((tally) => counts(tally, payment));
  const open = counting.filter((tally) => tally.reachedOn === undefined);
  const kept = counting.filter((tally) => tally.reachedOn !== undefined);
  for (const tally of [...open, ...kept]) spend(tally, payment, left);
}

function touches({ terms, madeOn }: PromiseRecord, end: CivilDate, hold: Hold): boolean {
  if (!excludesPromise(hold, terms.debts)) return false;
  return hold.from <= end && (hold.to === undefined || hold.to > madeOn);
}

function judge(tally: Tally, asOf: CivilDate): Pick<PromiseResult, 'outcome' | 'since' | 'when' | 'countsAs'> {
  const { promise, reachedOn, paid } = tally;
  const { dueDate } = promise.terms;
  if (reachedOn !== undefined) {
    const when = reachedOn <= dueDate ? 'ON_TIME' : 'IN_GRACE';
    return { outcome: 'KEPT', since: reachedOn, when, countsAs: 'KEPT' };
  }
  const end = windowEnd(promise);
  // Ended after its window, a promise had its outcome by then, and keeps it.
  const ended = promise.ended && promise.ended.on <= end ? promise.ended : undefined;
  if (ended?.how === 'CANCELLED') {
    return { outcome: 'CANCELLED', since: ended.on, countsAs: ended.by === 'FIRM' ? 'EXCLUDED' : 'BROKEN' };
  }
  if (ended) {
    if (ended.on <= dueDate) return { outcome: 'RENEGOTIATED', since: ended.on, countsAs: 'EXCLUDED' };
    return { outcome: 'BROKEN', since: ended.on, countsAs: 'BROKEN' };
  }
  if (asOf <= end) return { outcome: 'OPEN', since: promise.madeOn, countsAs: 'OPEN' };
  const outcome = paid > 0 ? 'PARTIALLY_KEPT' : 'BROKEN';
  return { outcome, since: addDays(end, 1), countsAs: outcome };
}

/**
 * The outcome of each promise as of a day (the whole of it).
 * @param promises made, and ended, up to `asOf`.
 * @param payments with value dates up to `asOf`, sorted by value date, then store order.
 */
export function outcomes(
  promises: Iterable<PromiseRecord>,
  payments: readonly CountedPayment[],
  holds: readonly Hold[],
  asOf: CivilDate,
): PromiseResult[] {
  const tallies = inOrder(promises);
  for (const payment of payments) assign(tallies, payment);
  return tallies.map((tally) => {
    const verdict = judge(tally, asOf);
    const held = holds.some((hold) => touches(tally.promise, windowEnd(tally.promise), hold));
    const countsAs = held && verdict.countsAs !== 'KEPT' && verdict.countsAs !== 'OPEN' ? 'EXCLUDED' : verdict.countsAs;
    const { amount, promise } = tally.promise.terms;
    const ratioBps = Number((BigInt(tally.paid) * 10_000n) / BigInt(amount));
    const { paid, qualifying } = tally;
    return { promise, paid, ratioBps, qualifying, ...verdict, countsAs };
  });
}
