/** An incentive does not rest on the recovered amount alone (信用卡办法 Art. 66), by the staff registers that the dossier holds. */
import { saidList, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** How codes of a basis that measures the recovered amount begin. */
  readonly amount_prefixes: readonly string[];
}

/** Percent that rest on the amount; where there are no weights, all of it if nothing else is named. */
function amountPercent(spell: Spell, { amount_prefixes }: Terms): number | undefined {
  const basis = saidList(spell, 'basis') ?? [];
  const weights = saidList(spell, 'weights');
  if (basis.length === 0) return undefined;
  const isAmount = basis.map((code) => amount_prefixes.some((prefix) => code.toLowerCase().startsWith(prefix)));
  if (!weights) return isAmount.every(Boolean) ? 100 : 0;
  return weights.reduce((sum, weight, i) => sum + (isAmount[i] ? Number(weight) : 0), 0);
}

function clockOf(spell: Spell, terms: Terms): Clock {
  const about = { subject: spell.id, set: spell.event, inputs: [spell.event], on: spell.on };
  const percent = amountPercent(spell, terms);
  if (percent === undefined) return { ...about, outcome: 'NOT_EVALUATED', reason: 'basis-not-recorded' };
  const counters = { amount_percent: percent };
  if (percent >= 100) return { ...about, outcome: 'PROHIBITED', reason: 'amount-only-incentive', counters };
  return { ...about, outcome: 'DUTY_MET', reason: 'incentive-basis', counters };
}

function evaluate({ dossier, asOf }: DutyScene, terms: Terms): readonly Clock[] {
  return dossier
    .spells('incentive')
    .filter(({ on }) => on <= asOf)
    .map((spell) => clockOf(spell, terms));
}

export const incentiveBasis: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'incentive-basis@1.0.0',
  parameters: {
    type: 'object',
    required: ['amount_prefixes'],
    additionalProperties: false,
    properties: { amount_prefixes: { type: 'array', items: { type: 'string' }, minItems: 1 } },
  },
  evaluate,
};
