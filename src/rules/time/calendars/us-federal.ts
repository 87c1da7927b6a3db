/**
 * Legal public holidays of 5 U.S.C. 6103(a), as 12 CFR 1006.34(b)(5) (Regulation F) leaves them out of its five days,
 * with Saturdays and Sundays. The statute names dates; the Friday or Monday on which offices observe a holiday that falls
 * on a weekend is one by 6103(b) for the pay and leave of federal employees only. Official comment 2(a)(6)-2 to
 * Regulation Z, which names the same 6103(a), says so: on Friday 3 July, observed for Saturday the 4th, business goes on.
 */
import { dateOfHoliday, DATE_HOLIDAYS, holidaysOf, type Holiday } from './date-holidays.js';
import { daySet, once, type BusinessCalendar } from './calendar.js';

/** Regulation F is in force since 30 November 2021; older dates would only take time to compute. */
const KNOWN_FROM = '2010-01-01';
/** The statute has no end, but an Act may change it overnight, as in June 2021: so not for ever. */
const KNOWN_TO = '2030-12-31';

function calendar(counts: (holiday: Holiday) => boolean): BusinessCalendar {
  return {
    version: DATE_HOLIDAYS,
    knownFrom: KNOWN_FROM,
    knownTo: KNOWN_TO,
    special: once(() => ({
      off: daySet(holidaysOf(['US'], KNOWN_FROM, KNOWN_TO).filter(counts).map(dateOfHoliday)),
      worked: new Set<number>(),
    })),
  };
}

/** The days of the statute. */
export const usFederal = calendar(({ type, substitute }) => type === 'public' && !substitute);

/**
 * Observed days are off too: days on which federal offices and most banks are closed. For those who would rather wait a day
 * longer: Regulation F asks for "at least" five days. The library counts the observed Veterans Day as a bank holiday.
 */
export const usFederalObserved = calendar(({ type }) => type === 'public' || type === 'bank');
