/** Civil dates of rules: when one has begun everywhere, windows of consecutive dates, months and years later. */
import { addDays, startOfDay, type CivilDate, type Millis } from '../../ledger/dates.js';
import { addMonths } from '../../ledger/plan/index.js';

/** The same day some months on or back; the last of a month that is shorter: 31 January + 1 month is 28 or 29 February. */
export { addMonths };

/** The same date some years on or back; 28 February where the year has no 29th. */
export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12);
}

/** The first of `days` consecutive civil dates of which the last is `date`: 7 days that end on the 8th begin on the 2nd. */
export function windowStart(date: CivilDate, days: number): CivilDate {
  return addDays(date, 1 - days);
}

/**
 * The first instant at which a date has begun in EVERY zone; undefined where no zone is known.
 * A date that a zone left out begins there with the next one.
 */
export function firstInstantOn(date: CivilDate, zones: readonly string[]): Millis | undefined {
  return zones.length === 0 ? undefined : Math.max(...zones.map((zone) => dayStart(date, zone)));
}

const STARTS_KEPT_MAX = 20_000;

/** Starts of days by zone and date: Temporal needs some microseconds for one. A memo, not a state. */
const startsOfZone = new Map<string, Map<CivilDate, Millis>>();

function dayStart(date: CivilDate, zone: string): Millis {
  let starts = startsOfZone.get(zone);
  const known = starts?.get(date);
  if (known !== undefined) return known;
  const start = startOfDay(date, zone);
  if (!starts) {
    starts = new Map();
    startsOfZone.set(zone, starts);
  }
  if (starts.size >= STARTS_KEPT_MAX) starts.clear();
  starts.set(date, start);
  return start;
}
