/** Date formats such as `DD.MM.YYYY HH:mm`: from a text to its parts. */

export interface DateParts {
  /** YYYY-MM-DD; not yet known to exist. */
  readonly date: string;
  /** HH:mm:ss[.fraction], where the format has a time. */
  readonly time?: string;
  /** `Z` or `+02:00`, where the format has an offset. */
  readonly offset?: string;
}

export type DateReader = (text: string) => DateParts | undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG = 'january|february|march|april|may|june|july|august|september|october|november|december';

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<short>\\d{2})',
  MMMM: `(?<name>${LONG})`,
  MMM: `(?<name>${MONTHS.join('|')}|sept)`,
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,9})',
  A: '(?<half>[ap]\\.?m\\.?)',
  Z: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
};
const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A|Z|'[^']*'/g;

/** Two digits of a year below this lie in this century. */
const SHORT_YEAR_SPLIT = 70;

/** A reader of a pattern, or a sentence about what is wrong with it. */
export function datePattern(pattern: string): DateReader | string {
  const tokens: string[] = pattern.match(TOKEN) ?? [];
  const has = (...names: string[]): boolean => names.some((name) => tokens.includes(name));
  if (!has('YYYY', 'YY') || !has('M', 'MM', 'MMM', 'MMMM') || !has('D', 'DD')) {
    return `the format '${pattern}' must have a year (YYYY, YY), a month (M, MM, MMM, MMMM) and a day (D, DD)`;
  }
  if (has('h', 'hh') !== has('A')) return `the format '${pattern}' needs both h (or hh) and A, or neither`;
  const letters = pattern.replace(TOKEN, '').match(/[A-Za-z]+/);
  if (letters && letters[0] !== 'T') {
    return `the format '${pattern}' holds '${letters[0]}', which is no part of a date; put other letters in '…'`;
  }
  try {
    const expression = new RegExp(`^${source(pattern)}$`, 'i');
    return (text) => partsOf(expression.exec(text)?.groups);
  } catch {
    return `the format '${pattern}' names a part twice`;
  }
}

function source(pattern: string): string {
  let out = '';
  let end = 0;
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ +/g, '\\s+');
  for (const match of pattern.matchAll(TOKEN)) {
    const [token] = match;
    out += literal(pattern.slice(end, match.index)) + (TOKENS[token] ?? literal(token.slice(1, -1)));
    end = match.index + token.length;
  }
  return out + literal(pattern.slice(end));
}

function partsOf(groups: Record<string, string | undefined> | undefined): DateParts | undefined {
  if (!groups) return undefined;
  const { year, short, month, name, day = '' } = groups;
  const full = year ?? `${Number(short) < SHORT_YEAR_SPLIT ? '20' : '19'}${short}`;
  const number = month ?? String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
  const date = `${full}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = timeOf(groups);
  if (time === undefined) return groups['hour'] === undefined ? { date } : undefined;
  const { offset } = groups;
  return { date, time, offset: offset && offsetOf(offset) };
}

function timeOf(groups: Record<string, string | undefined>): string | undefined {
  const { hour, minute = '00', second = '00', fraction, half } = groups;
  if (hour === undefined) return undefined;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const text = `${String(hours).padStart(2, '0')}:${minute}:${second}`;
  return fraction === undefined ? text : `${text}.${fraction}`;
}

function offsetOf(text: string): string {
  if (/^z$/i.test(text)) return 'Z';
  return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
}
