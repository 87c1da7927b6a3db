/**
 * Complaints resolved by the end of some business days after the day of receipt: the time limits do not apply, but the
 * complainant must be sent a summary resolution communication (DISP 1.5.1R, 1.5.4R). "Promptly" has no number.
 */
import { complaintsOf, firstDone, type ComplaintFile } from '../complaints/complaint-file.js';
import { SUMMARY_SCHEMA, summaryOf, type SummaryTerms } from '../complaints/summary.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms extends SummaryTerms {
  /** Step by which the communication was sent. */
  readonly sent: string;
}

function clocksOf(complaint: ComplaintFile, terms: Terms, { asOf, pack }: DutyScene): Clock[] {
  const { due, resolved } = summaryOf(complaint, terms, pack.calendar);
  const { id: subject, received, receivedOn: from } = complaint;
  const base = { subject, from, set: received.id, inputs: [received.id] };
  if (due === undefined) return [{ ...base, outcome: 'NOT_EVALUATED', reason: 'business-days-not-known' }];
  if (!resolved) {
    const open = asOf <= due && !firstDone(complaint, ['DECIDED', 'CLOSED']);
    return open ? [{ ...base, outcome: 'ADVISORY', reason: 'summary-resolution-possible', due }] : [];
  }
  const sent = firstDone(complaint, [terms.sent]);
  const inputs = [received.id, resolved.fact.id, ...(sent ? [sent.fact.id] : [])];
  const outcome = sent ? 'DUTY_MET' : 'DUTY_DUE';
  const reason = 'summary-resolution-communication';
  return [{ subject, from: resolved.on, on: sent?.on, set: resolved.fact.id, inputs, outcome, reason }];
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  return complaintsOf(scene.file, scene.asOf)
    .filter(({ receivedOn }) => scene.rule.in_force_from <= receivedOn)
    .flatMap((complaint) => clocksOf(complaint, terms, scene));
}

export const summaryResolution: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'summary-resolution@1.0.0',
  parameters: {
    ...SUMMARY_SCHEMA,
    required: [...SUMMARY_SCHEMA.required, 'sent'],
    properties: { ...SUMMARY_SCHEMA.properties, sent: { type: 'string' } },
  },
  evaluate,
};
