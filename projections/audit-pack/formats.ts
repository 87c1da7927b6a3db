/** How the audit pack writes amounts and times: ISO in both languages, the currency and the offset always named. */
import type { Formats } from '../../src/documents/formats.js';
import { isDayOnly, toMillis } from '../../src/ledger/dates.js';
import { moneyText } from '../audit-history/sentences/amounts.js';
import { plain } from '../audit-history/sentences/plain.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Instants written lately: each is printed in several tables and languages. A memo, not a state. */
const written = new Map<string, string>();
const WRITTEN_MAX = 10_000;

/** `2026-03-10 14:05:33 +01:00`; a civil date as it is. */
export function instantText(moment: string, zone: string): string {
  if (isDayOnly(moment)) return moment;
  const key = `${zone} ${moment}`;
  let text = written.get(key);
  if (text === undefined) {
    if (written.size >= WRITTEN_MAX) written.clear();
    written.set(key, (text = writtenIn(moment, zone)));
  }
  return text;
}

function writtenIn(moment: string, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(toMillis(moment))
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second, timeZoneName = 'GMT' } = parts as Record<string, string>;
  const offset = timeZoneName === 'GMT' ? '+00:00' : timeZoneName.slice(3);
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${offset}`;
}

export const FORMATS: Formats = { money: moneyText, instant: instantText, plain };
