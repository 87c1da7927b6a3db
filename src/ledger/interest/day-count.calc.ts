/** Interest on an amount over days on which amount and rate stay the same: an exact fraction of a minor unit. */
import type { DayCount } from './interest.events.js';
import { dayNumber, fromDayNumber, type CivilDate } from '../dates.js';
import { decimalParts } from '../payment/decimal.js';
import type { Rational } from './rational.js';
import type { Rate } from './terms.js';

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a year of 360 with months of 30: 30E/360 (ISDA 2006, 4.16(g)). */
function days360(date: CivilDate): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return 360 * year + 30 * month + Math.min(day, 30);
}

/** Days from `from` to `to`, the last not included, and those of the year that they are a part of. */
function partOfYear(dayCount: DayCount, { from, to }: Span): readonly [days: number, ofYear: number] {
  switch (dayCount) {
    case 'ACT/365F':
      return [to - from, 365];
    case 'ACT/360':
      return [to - from, 360];
    case 'ACT/ACT':
      return [to - from, isLeap(Number(fromDayNumber(from).slice(0, 4))) ? 366 : 365];
    case '30/360':
      return [days360(fromDayNumber(to)) - days360(fromDayNumber(from)), 360];
  }
}

/** @param to the first day no longer counted; under ACT/ACT in the same year as `from`, or the first of the next. */
export function interestOn(base: number, { rate, period }: Rate, dayCount: DayCount, days: Span): Rational {
  const { n, d } = decimalParts(rate);
  const percent = 100n * d;
  if (period === 'day') return { n: BigInt(base) * n * BigInt(days.to - days.from), d: percent };
  const [count, ofYear] = partOfYear(dayCount, days);
  const perYear = period === 'month' ? 12n : 1n;
  return { n: BigInt(base) * n * perYear * BigInt(count), d: percent * BigInt(ofYear) };
}

/** Day numbers; `to` is the first day no longer in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** First days of the years between two days. The calendar ends with the year 9999. */
export function yearStarts(from: number, to: number): number[] {
  const starts: number[] = [];
  for (let year = Number(fromDayNumber(from).slice(0, 4)) + 1; year <= 9999; year++) {
    const start = dayNumber(`${String(year).padStart(4, '0')}-01-01`);
    if (start >= to) break;
    starts.push(start);
  }
  return starts;
}

/** Days after the capitalisation day of each month, between two days. */
export function capitalisations(on: number, from: number, to: number): number[] {
  const days: number[] = [];
  let month = fromDayNumber(from - 1).slice(0, 7);
  for (;;) {
    const last = dayNumber(monthEnd(`${month}-01`));
    const day = Math.min(dayNumber(`${month}-01`) + on - 1, last) + 1;
    if (day >= to) return days;
    if (day > from) days.push(day);
    if (month === LAST_MONTH) return days;
    month = nextMonth(month);
  }
}

/** The calendar has no later one. */
const LAST_MONTH = '9999-12';

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const [nextYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(nextYear).padStart(4, '0')}-${String(next).padStart(2, '0')}`;
}

/** The last day of the month in which a day lies. */
export function monthEnd(day: CivilDate): CivilDate {
  if (day.startsWith(LAST_MONTH)) return `${LAST_MONTH}-31`;
  return fromDayNumber(dayNumber(`${nextMonth(day.slice(0, 7))}-01`) - 1);
}
