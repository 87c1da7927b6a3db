/** Complaints that were resolved so early that the time limits do not apply to them (DISP 1.5.1R). */
import type { CivilDate } from '../../ledger/dates.js';
import { addBusinessDays, isCalendarId, isNotKnown } from '../time/index.js';
import type { Done, ComplaintFile } from './complaint-file.js';
import { firstDone } from './complaint-file.js';

export interface SummaryTerms {
  /** Business days after the day of receipt; the last of them still counts. */
  readonly business_days: number;
  /** Step by which the complainant said that it is resolved. It need not be in writing. */
  readonly by: string;
}

export const SUMMARY_SCHEMA = {
  type: 'object',
  required: ['business_days', 'by'],
  additionalProperties: false,
  properties: { business_days: { type: 'integer', minimum: 0 }, by: { type: 'string' } },
};

/** The n-th business day after a date; undefined where the pack names no calendar or the calendar does not know it. */
export function businessDue(from: CivilDate, days: number, calendar: string | undefined): CivilDate | undefined {
  if (calendar === undefined || !isCalendarId(calendar)) return undefined;
  const due = addBusinessDays(from, days, calendar);
  return isNotKnown(due) ? undefined : due;
}

export interface Summary {
  /** Last day on which it counts as resolved early; undefined where business days are not known. */
  readonly due?: CivilDate;
  /** What resolved it in time. */
  readonly resolved?: Done;
}

export function summaryOf(complaint: ComplaintFile, terms: SummaryTerms, calendar: string | undefined): Summary {
  const due = businessDue(complaint.receivedOn, terms.business_days, calendar);
  const accepted = firstDone(complaint, [terms.by]);
  return { due, resolved: due !== undefined && accepted && accepted.on <= due ? accepted : undefined };
}
