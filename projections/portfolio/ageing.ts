/** Ageing buckets in days past due (domain/model.md 4.8). The table is data. */
import { daysBetween, type CivilDate } from '../../src/ledger/dates.js';

export interface Bucket {
  readonly name: string;
  /** First day past due that belongs to it. */
  readonly from: number;
}

/** US delinquency buckets [P-SILIU]; `not-due` is money whose day has not come, `no-due-date` money without a day. */
export const BUCKETS: readonly Bucket[] = [
  { name: '180+', from: 180 },
  { name: '150-179', from: 150 },
  { name: '120-149', from: 120 },
  { name: '90-119', from: 90 },
  { name: '60-89', from: 60 },
  { name: '30-59', from: 30 },
  { name: '1-29', from: 1 },
];
export const NOT_DUE = 'not-due';
export const NO_DUE_DATE = 'no-due-date';

/** The bucket of money whose oldest unpaid due date this is. */
export function bucketOf(oldestDue: CivilDate | undefined, asOf: CivilDate): string {
  if (oldestDue === undefined) return NO_DUE_DATE;
  const days = daysBetween(oldestDue, asOf);
  return BUCKETS.find(({ from }) => days >= from)?.name ?? NOT_DUE;
}
