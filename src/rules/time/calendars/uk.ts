/** Bank holidays of the United Kingdom: Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations. */
import type { CivilDate } from '../../../ledger/dates.js';
import { daySet, once, type BusinessCalendar } from './calendar.js';
import { dateOfHoliday, DATE_HOLIDAYS, holidaysOf } from './date-holidays.js';

/** Before, the library lacks days: the royal wedding of 2011, the moved spring holiday of 2012. */
const KNOWN_FROM = '2013-01-01';
/** Days are moved and added by proclamation, mostly a year ahead: what lies further is not known. */
const KNOWN_TO = '2027-12-31';

/** `added`: proclaimed days that the library lacks. They show in the version. */
function calendar(part: string, added: readonly CivilDate[] = []): BusinessCalendar {
  return {
    version: [DATE_HOLIDAYS, ...added].join('+'),
    knownFrom: KNOWN_FROM,
    knownTo: KNOWN_TO,
    special: once(() => {
      const named = holidaysOf(['GB', part], KNOWN_FROM, KNOWN_TO).filter(({ type }) => type === 'public');
      return { off: daySet([...named.map(dateOfHoliday), ...added]), worked: new Set<number>() };
    }),
  };
}

/** Wales has the same days. */
export const ukEnglandWales = calendar('ENG');
/** 15 June 2026: royal proclamation of 4 February 2026, for the football World Cup. */
export const ukScotland = calendar('SCT', ['2026-06-15']);
export const ukNorthernIreland = calendar('NIR');
