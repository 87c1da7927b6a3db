/**
 * Breathing space: no contact to demand payment while a moratorium lasts. It protects from its own first day, whenever we
 * were told: what was done in between is to be undone, and is found as now known only (Debt Respite Scheme Regulations 2020).
 */
import { obligorsOf } from '../dossier/case-file.js';
import { coversDay, moratoriumOf, type Moratorium, type MoratoriumKinds } from '../dossier/moratoria.js';
import { daysOf, latestEnd, nextAfter } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { MORATORIUM_KINDS_SCHEMA } from './moratorium-clock.js';

interface Terms extends MoratoriumKinds {
  /** Purposes that demand no payment, or that a law or court asks for. */
  readonly allowed_purposes: readonly string[];
}

/** Whoever is contacted; of a third person, whoever owes: asking others is a way to collect. */
function protectedIn({ act, dossier }: Scene): ReadonlySet<string> {
  const files = act.cases.flatMap((id) => dossier.cases.get(id) ?? []);
  const owing = new Set(files.flatMap(obligorsOf));
  return act.party !== undefined && owing.has(act.party) ? new Set([act.party]) : owing;
}

function moratoriaAt(scene: Scene, terms: Terms): Moratorium[] {
  const spells = scene.dossier.spells('moratorium');
  if (spells.length === 0) return [];
  const days = daysOf(scene.act, scene.zones);
  const whom = protectedIn(scene);
  return spells
    .filter(({ stream }) => whom.has(stream))
    .flatMap((spell) => moratoriumOf(spell, terms) ?? [])
    .filter((one) => days.some((day) => coversDay(one, day)));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, zones } = scene;
  if (act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  const found = moratoriaAt(scene, terms);
  if (found.length === 0) return NOT_CONCERNED;
  const inputs = found.map(({ spell }) => spell.event);
  if (terms.allowed_purposes.includes(act.purpose)) return { is: 'ALLOWED', inputs };
  const isUnknowing = found.every(({ told }) => act.at < told);
  return {
    is: 'BREACH',
    reason: 'contact-in-moratorium',
    inputs,
    next: nextAfter(latestEnd(found.map(({ to }) => to)), zones),
    ...(isUnknowing ? { flags: ['before-we-were-told', 'undo'] } : {}),
  };
}

export const moratorium: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'moratorium@1.0.0',
  parameters: {
    type: 'object',
    required: ['standard', 'standard_days', 'open', 'allowed_purposes'],
    additionalProperties: false,
    properties: { ...MORATORIUM_KINDS_SCHEMA, allowed_purposes: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
