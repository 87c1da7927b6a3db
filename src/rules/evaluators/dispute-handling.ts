/**
 * What is done about an objection: the account is annotated and the matter verified (信用卡办法 Art. 69, without a number
 * of days), or it is annotated and answered in time (征信业管理条例 Art. 25, 20 days, where data had been furnished).
 */
import { addDays, daysBetween, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import { standsAt } from '../dossier/spell.js';
import { whenHappened } from '../dossier/moments.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Steps that say that the account was annotated, as they are named; capitals do not matter. */
  readonly annotated_steps: readonly string[];
  /** Steps that say that it was verified; an answer says so too. */
  readonly verified_steps: readonly string[];
  /** Calendar days to answer; none in the rule where left out. */
  readonly answer_days?: number;
  /** Only objections that came while an entry of this register stood: `bureauReport`. */
  readonly while_register?: string;
}

const RAISED: ReadonlySet<string> = new Set(['DisputeRaised']);
const DONE: ReadonlySet<string> = new Set(['DisputeStepRecorded', 'DisputeResolved', 'DisputeWithdrawn']);

interface Story {
  readonly raised: AnyFact;
  /** What was done about it, in the order in which it became known. */
  readonly done: readonly AnyFact[];
  readonly isWithdrawn: boolean;
}

function isStep(fact: AnyFact, names: readonly string[]): boolean {
  const step = saidWord(fact, 'step')?.trim().toLowerCase();
  return step !== undefined && names.some((name) => name.toLowerCase() === step);
}

function earliest(facts: readonly AnyFact[]): AnyFact | undefined {
  return facts.reduce<AnyFact | undefined>((first, fact) => (first && first.eff <= fact.eff ? first : fact), undefined);
}

/** A duty without a number of days: met, or pointed at. */
function open({ raised }: Story, reason: string, by: AnyFact | undefined): Clock {
  const about = { subject: saidWord(raised, 'dispute') ?? raised.id, set: raised.id, from: raised.eff };
  if (!by) return { ...about, outcome: 'ADVISORY', reason: `objection-not-${reason}`, inputs: [raised.id] };
  return { ...about, outcome: 'DUTY_MET', reason: `objection-${reason}`, on: by.eff, inputs: [raised.id, by.id] };
}

function answered({ raised, done }: Story, days: number, asOf: CivilDate): Clock {
  const due = addDays(raised.eff, days);
  const by = earliest(done.filter(({ type }) => type === 'DisputeResolved'));
  const isLate = by ? by.eff > due : asOf > due;
  const outcome = isLate ? 'DUTY_MISSED' : by ? 'DUTY_MET' : 'DUTY_DUE';
  return {
    subject: saidWord(raised, 'dispute') ?? raised.id,
    outcome,
    reason: 'objection-answered',
    from: raised.eff,
    due,
    on: by?.eff,
    set: raised.id,
    inputs: by ? [raised.id, by.id] : [raised.id],
    counters: { limit_days: days, ...(by ? { taken_days: daysBetween(raised.eff, by.eff) } : {}) },
  };
}

function clocksFor(story: Story, terms: Terms, asOf: CivilDate): Clock[] {
  const { done, isWithdrawn } = story;
  // Whoever takes an objection back needs no answer.
  if (isWithdrawn) return [];
  const annotated = earliest(done.filter((fact) => isStep(fact, terms.annotated_steps)));
  const verified = earliest(
    done.filter((fact) => fact.type === 'DisputeResolved' || isStep(fact, terms.verified_steps)),
  );
  const clocks = [open(story, 'annotated', annotated)];
  return terms.answer_days === undefined
    ? [...clocks, open(story, 'verified', verified)]
    : [...clocks, answered(story, terms.answer_days, asOf)];
}

function evaluate({ file, dossier, asOf }: DutyScene, terms: Terms): readonly Clock[] {
  const { while_register: register } = terms;
  const raised = factsUntil(file, RAISED, asOf).filter(
    (fact) =>
      register === undefined ||
      dossier.spells(register).some((spell) => spell.stream === file.id && standsAt(spell, whenHappened(fact).at)),
  );
  if (raised.length === 0) return [];
  const all = factsUntil(file, DONE, asOf);
  return raised.flatMap((fact) => {
    const done = all.filter((one) => saidWord(one, 'dispute') === saidWord(fact, 'dispute'));
    const isWithdrawn = done.some(({ type }) => type === 'DisputeWithdrawn');
    return clocksFor({ raised: fact, done, isWithdrawn }, terms, asOf);
  });
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const disputeHandling: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'dispute-handling@1.0.0',
  parameters: {
    type: 'object',
    required: ['annotated_steps', 'verified_steps'],
    additionalProperties: false,
    properties: {
      annotated_steps: STRINGS,
      verified_steps: STRINGS,
      answer_days: { type: 'integer', minimum: 1 },
      while_register: { type: 'string' },
    },
  },
  evaluate,
};
