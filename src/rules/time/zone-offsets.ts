/**
 * How far a zone's wall clock is from UTC, fast: rules ask this hundreds of times per decision. The answers are
 * Temporal's; a UTC day asked once is kept. Temporal's own search for the next clock change is not used: in the library
 * it ends some years after the computer's clock, and a rule must not depend on that.
 */
import { Temporal } from 'temporal-polyfill';
import type { Millis } from '../../ledger/dates.js';

export const DAY_MS = 86_400_000;

/** One UTC day in a zone. Two clock changes within one UTC day are in no zone of the tz database. */
interface UtcDay {
  /** Local minus UTC in milliseconds, before and after the change. */
  readonly before: number;
  readonly after: number;
  /** First instant of the new offset; infinite on a day without one. */
  readonly changesAt: Millis;
}

/** UTC days kept per zone: 54 years. Days without a change share one entry per offset. */
const DAYS_KEPT_MAX = 20_000;

/** UTC days by zone and day number. A memo, not a state. */
const daysOfZone = new Map<string, Map<number, UtcDay>>();
const steadyDays = new Map<number, UtcDay>();

/** Local minus UTC in milliseconds. Throws a RangeError where `isZone` says that there is no such zone. */
export function offsetAt(instant: Millis, zone: string): number {
  const day = utcDay(instant, zone);
  return instant < day.changesAt ? day.before : day.after;
}

/** An instant after the given one up to which (itself left out) the offset stays: the next change or the end of the UTC day. */
export function steadyUntil(instant: Millis, zone: string): Millis {
  const { changesAt } = utcDay(instant, zone);
  const end = (Math.floor(instant / DAY_MS) + 1) * DAY_MS;
  return instant < changesAt ? Math.min(changesAt, end) : end;
}

function utcDay(instant: Millis, zone: string): UtcDay {
  const number = Math.floor(instant / DAY_MS);
  let days = daysOfZone.get(zone);
  const known = days?.get(number);
  if (known) return known;
  const day = findDay(number, zone);
  if (!days) {
    days = new Map();
    daysOfZone.set(zone, days);
  }
  if (days.size >= DAYS_KEPT_MAX) days.clear();
  days.set(number, day);
  return day;
}

function findDay(number: number, zone: string): UtcDay {
  const start = number * DAY_MS;
  const before = offsetByTemporal(start, zone);
  const after = offsetByTemporal(start + DAY_MS, zone);
  if (before === after) return steady(before);
  let [old, fresh] = [start, start + DAY_MS];
  while (fresh - old > 1) {
    const middle = Math.floor((old + fresh) / 2);
    if (offsetByTemporal(middle, zone) === before) old = middle;
    else fresh = middle;
  }
  return { before, after, changesAt: fresh };
}

function steady(offset: number): UtcDay {
  let day = steadyDays.get(offset);
  if (!day) {
    day = { before: offset, after: offset, changesAt: Infinity };
    steadyDays.set(offset, day);
  }
  return day;
}

function offsetByTemporal(instant: Millis, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}
