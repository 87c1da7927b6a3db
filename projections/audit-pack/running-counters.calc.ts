/** How often a case was contacted by each contact, that contact included: by day, in seven days, and by contact point. */
import { addDays, localDate, type CivilDate } from '../../src/ledger/dates.js';
import type { Attempt } from '../../src/rules/index.js';

/** Days that the longer counters look back, the day itself included. */
export const WINDOW_DAYS = 7;

export interface Running {
  /** Outbound contacts of that day, up to this one. */
  readonly day: number;
  /** Calls placed in seven days. */
  readonly calls: number;
  /** Conversations in seven days. */
  readonly conversations: number;
  /** Outbound contacts over the same contact point in seven days; null where none is named. */
  readonly point: number | null;
}

interface Counted {
  readonly attempt: Attempt;
  readonly on: CivilDate;
}

/** @param attempts outbound ones that were not taken back, in any order. Keyed by contact id. */
export function runningCounters(attempts: readonly Attempt[], zone: string): ReadonlyMap<string, Running> {
  const sorted = attempts
    .map((attempt): Counted => ({ attempt, on: attempt.day ?? localDate(attempt.at, zone) }))
    .sort((a, b) => a.attempt.at - b.attempt.at);
  const counters = new Map<string, Running>();
  let first = 0;
  sorted.forEach(({ attempt, on }, i) => {
    const from = addDays(on, 1 - WINDOW_DAYS);
    while ((sorted[first] as Counted).on < from) first += 1;
    const window = sorted.slice(first, i + 1);
    const count = (fits: (one: Counted) => boolean): number => window.filter(fits).length;
    counters.set(attempt.id, {
      day: count((one) => one.on === on),
      calls: count((one) => one.attempt.channel === 'phone' && one.attempt.kind === 'ATTEMPT'),
      conversations: count((one) => one.attempt.conversation !== undefined),
      point: attempt.point === undefined ? null : count((one) => one.attempt.point === attempt.point),
    });
  });
  return counters;
}
