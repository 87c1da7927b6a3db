/** Whether something was done in time, as of a day. */
import type { CivilDate } from '../../src/ledger/dates.js';
import type { DeadlineStatus } from './deadlines.js';

/** @param doneOn undefined: not done by that day. */
export function statusOn(day: CivilDate, due: CivilDate, doneOn: CivilDate | undefined): DeadlineStatus {
  if (doneOn === undefined) return day > due ? 'MISSED' : 'OPEN';
  return doneOn > due ? 'MISSED' : 'MET';
}
