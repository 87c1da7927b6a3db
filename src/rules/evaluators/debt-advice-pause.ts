/** Breathing room while a debt adviser works out a plan: so many days from when we heard of the adviser (CONC 7.3). */
import { addDays } from '../../ledger/dates.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { daysOf, nextAfter } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** The day on which we heard of it is the first. */
  readonly days: number;
  readonly allowed_purposes: readonly string[];
}

function isWithin({ on }: Spell, { act, zones }: Scene, { days }: Terms): boolean {
  return daysOf(act, zones).some((day) => on <= day && day < addDays(on, days));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, dossier, zones } = scene;
  if (act.direction !== 'OUTBOUND' || terms.allowed_purposes.includes(act.purpose)) return NOT_CONCERNED;
  if (act.party === undefined) return NOT_CONCERNED;
  const found = dossier
    .standing('representation', act.at, act.party)
    .find((spell) => saidText(spell, 'kind') === 'DEBT_ADVISER' && isWithin(spell, scene, terms));
  if (!found) return NOT_CONCERNED;
  const next = nextAfter(addDays(found.on, terms.days), zones);
  return { is: 'BREACH', reason: 'debt-adviser-at-work', inputs: [found.event], next };
}

export const debtAdvicePause: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'debt-advice-pause@1.0.0',
  parameters: {
    type: 'object',
    required: ['days', 'allowed_purposes'],
    additionalProperties: false,
    properties: {
      days: { type: 'integer', minimum: 1 },
      allowed_purposes: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
