/** Schedules of plans: instalments made from a sum and a rhythm, their due dates moved by deferrals, their days of grace. */
import { addDays, type CivilDate } from '../dates.js';
import type { Instalment, PlanTerms } from './plan.events.js';

export const RHYTHMS = ['WEEK', 'FORTNIGHT', 'MONTH'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

const FIRST_MONTH = 12;
const LAST_MONTH = 9999 * 12 + 11;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(year: number, month: number): number {
  if (month === 1 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)) return 29;
  return DAYS[month] as number;
}

/** The same day some months on; the last of a month that is shorter. The calendar stands still at its ends. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  if (count > LAST_MONTH) return '9999-12-31';
  if (count < FIRST_MONTH) return '0001-01-01';
  const [year, month] = [Math.floor(count / 12), count % 12];
  const day = Math.min(Number(date.slice(8)), daysIn(year, month));
  return `${String(year).padStart(4, '0')}-${month < 9 ? '0' : ''}${month + 1}-${day < 10 ? '0' : ''}${day}`;
}

/** Full months from one day to another; 0 where the other comes first. */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  if (to <= from) return 0;
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) <= to ? months : months - 1;
}

/** `count` instalments as equal as whole minor units allow; the first ones take what is left over. */
export function equalInstalments(total: number, count: number, firstDue: CivilDate, every: Rhythm): Instalment[] {
  const base = Math.floor(total / count);
  const left = total - base * count;
  return Array.from({ length: count }, (_, i) => ({
    no: i + 1,
    dueDate: every === 'MONTH' ? addMonths(firstDue, i) : addDays(firstDue, i * (every === 'WEEK' ? 7 : 14)),
    amount: base + (i < left ? 1 : 0),
  }));
}

/** An instalment with its last day of grace, and the day from which on it is late. */
export interface Due extends Instalment {
  readonly graceEnd: CivilDate;
  readonly lateOn: CivilDate;
}

/** Schedules without deferral, by the terms they stand in: asked for again for every V. A memo, not a state. */
const known = new WeakMap<PlanTerms, readonly Due[]>();

/** The schedule as of a version's deferrals: instalment number -> due date where it was moved. */
export function scheduleOf(terms: PlanTerms, shifts: ReadonlyMap<number, CivilDate>): readonly Due[] {
  if (shifts.size > 0) return duesOf(terms, shifts);
  let dues = known.get(terms);
  if (!dues) {
    dues = duesOf(terms, shifts);
    known.set(terms, dues);
  }
  return dues;
}

function duesOf({ instalments, graceDays }: PlanTerms, shifts: ReadonlyMap<number, CivilDate>): Due[] {
  return instalments.map(({ no, dueDate: agreed, amount }) => {
    const dueDate = shifts.get(no) ?? agreed;
    return { no, dueDate, amount, graceEnd: addDays(dueDate, graceDays), lateOn: addDays(dueDate, graceDays + 1) };
  });
}
