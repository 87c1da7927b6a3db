/** What a personalised plan must be: no longer than the rule allows, and recorded where it was agreed orally (信用卡办法 Art. 70). */
import type { CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, said, saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

interface Terms {
  readonly kind: string;
  /** From the agreement to the last instalment, months at most. */
  readonly max_term_months: number;
  /** Whether an oral agreement needs a recording. */
  readonly oral_needs_recording: boolean;
}

const AGREED: ReadonlySet<string> = new Set(['PlanAgreed', 'PlanRestructured']);
const PROPOSED: ReadonlySet<string> = new Set(['PlanProposed', 'PlanCounterOffered', 'PlanRestructured']);

/** One version that was agreed, with the fact that states its terms. */
interface Version {
  readonly agreed: AnyFact;
  readonly terms: AnyFact;
}

function versionsOf({ file, asOf }: DutyScene, kind: string): Version[] {
  const agreed = factsUntil(file, AGREED, asOf);
  if (agreed.length === 0) return [];
  const proposed = factsUntil(file, PROPOSED, asOf).filter((fact) => said(fact, 'kind') === kind);
  return agreed.flatMap((one) => {
    const terms = proposed.find(
      (other) => said(other, 'plan') === said(one, 'plan') && said(other, 'version') === said(one, 'version'),
    );
    return terms ? [{ agreed: one, terms }] : [];
  });
}

function lastDue(terms: AnyFact): CivilDate | undefined {
  const instalments = (said(terms, 'instalments') ?? []) as readonly { readonly dueDate: CivilDate }[];
  return instalments
    .map(({ dueDate }) => dueDate)
    .sort()
    .at(-1);
}

function evaluate(scene: DutyScene, { kind, max_term_months, oral_needs_recording }: Terms): readonly Clock[] {
  return versionsOf(scene, kind).flatMap(({ agreed, terms }) => {
    const last = lastDue(terms);
    const due = addMonths(agreed.eff, max_term_months);
    const about = {
      subject: saidWord(agreed, 'plan') ?? agreed.id,
      set: agreed.id,
      inputs: [...new Set([terms.id, agreed.id])],
    };
    const counters = { max_term_months };
    const term: Clock =
      last !== undefined && last > due
        ? { ...about, outcome: 'PROHIBITED', reason: 'plan-term-too-long', due, on: last, counters }
        : { ...about, outcome: 'DUTY_MET', reason: 'plan-term', due, on: last, counters };
    if (!oral_needs_recording || said(agreed, 'form') !== 'ORAL') return [term];
    const isRecorded = said(agreed, 'recordingRef') !== undefined;
    const outcome = isRecorded ? 'DUTY_MET' : 'DUTY_MISSED';
    return [
      term,
      { ...about, outcome, reason: 'oral-plan-recorded', due: agreed.eff, on: isRecorded ? agreed.eff : undefined },
    ];
  });
}

export const planTerms: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'plan-terms@1.0.0',
  parameters: {
    type: 'object',
    required: ['kind', 'max_term_months', 'oral_needs_recording'],
    additionalProperties: false,
    properties: {
      kind: { type: 'string' },
      max_term_months: { type: 'integer', minimum: 1 },
      oral_needs_recording: { type: 'boolean' },
    },
  },
  evaluate,
};
