/**
 * When a period of limitation ends: the latest of its start and of what interrupted it, some years on; suspended in its
 * last months; never beyond the absolute period. What came after an earlier end counts only if the obligor did it.
 *
 * The first day is not counted, so the period ends with the same date years later, or with the month's last day. A last
 * day that is a holiday is not moved on: the earlier answer is the careful one.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { addMonths, addYears } from '../time/index.js';
import { isByObligor, type Interruption } from './interruption.js';

/** An obstacle, for whose time the period stands still. */
export interface Suspension {
  readonly from: CivilDate;
  /** The first day on which the period runs again; undefined: it lasts. */
  readonly until?: CivilDate;
  readonly debts?: readonly string[];
  readonly inputs: readonly string[];
}

export interface Period {
  readonly start: CivilDate;
  readonly years: number;
  readonly absoluteYears?: number;
  /** Suspension counts in so many last months, and so many are left after it. */
  readonly suspensionMonths: number;
}

export interface Expiry {
  /** Last day of the period; undefined while it stands still. */
  readonly due?: CivilDate;
  /** From when it runs for the last time. */
  readonly from: CivilDate;
  /** What set it; undefined: its start. */
  readonly setBy?: Interruption;
  readonly counted: readonly Interruption[];
  /** Those that came too late. */
  readonly tooLate: readonly Interruption[];
  readonly suspendedBy: readonly Suspension[];
  readonly isAbsolute: boolean;
}

/** Later than every date of a fact. */
const NEVER = '9999-12-31';

interface Suspended {
  readonly due: CivilDate;
  readonly by: readonly Suspension[];
}

/** @param suspensions by first day. */
function suspended(raw: CivilDate, suspensions: readonly Suspension[], months: number): Suspended {
  let due = raw;
  const by: Suspension[] = [];
  for (const suspension of suspensions) {
    const { from, until } = suspension;
    if (due === NEVER || from > due) break;
    if (until !== undefined && until <= addMonths(due, -months)) continue;
    by.push(suspension);
    const next = until === undefined ? NEVER : addMonths(until, months);
    if (next > due) due = next;
  }
  return { due, by };
}

/** As `addYears`, by the text where the day is in every year: books ask for millions of these. */
function yearsLater(date: CivilDate, years: number): CivilDate {
  const year = Number(date.slice(0, 4)) + years;
  return date.endsWith('-02-29') || year > 9999
    ? addYears(date, years)
    : `${String(year).padStart(4, '0')}${date.slice(4)}`;
}

function endAfter(start: CivilDate | null, years: number): CivilDate {
  return start === null ? NEVER : yearsLater(start, years);
}

/** @param interruptions in any order. */
export function expiryOf(
  { start, years, absoluteYears, suspensionMonths }: Period,
  interruptions: readonly Interruption[],
  suspensions: readonly Suspension[],
): Expiry {
  const obstacles = [...suspensions].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const counted: Interruption[] = [];
  const tooLate: Interruption[] = [];
  let raw = endAfter(start, years);
  let from = start;
  let setBy: Interruption | undefined;
  let now = suspended(raw, obstacles, suspensionMonths);
  for (const one of [...interruptions].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (one.on > now.due && !isByObligor(one)) {
      tooLate.push(one);
      continue;
    }
    counted.push(one);
    const again = one.again === undefined ? one.on : one.again;
    const next = endAfter(again, years);
    if (next <= raw) continue;
    raw = next;
    from = again ?? one.on;
    setBy = one;
    now = suspended(raw, obstacles, suspensionMonths);
  }
  const { due, by: suspendedBy } = now;
  const found = { from, setBy, counted, tooLate, suspendedBy };
  if (due === NEVER) return { ...found, isAbsolute: false };
  const last = absoluteYears === undefined ? due : yearsLater(start, absoluteYears);
  return last < due ? { ...found, due: last, isAbsolute: true } : { ...found, due, isAbsolute: false };
}
