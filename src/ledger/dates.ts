/**
 * Civil dates (`YYYY-MM-DD`), instants (RFC 3339) and the step between them, which needs a zone. Pure: no clock is read.
 * The zone rules are those of the Temporal library's tz database.
 */
import { Temporal } from 'temporal-polyfill';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;
/** `YYYY-MM-DD`, proleptic Gregorian, years 0001 to 9999. */
export type CivilDate = string;
/** When something happened: an RFC 3339 instant, or a civil date where the time of day is not known. */
export type Moment = string;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DAY_MS = 86_400_000;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number that digits write, from one place up to another. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = number * 10 + text.charCodeAt(i) - 0x30;
  return number;
}

/** Asked of every date of every command and row, so the digits are read in place: a match would leave texts behind. */
export function isCivilDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0));
}

/** True for a full RFC 3339 date-time with a zone offset, on a day that exists. No leap seconds. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isCivilDate(text.slice(0, 10));
}

export function isMoment(text: string): boolean {
  return isCivilDate(text) || isInstant(text);
}

/** True when the moment names only a day. */
export function isDayOnly(moment: Moment): boolean {
  return moment.length === 10;
}

/** The last instant that was read: a batch of facts is recorded at one. A memo, not a state. */
let lastRead: { readonly text: string; readonly millis: Millis } = { text: '', millis: NaN };

/** Reads an RFC 3339 instant that `isInstant` accepted. */
export function toMillis(instant: string): Millis {
  // eslint-disable-next-line no-restricted-globals -- parsing a text reads no clock
  if (lastRead.text !== instant) lastRead = { text: instant, millis: Date.parse(instant) };
  return lastRead.millis;
}

/** The last instant that was written: a batch of facts is recorded at one. A memo, not a state. */
let lastInstant: { readonly millis: Millis; readonly text: string } | undefined;

export function toInstant(millis: Millis): string {
  if (lastInstant?.millis !== millis) {
    // eslint-disable-next-line no-restricted-globals -- formatting a number reads no clock
    lastInstant = { millis, text: new Date(millis).toISOString() };
  }
  return lastInstant.text;
}

/** Days kept, of all or of a zone: some 27 years. A book asks for each of its days over and over. */
const DAYS_KEPT_MAX = 10_000;

/** Dates and their numbers, both ways. Memos, not states. */
const numbers = new Map<CivilDate, number>();
const dates = new Map<number, CivilDate>();

function kept<K, V>(memo: Map<K, V>, key: K, value: V): V {
  if (memo.size >= DAYS_KEPT_MAX) memo.clear();
  memo.set(key, value);
  return value;
}

/** Days since 1970-01-01. */
export function dayNumber(date: CivilDate): number {
  // eslint-disable-next-line no-restricted-globals -- parsing a text reads no clock
  return numbers.get(date) ?? kept(numbers, date, Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

const FIRST_DAY = dayNumber('0001-01-01');
const LAST_DAY = dayNumber('9999-12-31');

/** The calendar stands still at its ends: what lies beyond has no civil date. */
export function fromDayNumber(days: number): CivilDate {
  const day = Math.min(Math.max(days, FIRST_DAY), LAST_DAY);
  return dates.get(day) ?? kept(dates, day, toInstant(day * DAY_MS).slice(0, 10));
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** `to` minus `from` in days; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Zones that were found to be ones: a memo, not a state. */
const zones = new Set<string>();

/** True for the name of a zone of the tz database, written as it is there. A mere offset is none. */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // Temporal also takes other spellings, and texts that merely end in a zone.
    if (timeZoneId !== zone || /^[+-]/.test(zone)) return false;
    zones.add(zone);
    return true;
  } catch {
    return false;
  }
}

interface LocalDay {
  readonly date: CivilDate;
  readonly start: Millis;
  readonly end: Millis;
}

/**
 * Local days by zone, under the UTC day in which the instant lies: at most three touch one. Finding one costs a calendar
 * library some microseconds. A memo, not a state.
 */
const daysOfZone = new Map<string, Map<number, LocalDay[]>>();

function localDay(millis: Millis, zone: string): LocalDay {
  let days = daysOfZone.get(zone);
  if (!days) {
    days = new Map();
    daysOfZone.set(zone, days);
  }
  const utcDay = Math.floor(millis / DAY_MS);
  const near = days.get(utcDay) ?? [];
  const known = near.find(({ start, end }) => millis >= start && millis < end);
  if (known) return known;
  const day = findDay(millis, zone);
  if (days.size >= DAYS_KEPT_MAX) days.clear();
  days.set(utcDay, [...near, day]);
  return day;
}

function findDay(millis: Millis, zone: string): LocalDay {
  const date = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(zone).toPlainDate();
  return {
    date: date.toString(),
    start: date.toZonedDateTime(zone).epochMilliseconds,
    end: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/** The civil date at an instant in a zone. */
export function localDate(millis: Millis, zone: string): CivilDate {
  return localDay(millis, zone).date;
}

/** The civil date on which a moment lies. A moment without time of day already is one. */
export function dateOf(moment: Moment, zone: string): CivilDate {
  return isDayOnly(moment) ? moment : localDate(toMillis(moment), zone);
}

/** First instants of days by zone and date. A memo, not a state. */
const startsOfZone = new Map<string, Map<CivilDate, Millis>>();

/** The first instant of a civil date in a zone; right on days with a clock change. */
export function startOfDay(date: CivilDate, zone: string): Millis {
  let starts = startsOfZone.get(zone);
  if (!starts) startsOfZone.set(zone, (starts = new Map<CivilDate, Millis>()));
  let start = starts.get(date);
  if (start === undefined) {
    start = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
    if (starts.size >= DAYS_KEPT_MAX) starts.clear();
    starts.set(date, start);
  }
  return start;
}

/** The first instant after a civil date in a zone: "24:00". */
export function endOfDay(date: CivilDate, zone: string): Millis {
  return startOfDay(addDays(date, 1), zone);
}
