/**
 * The validation notice: in the initial communication or within so many days of it, debt by debt, unless the debt is paid
 * first (12 CFR 1006.34(a)(1)).
 */
import { addDays, type CivilDate } from '../../ledger/dates.js';
import type { Attempt } from '../dossier/attempt.js';
import { dayOf } from '../dossier/told-days.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import {
  cameBack,
  COMMUNICATION_SCHEMA,
  contactsOf,
  isCommunication,
  type CommunicationTerms,
} from '../validation/communications.js';
import { paidBy } from '../validation/paid.js';
import { noticesOf, PERIOD_SCHEMA, type PeriodTerms } from '../validation/period.js';

interface Terms extends CommunicationTerms, PeriodTerms {
  /** Calendar days from the initial communication. */
  readonly notice_days: number;
}

const REASON = 'validation-notice';

/** The clock of a debt that was communicated about. */
function clockOf({ dossier, file, asOf }: DutyScene, debt: string, initial: Attempt, terms: Terms): Clock {
  const from = dayOf(initial, file);
  const due = addDays(from, terms.notice_days);
  const clock = { subject: debt, reason: REASON, due, from, set: initial.event, debts: [debt] };
  const sent = noticesOf(dossier, file, debt, terms, asOf);
  const [first] = sent;
  if (first) {
    const on = dayOf(first, file);
    const flags = sent.every((one) => cameBack(one, asOf)) ? ['returned-undeliverable'] : undefined;
    const inputs = [...new Set([initial.event, first.event])];
    return { ...clock, outcome: on <= due ? 'DUTY_MET' : 'DUTY_MISSED', on, inputs, flags };
  }
  const until: CivilDate = asOf < due ? asOf : due;
  const paid = paidBy(file, debt, until);
  if (paid !== undefined) return { ...clock, outcome: 'DUTY_MET', reason: 'paid-first', inputs: [initial.event, paid] };
  return { ...clock, outcome: asOf > due ? 'DUTY_MISSED' : 'DUTY_DUE', inputs: [initial.event] };
}

function evaluate(scene: DutyScene, terms: Terms): Clock[] {
  const { dossier, file, asOf } = scene;
  const spoken = contactsOf(dossier, file, asOf).filter((one) => isCommunication(one, terms, asOf));
  if (spoken.length === 0) return [];
  return [...file.debts.keys()].flatMap((debt) => {
    const initial = spoken.find(({ debts }) => debts.includes(debt));
    return initial ? [clockOf(scene, debt, initial, terms)] : [];
  });
}

export const validationNotice: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'validation-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['notices', 'notice_days', 'validation_days', 'assumed_receipt_business_days', 'limited_voicemails'],
    additionalProperties: false,
    properties: { notice_days: { type: 'integer', minimum: 0 }, ...PERIOD_SCHEMA, ...COMMUNICATION_SCHEMA },
  },
  evaluate,
};
