/** Business days by calendar. Beyond the dates that a calendar knows, the answer is that it does not know: never a guess. */
import { dayNumber, fromDayNumber, type CivilDate } from '../../ledger/dates.js';
import { isWorked, type BusinessCalendar, type NotKnown } from './calendars/calendar.js';
import { cn } from './calendars/cn.js';
import { ukEnglandWales, ukNorthernIreland, ukScotland } from './calendars/uk.js';
import { usFederal, usFederalObserved } from './calendars/us-federal.js';
import { weekends } from './calendars/weekends.js';

const CALENDARS = {
  US_FEDERAL: usFederal,
  US_FEDERAL_OBSERVED: usFederalObserved,
  UK_ENGLAND_WALES: ukEnglandWales,
  UK_SCOTLAND: ukScotland,
  UK_NORTHERN_IRELAND: ukNorthernIreland,
  CN: cn,
  WEEKENDS: weekends,
} as const satisfies Record<string, BusinessCalendar>;

export type CalendarId = keyof typeof CALENDARS;

export const CALENDAR_IDS = Object.keys(CALENDARS) as readonly CalendarId[];

export function isCalendarId(text: string): text is CalendarId {
  return Object.hasOwn(CALENDARS, text);
}

/** Version and known dates of a calendar. */
export function calendarOf(id: CalendarId): Pick<BusinessCalendar, 'version' | 'knownFrom' | 'knownTo'> {
  return CALENDARS[id];
}

/** The known dates as day numbers. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** A memo, not a state: reading dates costs more than looking into the calendar. */
const spans = new Map<CalendarId, Span>();

function spanOf(id: CalendarId): Span {
  let span = spans.get(id);
  if (!span) {
    span = { first: dayNumber(CALENDARS[id].knownFrom), last: dayNumber(CALENDARS[id].knownTo) };
    spans.set(id, span);
  }
  return span;
}

export function isBusinessDay(date: CivilDate, id: CalendarId): boolean | NotKnown {
  const day = dayNumber(date);
  return notKnown(day, day, id) ?? isWorked(day, CALENDARS[id].special());
}

/** The n-th business day after a date, which itself never counts; the date itself for 0, whatever day it is. */
export function addBusinessDays(date: CivilDate, n: number, id: CalendarId): CivilDate | NotKnown {
  if (!Number.isSafeInteger(n) || n < 0) return { unknown: `Business days are counted from 0 on, not ${n}.` };
  if (n === 0) return date;
  let day = dayNumber(date);
  const beyond = notKnown(day + 1, day + 1, id);
  if (beyond) return beyond;
  const special = CALENDARS[id].special();
  const { last } = spanOf(id);
  for (let left = n; left > 0;) {
    day += 1;
    if (day > last) return unknown(`a date after ${fromDayNumber(last)}`, id);
    if (isWorked(day, special)) left -= 1;
  }
  return fromDayNumber(day);
}

/** Business days after `from` up to and with `to`. Negative where `to` is earlier: those after `to` up to and with `from`. */
export function businessDaysBetween(from: CivilDate, to: CivilDate, id: CalendarId): number | NotKnown {
  if (to < from) {
    const back = businessDaysBetween(to, from, id);
    return typeof back === 'number' ? -back : back;
  }
  const [first, last] = [dayNumber(from) + 1, dayNumber(to)];
  const beyond = first <= last ? notKnown(first, last, id) : undefined;
  if (beyond) return beyond;
  const special = CALENDARS[id].special();
  let count = 0;
  for (let day = first; day <= last; day += 1) if (isWorked(day, special)) count += 1;
  return count;
}

function notKnown(first: number, last: number, id: CalendarId): NotKnown | undefined {
  const known = spanOf(id);
  if (first < known.first) return unknown(fromDayNumber(first), id);
  return last > known.last ? unknown(fromDayNumber(last), id) : undefined;
}

function unknown(what: string, id: CalendarId): NotKnown {
  const { version, knownFrom, knownTo } = CALENDARS[id];
  return { unknown: `The calendar ${id} (${version}) knows ${knownFrom} to ${knownTo}, not ${what}.` };
}
