/**
 * From when until when a moratorium protects, what is to be undone because we were told late, and whether a standard one
 * came too soon after another (Debt Respite Scheme Regulations 2020).
 */
import { addDays, localDate, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { obligorsOf } from '../dossier/case-file.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import { coversDay, moratoriumOf, type Moratorium, type MoratoriumKinds } from '../dossier/moratoria.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

interface Terms extends MoratoriumKinds {
  /** A standard one is not available within so many months after the last began. */
  readonly months_between: number;
}

export const MORATORIUM_KINDS_SCHEMA = {
  standard: { type: 'array', items: { type: 'string' } },
  standard_days: { type: 'integer', minimum: 1 },
  open: { type: 'array', items: { type: 'string' } },
};

/** Event ids that a clock names at most. */
const INPUTS_MAX = 64;
const CHARGES: ReadonlySet<string> = new Set([
  'ChargeAssessed',
  'InterestAccrued',
  'EnforcementApplied',
  'LegalActionFiled',
]);
const COST_COMPONENTS = ['interest', 'fee', 'penalty'];

/** Interest, fees and enforcement of its days: none of it may be demanded or stand. */
function toUndo(fact: AnyFact): boolean {
  if (fact.type !== 'ChargeAssessed') return true;
  return COST_COMPONENTS.includes(saidWord(fact, 'component') ?? '');
}

function within(one: Moratorium, scene: DutyScene): readonly AnyFact[] {
  return factsUntil(scene.file, CHARGES, scene.asOf).filter((fact) => coversDay(one, fact.eff) && toUndo(fact));
}

function holdOf(one: Moratorium, scene: DutyScene): Clock {
  const { spell, from, to, told } = one;
  const charged = within(one, scene);
  const flags = [
    ...(localDate(told, scene.file.zone) > from ? ['told-late'] : []),
    ...(charged.length > 0 ? ['undo'] : []),
  ];
  return {
    subject: spell.id,
    outcome: 'HOLD',
    reason: one.isStandard ? 'breathing-space' : 'mental-health-breathing-space',
    from,
    due: to === undefined ? undefined : addDays(to, -1),
    on: to !== undefined && to <= scene.asOf ? to : undefined,
    set: spell.event,
    inputs: [spell.event, ...(spell.end ? [spell.end.event] : []), ...charged.slice(-INPUTS_MAX).map(({ id }) => id)],
    counters: { to_undo: charged.length },
    ...(flags.length > 0 ? { flags } : {}),
  };
}

/** The earlier one that makes it unavailable. */
function tooSoonAfter(one: Moratorium, all: readonly Moratorium[], months: number): Moratorium | undefined {
  if (!one.isStandard) return undefined;
  return all.find(
    (other) =>
      other.isStandard &&
      other.spell.stream === one.spell.stream &&
      other.from < one.from &&
      one.from < addMonths(other.from, months),
  );
}

function againOf(one: Moratorium, earlier: Moratorium, months: number): Clock {
  const { spell, from } = one;
  const due: CivilDate = addDays(addMonths(earlier.from, months), -1);
  const inputs = [earlier.spell.event, spell.event];
  return { subject: spell.id, outcome: 'ADVISORY', reason: 'moratorium-too-soon', from, due, set: spell.event, inputs };
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const spells = scene.dossier.spells('moratorium');
  if (spells.length === 0) return [];
  const owing = new Set(obligorsOf(scene.file));
  const all = spells.filter(({ stream }) => owing.has(stream)).flatMap((spell) => moratoriumOf(spell, terms) ?? []);
  return all
    .filter(({ from }) => from <= scene.asOf)
    .flatMap((one) => {
      const earlier = tooSoonAfter(one, all, terms.months_between);
      return [holdOf(one, scene), ...(earlier ? [againOf(one, earlier, terms.months_between)] : [])];
    });
}

export const moratoriumClock: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'moratorium-clock@1.0.0',
  parameters: {
    type: 'object',
    required: ['standard', 'standard_days', 'open', 'months_between'],
    additionalProperties: false,
    properties: { ...MORATORIUM_KINDS_SCHEMA, months_between: { type: 'integer', minimum: 1 } },
  },
  evaluate,
};
