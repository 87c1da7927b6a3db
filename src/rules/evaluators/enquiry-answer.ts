/** Questions of the debtor that must be answered: what is owed (CONC 7.4.1R). The rule names no number of days. */
import type { CivilDate } from '../../ledger/dates.js';
import { factsUntil } from '../dossier/case-facts.js';
import { saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Topics of enquiries, upper or lower case. */
  readonly topics: readonly string[];
  /** Facts of the case that answer too: an itemisation given on or after the day of the question. */
  readonly answered_by: readonly string[];
}

interface Answer {
  readonly on: CivilDate;
  readonly event: string;
}

function answerTo(spell: Spell, scene: DutyScene, { answered_by }: Terms): Answer | undefined {
  const { end, on } = spell;
  const given = factsUntil(scene.file, new Set(answered_by), scene.asOf).find(({ eff }) => on <= eff);
  const told = end && end.on <= scene.asOf ? { on: end.on, event: end.event } : undefined;
  if (given && (told === undefined || given.eff < told.on)) return { on: given.eff, event: given.id };
  return told;
}

function clockOf(spell: Spell, scene: DutyScene, terms: Terms): Clock {
  const { id: subject, event: set, on: from } = spell;
  const answer = answerTo(spell, scene, terms);
  const due = saidText(spell, 'due');
  const isOver = !answer && due !== undefined && scene.asOf > due;
  return {
    subject,
    outcome: answer ? 'DUTY_MET' : 'DUTY_DUE',
    reason: 'answer-enquiry',
    from,
    due,
    on: answer?.on,
    set,
    inputs: [set, ...(answer ? [answer.event] : [])],
    // The date is the company's own: missing it breaks no law.
    ...(isOver ? { flags: ['after-own-date'] } : {}),
  };
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  return scene.dossier
    .spells('enquiry')
    .filter(({ stream, on }) => stream === scene.file.id && on <= scene.asOf && scene.rule.in_force_from <= on)
    .filter((spell) => terms.topics.includes((saidText(spell, 'topic') ?? '').toUpperCase()))
    .map((spell) => clockOf(spell, scene, terms));
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const enquiryAnswer: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'enquiry-answer@1.0.0',
  parameters: {
    type: 'object',
    required: ['topics', 'answered_by'],
    additionalProperties: false,
    properties: { topics: { ...STRINGS, minItems: 1 }, answered_by: STRINGS },
  },
  evaluate,
};
