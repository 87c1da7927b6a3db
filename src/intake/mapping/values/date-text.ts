/** Dates as sources write them, to what the ledger takes: a civil date, or an RFC 3339 instant. */
import { fromDayNumber, isCivilDate, isInstant, localDate, toInstant } from '../../../ledger/dates.js';
import type { DateText } from '../document.js';
import { datePattern, type DateParts, type DateReader } from './date-pattern.js';
import { LocalTimes } from './local-time.js';

/** The moment, or undefined where the text is no date of that format. */
export type MomentReader = (text: string) => string | undefined;

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;
/** Day 0 of a spreadsheet, as a day number since 1970-01-01. */
const SPREADSHEET_DAY_0 = -25_569;
/** The year 9999 ends before this. */
const EPOCH_MS_MAX = 253_402_300_799_999;

const iso: DateReader = (text) => {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, date = '', minutes, seconds = '00', fraction, offset] = match;
  if (minutes === undefined) return { date };
  const time = `${minutes}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  return { date, time, offset: offset && fullOffset(offset) };
};

function fullOffset(text: string): string {
  if (text === 'Z' || text === 'z') return 'Z';
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  return `${text.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Seconds or milliseconds since 1970. Only its date: the date in the zone. */
function epoch(perSecond: number, zone: string, take: 'date' | undefined): DateReader {
  return (text) => {
    if (!/^-?\d{1,15}(?:\.\d+)?$/.test(text)) return undefined;
    const millis = Math.round((Number(text) * 1000) / perSecond);
    if (Math.abs(millis) > EPOCH_MS_MAX) return undefined;
    const instant = toInstant(millis);
    if (take === 'date') return { date: localDate(millis, zone) };
    return { date: instant.slice(0, 10), time: instant.slice(11, -1), offset: 'Z' };
  };
}

const excel: DateReader = (text) => {
  if (!/^\d{1,7}(?:\.0*)?$/.test(text)) return undefined;
  return { date: fromDayNumber(Math.trunc(Number(text)) + SPREADSHEET_DAY_0) };
};

function readerNamed(name: string, zone: string, take: 'date' | undefined): DateReader | string {
  switch (name) {
    case 'iso':
      return iso;
    case 'excel':
      return excel;
    case 'epoch':
      return epoch(1, zone, take);
    case 'epoch-ms':
      return epoch(1000, zone, take);
  }
  return datePattern(name);
}

/**
 * A reader of dates, or a sentence about what is wrong with the formats.
 * @param zone of times without an offset
 */
export function momentReader({ format = 'iso', take }: DateText, zone: string): MomentReader | string {
  const readers: DateReader[] = [];
  for (const name of typeof format === 'string' ? [format] : format) {
    const reader = readerNamed(name, zone, take);
    if (typeof reader === 'string') return reader;
    readers.push(reader);
  }
  const locals = new LocalTimes(zone);
  return (text) => {
    for (const reader of readers) {
      const parts = reader(text);
      const moment = parts && isCivilDate(parts.date) ? momentOf(parts, take, locals) : undefined;
      if (moment !== undefined) return moment;
    }
    return undefined;
  };
}

function momentOf({ date, time, offset }: DateParts, take: 'date' | undefined, locals: LocalTimes): string | undefined {
  if (take === 'date' || time === undefined) return date;
  if (offset === undefined) return locals.instant(date, time);
  const instant = `${date}T${time}${offset}`;
  return isInstant(instant) ? instant : undefined;
}
