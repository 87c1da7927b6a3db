/** Days on which people work: all but Sundays. */
import { addDays, dayNumber, type CivilDate } from '../../../ledger/dates.js';

function isSunday(date: CivilDate): boolean {
  // 1970-01-01 was a Thursday.
  return (dayNumber(date) + 4) % 7 === 0;
}

/** The day itself, or the Monday after it. */
export function workdayFrom(date: CivilDate): CivilDate {
  return isSunday(date) ? addDays(date, 1) : date;
}

/** The day itself, or the Saturday before it. */
export function workdayUpTo(date: CivilDate): CivilDate {
  return isSunday(date) ? addDays(date, -1) : date;
}
