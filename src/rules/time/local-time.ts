/** What calendar and clock on the wall show at an instant. Where the zone is not known for sure, rules ask in every candidate zone. */
import { fromDayNumber, type CivilDate, type Millis } from '../../ledger/dates.js';
import { DAY_MS, offsetAt } from './zone-offsets.js';

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface LocalTime {
  readonly date: CivilDate;
  /** What the wall clock shows, in seconds from 00:00:00; with a fraction where the instant has milliseconds. */
  readonly seconds: number;
  readonly weekday: Weekday;
}

/** Milliseconds that the wall clock shows since 1970-01-01T00:00:00 of its own zone. It stands still for nobody: it jumps and repeats. */
export function wallMillis(instant: Millis, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/** Days from 1970-01-01 to the civil date at an instant: to count and compare without texts. */
export function localDayNumber(instant: Millis, zone: string): number {
  return Math.floor(wallMillis(instant, zone) / DAY_MS);
}

/** Monday is 1. Takes days since 1970-01-01, a Thursday. */
export function weekdayOf(dayNumber: number): Weekday {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Dates of years 0001 to 9999; beyond, the calendar stands still. */
export function localTimeAt(instant: Millis, zone: string): LocalTime {
  const wall = wallMillis(instant, zone);
  const day = Math.floor(wall / DAY_MS);
  return { date: dateText(day), seconds: (wall - day * DAY_MS) / 1000, weekday: weekdayOf(day) };
}

/** The civil date in each zone, in the order of the zones. */
export function localDates(instant: Millis, zones: readonly string[]): CivilDate[] {
  return zones.map((zone) => dateText(localDayNumber(instant, zone)));
}

const DATES_KEPT_MAX = 20_000;

/** Dates as text by day number. A memo, not a state. */
const dates = new Map<number, CivilDate>();

function dateText(day: number): CivilDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = fromDayNumber(day);
    if (dates.size >= DATES_KEPT_MAX) dates.clear();
    dates.set(day, date);
  }
  return date;
}
