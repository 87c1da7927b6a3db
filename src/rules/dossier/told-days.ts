/** The day of a contact on the calendar of a case. */
import { localDate, type CivilDate } from '../../ledger/dates.js';
import type { Act } from './attempt.js';
import type { CaseFile } from './case-file.js';

export function dayOf({ at, day }: Pick<Act, 'at' | 'day'>, { zone }: CaseFile): CivilDate {
  return day ?? localDate(at, zone);
}
