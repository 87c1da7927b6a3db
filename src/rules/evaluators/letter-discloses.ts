/** What a letter must tell (信用卡办法 Art. 69: a collection letter). What is not recorded of its contents is not guessed. */
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** Codes of what it tells (`discloses` of the notice). */
  readonly fields: readonly string[];
  /** Purposes of the letters concerned. */
  readonly purposes: readonly string[];
  /** Kinds of notice concerned; all where left out. */
  readonly notices?: readonly string[];
}

function concerns({ act }: Scene, { purposes, notices }: Terms): boolean {
  if (act.kind !== 'NOTICE' || act.direction !== 'OUTBOUND' || !purposes.includes(act.purpose)) return false;
  return notices === undefined || (act.notice !== undefined && notices.includes(act.notice));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  if (!concerns(scene, terms)) return NOT_CONCERNED;
  const { act, id, dossier } = scene;
  const event = id === undefined ? undefined : dossier.attempt(id)?.event;
  const inputs = event === undefined ? [] : [event];
  const { discloses } = act;
  if (discloses === undefined) return { is: 'NOT_EVALUATED', reason: 'contents-not-recorded', inputs };
  const missing = terms.fields.filter((field) => !discloses.includes(field));
  const counters = { told: terms.fields.length - missing.length, needed: terms.fields.length };
  if (missing.length === 0) return { is: 'ALLOWED', counters, inputs };
  const flags = missing.map((field) => `lacks-${field.toLowerCase().replaceAll('_', '-')}`);
  return { is: 'BREACH', reason: 'letter-incomplete', counters, inputs, next: null, flags };
}

const STRINGS = { type: 'array', items: { type: 'string' }, minItems: 1 };

export const letterDiscloses: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'letter-discloses@1.0.0',
  parameters: {
    type: 'object',
    required: ['fields', 'purposes'],
    additionalProperties: false,
    properties: { fields: STRINGS, purposes: STRINGS, notices: STRINGS },
  },
  evaluate,
};
