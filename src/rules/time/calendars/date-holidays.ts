/**
 * Holidays of the package date-holidays, which computes them from rules per country. Its data is licensed CC-BY-3.0
 * (https://github.com/commenthol/date-holidays); docs/rules/time.md names it.
 */
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { CivilDate } from '../../../ledger/dates.js';
import { loadPackage, packageVersion } from './packages.js';

export type Holiday = HolidaysTypes.Holiday;

export const DATE_HOLIDAYS = packageVersion('date-holidays');

/** All days that the library names for a country, or a part of it, in whole years. */
export function holidaysOf(place: readonly [string, string?], knownFrom: CivilDate, knownTo: CivilDate): Holiday[] {
  const library = new (loadPackage('date-holidays') as typeof Holidays)(...(place as [string, string]));
  const [first, last] = [Number(knownFrom.slice(0, 4)), Number(knownTo.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => library.getHolidays(first + i)).flat();
}

/** The civil date of a holiday. The library writes it with time and offset behind. */
export function dateOfHoliday({ date }: Holiday): CivilDate {
  return date.slice(0, 10);
}
