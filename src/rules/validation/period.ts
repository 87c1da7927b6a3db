/** The validation period of a debt: from the validation notice to 30 days after it was, or is assumed to be, received. */
import { addDays, type CivilDate } from '../../ledger/dates.js';
import { addBusinessDays, isCalendarId, isNotKnown } from '../time/index.js';
import type { Attempt } from '../dossier/attempt.js';
import type { CaseFile } from '../dossier/case-file.js';
import type { Dossier } from '../dossier/dossier.js';
import { dayOf } from '../dossier/told-days.js';
import type { Pack } from '../pack.js';
import { cameBack, contactsOf } from './communications.js';

export interface PeriodTerms {
  /** Codes of notices that give validation information. */
  readonly notices: readonly string[];
  /** Purposes of contacts that do. */
  readonly notice_purposes?: readonly string[];
  readonly validation_days: number;
  readonly assumed_receipt_business_days: number;
}

export const PERIOD_SCHEMA = {
  notices: { type: 'array', items: { type: 'string' } },
  notice_purposes: { type: 'array', items: { type: 'string' } },
  validation_days: { type: 'integer', minimum: 1 },
  assumed_receipt_business_days: { type: 'integer', minimum: 1 },
};

export interface Period {
  /** The notice that began it. */
  readonly notice: Attempt;
  readonly sent: CivilDate;
  /** Day of receipt; assumed where none was told. */
  readonly received: CivilDate;
  readonly isAssumed: boolean;
  /** Its last day. */
  readonly end: CivilDate;
  readonly inputs: readonly string[];
}

/** Validation notices about a debt up to a day, by time. */
export function noticesOf(
  dossier: Dossier,
  file: CaseFile,
  debt: string,
  terms: PeriodTerms,
  asOf: CivilDate,
): Attempt[] {
  const { notices, notice_purposes = [] } = terms;
  return contactsOf(dossier, file, asOf).filter(
    ({ direction, kind, notice, purpose, discloses = [], debts }) =>
      direction === 'OUTBOUND' &&
      (kind === 'NOTICE' || kind === 'MESSAGE') &&
      debts.includes(debt) &&
      (notice_purposes.includes(purpose) || [notice ?? '', ...discloses].some((code) => notices.includes(code))),
  );
}

/**
 * The period that the first notice began that did not come back. Receipt is the day on which it was delivered where that
 * was told, else the fifth business day after sending.
 */
export function periodOf(
  scene: { readonly dossier: Dossier; readonly file: CaseFile; readonly pack: Pack },
  debt: string,
  terms: PeriodTerms,
  asOf: CivilDate,
): Period | 'no-notice' | 'calendar-not-known' {
  const { dossier, file, pack } = scene;
  const notice = noticesOf(dossier, file, debt, terms, asOf).find((one) => !cameBack(one, asOf));
  if (!notice) return 'no-notice';
  const sent = dayOf(notice, file);
  const { delivery } = notice;
  const delivered = delivery?.how === 'DELIVERED' && delivery.day <= asOf ? delivery : undefined;
  const calendar = pack.calendar;
  const assumed =
    calendar === undefined || !isCalendarId(calendar)
      ? undefined
      : addBusinessDays(sent, terms.assumed_receipt_business_days, calendar);
  if (!delivered && (assumed === undefined || isNotKnown(assumed))) return 'calendar-not-known';
  const received = delivered?.day ?? (assumed as CivilDate);
  return {
    notice,
    sent,
    received,
    isAssumed: delivered === undefined,
    end: addDays(received, terms.validation_days),
    inputs: [notice.event, ...(delivered ? [delivered.event] : [])],
  };
}
