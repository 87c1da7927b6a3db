/**
 * Days off and worked weekends of mainland China, which the General Office of the State Council announces each November
 * for the year after (国务院办公厅关于部分节假日安排的通知). From the package chinese-days (MIT), as data.
 */
import type { CivilDate } from '../../../ledger/dates.js';
import { daySet, once, type BusinessCalendar } from './calendar.js';
import { loadPackage, packageVersion } from './packages.js';

interface ChineseDays {
  readonly holidays: Readonly<Record<CivilDate, string>>;
  readonly workdays: Readonly<Record<CivilDate, string>>;
}

const read = once(() => loadPackage('chinese-days/dist/chinese-days.json') as ChineseDays);

function years(): number[] {
  return Object.keys(read().holidays).map((date) => Number(date.slice(0, 4)));
}

/** The notice for the next year moves days around New Year: in some years the 29th of December on. */
const LAST_DAY_SETTLED = '12-28';

export const cn: BusinessCalendar = {
  version: packageVersion('chinese-days'),
  get knownFrom() {
    return `${Math.min(...years())}-01-01`;
  },
  get knownTo() {
    return `${Math.max(...years())}-${LAST_DAY_SETTLED}`;
  },
  special: once(() => ({ off: daySet(Object.keys(read().holidays)), worked: daySet(Object.keys(read().workdays)) })),
};
