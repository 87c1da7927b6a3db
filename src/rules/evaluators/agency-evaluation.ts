/**
 * An agency that collects is evaluated at least once in so many months (GB/T 45251-2025, 5.4), by the agency registers
 * that the dossier holds. One clock for each agency with which the case is placed.
 */
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import { saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

interface Terms {
  readonly every_months: number;
}

const PLACEMENTS: ReadonlySet<string> = new Set(['AccountPlaced', 'AccountRecalled']);

/** The placements that stand, by agency: the one that came first. */
function standing(scene: DutyScene): ReadonlyMap<string, AnyFact> {
  const facts = factsUntil(scene.file, PLACEMENTS, scene.asOf);
  const recalled = new Set(facts.filter(({ type }) => type === 'AccountRecalled').map((f) => saidWord(f, 'placement')));
  const found = new Map<string, AnyFact>();
  for (const fact of facts) {
    const agency = saidWord(fact, 'agency');
    if (fact.type !== 'AccountPlaced' || agency === undefined || found.has(agency)) continue;
    if (!recalled.has(saidWord(fact, 'placement'))) found.set(agency, fact);
  }
  return found;
}

/** The last evaluation by the day, else the onboarding, sets the next. */
function clockOf(agency: string, spell: Spell, placed: AnyFact, { asOf }: DutyScene, { every_months }: Terms): Clock {
  const done = spell.steps.filter(({ type, on }) => type === 'AgencyEvaluated' && on <= asOf);
  const last = done.reduce((a, b) => (a && a.on > b.on ? a : b), done[0]);
  const from = last?.on ?? spell.on;
  const due = addMonths(from, every_months);
  const set = last?.event ?? spell.event;
  const outcome = asOf <= due ? 'DUTY_DUE' : 'DUTY_MISSED';
  return { subject: agency, outcome, reason: 'agency-evaluated', from, due, set, inputs: [placed.id, set] };
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const placed = standing(scene);
  if (placed.size === 0) return [];
  const agencies = scene.dossier.spells('agency');
  return [...placed].map(([agency, fact]): Clock => {
    const spell = agencies.find((one) => one.id === agency || saidText(one, 'ref') === agency);
    if (spell) return clockOf(agency, spell, fact, scene, terms);
    const reason = 'agency-register-not-read';
    return { subject: agency, outcome: 'NOT_EVALUATED', reason, set: fact.id, inputs: [fact.id] };
  });
}

export const agencyEvaluation: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'agency-evaluation@1.0.0',
  parameters: {
    type: 'object',
    required: ['every_months'],
    additionalProperties: false,
    properties: { every_months: { type: 'integer', minimum: 1 } },
  },
  evaluate,
};
