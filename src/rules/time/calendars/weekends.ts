/** Saturdays and Sundays only: for places without a calendar of their own. It knows no holiday, and rules that use it say so. */
import type { BusinessCalendar } from './calendar.js';

const NONE: ReadonlySet<number> = new Set<number>();

export const weekends: BusinessCalendar = {
  version: 'iso-weekend@1',
  knownFrom: '0001-01-01',
  knownTo: '9999-12-31',
  special: () => ({ off: NONE, worked: NONE }),
};
