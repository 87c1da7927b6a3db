/** When somebody wishes to be addressed: local times and days of the week, checked in one place. */
import { impossible, type Refusal } from '../refusal.js';

/** Days of the week as iCalendar writes them (RFC 5545, 3.3.10). */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const LOCAL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export interface WishedTime {
  readonly from?: string;
  readonly to?: string;
  readonly days?: readonly string[];
}

/** Refuses a time that no clock shows, a day that no week has, and a time that ends as it begins. */
export function wishRefusal({ from, to, days }: WishedTime): Refusal | undefined {
  const bad = timeRefusal('from', from) ?? timeRefusal('to', to);
  if (bad) return bad;
  if (from !== undefined && from === to) {
    return impossible('bad-period', `From ${from} to ${to} is no time at all: leave both out for the whole day.`, 'to');
  }
  const day = days?.find((name) => !(WEEKDAYS as readonly string[]).includes(name));
  if (day === undefined) return undefined;
  return impossible('bad-day', `'${day.slice(0, 40)}' is none of ${WEEKDAYS.join(', ')}.`, 'days');
}

function timeRefusal(field: string, time: string | undefined): Refusal | undefined {
  if (time === undefined || LOCAL_TIME.test(time)) return undefined;
  return impossible('bad-time', `${field} '${time.slice(0, 40)}' is no local time such as 18:30.`, field);
}
