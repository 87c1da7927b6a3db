/**
 * Complaints must be answered in time: eight weeks and what relieves of them (DISP 1.6.2R), 15, 30 or 60 days with
 * extensions (CN-CMP-1), an acknowledgement within some business days. One clock for each complaint.
 */
import { daysBetween, type CivilDate } from '../../ledger/dates.js';
import { complaintsOf, firstDone, type ComplaintFile, type Done } from '../complaints/complaint-file.js';
import { limitOf, type Limit, type LimitTerms } from '../complaints/limit.js';
import { SUMMARY_SCHEMA, summaryOf, type SummaryTerms } from '../complaints/summary.js';
import { said } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms extends LimitTerms {
  /** Code of what is due: `final-response`. */
  readonly duty: string;
  /** What meets it: ACKNOWLEDGED, DECIDED, or a step. The first of them counts. */
  readonly met_by: readonly string[];
  /** A step that meets it in time although the answer is not ready: the complainant may go to the ombudsman. */
  readonly holding_step?: string;
  /** Steps that end the procedure: WITHDRAWN. */
  readonly ended_by?: readonly string[];
  /** A complaint that was resolved so early is not concerned. */
  readonly unless_resolved?: SummaryTerms;
  /** What the acknowledgement must state from a day on: a field of the fact. */
  readonly must_state?: { readonly field: string; readonly from: CivilDate };
}

type State = Pick<Clock, 'outcome' | 'reason' | 'on' | 'flags'> & { readonly by?: Done };

function inTime(done: Done | undefined, due: CivilDate | undefined): Done | undefined {
  return done && (due === undefined || done.on <= due) ? done : undefined;
}

function stateOf(complaint: ComplaintFile, terms: Terms, due: CivilDate | undefined, asOf: CivilDate): State {
  const { duty: reason, met_by, holding_step, ended_by = [] } = terms;
  const met = firstDone(complaint, met_by);
  const ended = firstDone(complaint, ended_by);
  const holding = holding_step === undefined ? undefined : firstDone(complaint, [holding_step]);
  const answered = inTime(met, due);
  if (answered) return { outcome: 'DUTY_MET', reason, on: answered.on, by: answered };
  const over = inTime(ended, due);
  if (over) return { outcome: 'DUTY_MET', reason: 'complaint-withdrawn', on: over.on, by: over };
  const referral = holding ? ['LATE_WITH_REFERRAL'] : [];
  const held = inTime(holding, due);
  if (held) return { outcome: 'DUTY_MET', reason, on: held.on, by: held, flags: referral };
  if (due === undefined || asOf <= due) return { outcome: 'DUTY_DUE', reason };
  const late = met ?? holding;
  const closed = !late && firstDone(complaint, ['CLOSED']) ? ['closed-without-response'] : [];
  return { outcome: 'DUTY_MISSED', reason, on: late?.on, by: late, flags: [...referral, ...closed] };
}

/** What the acknowledgement does not say although it must, by what is recorded. */
function notStated({ must_state }: Terms, by: Done | undefined): string[] {
  if (!must_state || by?.what !== 'ACKNOWLEDGED' || by.on < must_state.from) return [];
  return said(by.fact, must_state.field) === undefined ? ['response-date-not-recorded'] : [];
}

function countersOf({ receivedOn }: ComplaintFile, limit: Limit | undefined, on: CivilDate | undefined) {
  const limit_days = limit && { limit_days: daysBetween(receivedOn, limit.due) };
  return { ...limit_days, ...(on === undefined ? undefined : { taken_days: daysBetween(receivedOn, on) }) };
}

function clockOf(complaint: ComplaintFile, terms: Terms, { asOf, file, pack }: DutyScene): Clock {
  const { id: subject, received, receivedOn: from } = complaint;
  const limit = limitOf(complaint, terms, file.zone, pack.calendar);
  if (limit === 'unknown') {
    const reason = 'business-days-not-known';
    return { subject, outcome: 'NOT_EVALUATED', reason, from, set: received.id, inputs: [received.id] };
  }
  const { by, flags = [], ...state } = stateOf(complaint, terms, limit?.due, asOf);
  const all = [...(limit?.flags ?? []), ...flags, ...notStated(terms, by)];
  return {
    subject,
    ...state,
    due: limit?.due,
    from,
    set: limit?.set.id ?? received.id,
    inputs: [...(limit?.inputs ?? [received.id]), ...(by ? [by.fact.id] : [])],
    counters: countersOf(complaint, limit, state.on),
    ...(all.length > 0 ? { flags: all } : {}),
  };
}

/** Complaints that came before the rule was in force are not under it. */
function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const { file, asOf, rule, pack } = scene;
  const { unless_resolved: early } = terms;
  return complaintsOf(file, asOf)
    .filter(({ receivedOn }) => rule.in_force_from <= receivedOn)
    .filter((complaint) => !early || summaryOf(complaint, early, pack.calendar).resolved === undefined)
    .map((complaint) => clockOf(complaint, terms, scene));
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const complaintDeadline: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'complaint-deadline@1.0.0',
  parameters: {
    type: 'object',
    required: ['duty', 'met_by'],
    additionalProperties: false,
    properties: {
      duty: { type: 'string', pattern: '^[a-z][a-z-]*$' },
      met_by: { ...STRINGS, minItems: 1 },
      steps: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1 },
      levels: STRINGS,
      approved_levels: STRINGS,
      business_days: { type: 'integer', minimum: 0 },
      holding_step: { type: 'string' },
      ended_by: STRINGS,
      unless_resolved: SUMMARY_SCHEMA,
      must_state: {
        type: 'object',
        required: ['field', 'from'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, from: { type: 'string', format: 'date' } },
      },
    },
  },
  evaluate,
};
