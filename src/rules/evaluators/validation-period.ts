/** The validation period of each debt, with the notice and the receipt that set it (12 CFR 1006.34(b)(5)). It only says when. */
import { contactsOf } from '../validation/communications.js';
import { noticesOf, periodOf, PERIOD_SCHEMA, type PeriodTerms } from '../validation/period.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

const REASON = 'validation-period';

function evaluate(scene: DutyScene, terms: PeriodTerms): Clock[] {
  const { dossier, file, asOf } = scene;
  if (!contactsOf(dossier, file, asOf).some(({ kind }) => kind === 'NOTICE' || kind === 'MESSAGE')) return [];
  return [...file.debts.keys()].flatMap((debt): Clock[] => {
    const period = periodOf(scene, debt, terms, asOf);
    if (period === 'no-notice') {
      const [returned] = noticesOf(dossier, file, debt, terms, asOf);
      if (!returned) return [];
      const inputs = [returned.event, ...(returned.delivery ? [returned.delivery.event] : [])];
      return [{ subject: debt, outcome: 'NOT_EVALUATED', reason: 'notice-came-back', set: returned.event, inputs }];
    }
    if (period === 'calendar-not-known') {
      const [notice] = noticesOf(dossier, file, debt, terms, asOf);
      const set = notice?.event ?? '';
      return [{ subject: debt, outcome: 'NOT_EVALUATED', reason: period, set, inputs: [set] }];
    }
    const { sent: from, end: due, notice, inputs, isAssumed } = period;
    const flags = isAssumed ? ['receipt-assumed'] : undefined;
    const clock = { subject: debt, reason: REASON, from, due, set: notice.event, inputs, debts: [debt], flags };
    return [{ ...clock, outcome: 'ADVISORY' }];
  });
}

export const validationPeriod: DutyEvaluator<PeriodTerms> = {
  of: 'duty',
  name: 'validation-period@1.0.0',
  parameters: {
    type: 'object',
    required: ['notices', 'validation_days', 'assumed_receipt_business_days'],
    additionalProperties: false,
    properties: PERIOD_SCHEMA,
  },
  evaluate,
};
