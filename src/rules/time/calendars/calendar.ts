/** What a calendar of business days is, and what it answers where it does not know. */
import { dayNumber, type CivilDate } from '../../../ledger/dates.js';
import { weekdayOf } from '../local-time.js';

/** Days that differ from what their weekday says, as numbers of days since 1970-01-01. */
export interface SpecialDays {
  /** Holidays. */
  readonly off: ReadonlySet<number>;
  /** Saturdays and Sundays that are worked. */
  readonly worked: ReadonlySet<number>;
}

export interface BusinessCalendar {
  /** Library and version that the days are from, and dates added to them: `date-holidays@3.37.0+2026-06-15`. */
  readonly version: string;
  /** First and last date that it knows. */
  readonly knownFrom: CivilDate;
  readonly knownTo: CivilDate;
  /** Read from the library when first asked for. */
  readonly special: () => SpecialDays;
}

/** A question that a calendar cannot answer. Rules list it as not evaluated. */
export interface NotKnown {
  /** One sentence for people. */
  readonly unknown: string;
}

export function isNotKnown(answer: unknown): answer is NotKnown {
  return typeof answer === 'object' && answer !== null && 'unknown' in answer;
}

/** Dates as numbers of days. */
export function daySet(dates: Iterable<CivilDate>): ReadonlySet<number> {
  return new Set([...dates].map(dayNumber));
}

/** Remembers what was read from a library: reading has no other effect. */
export function once<T>(read: () => T): () => T {
  let value: { readonly read: T } | undefined;
  return () => (value ??= { read: read() }).read;
}

/** A working day: neither a holiday nor a weekend, or a weekend day that is worked. */
export function isWorked(day: number, { off, worked }: SpecialDays): boolean {
  return worked.has(day) || (weekdayOf(day) <= 5 && !off.has(day));
}
