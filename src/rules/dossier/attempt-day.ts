/** The civil day of a contact, in the zone of its case. */
import type { CivilDate } from '../../ledger/dates.js';
import { localTimeAt } from '../time/index.js';
import type { Act } from './attempt.js';

export function dayOf({ at, day }: Pick<Act, 'at' | 'day'>, zone: string): CivilDate {
  return day ?? localTimeAt(at, zone).date;
}
