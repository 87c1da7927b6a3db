/**
 * How a visit is made: by more than one collector, who show who they are and ask before they enter (China Banking
 * Association guideline of 2026). Of a visit that is only planned it reminds.
 */
import type { Act, Attempt } from '../dossier/attempt.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  readonly min_visitors: number;
  readonly show_id: boolean;
}

/** Whether consent to enter was given is recorded; whether they entered without it is not: that is only pointed at. */
const NO_CONSENT = 'consent-to-enter-not-given';

/** A visit with what was recorded of it; vectors and callers without a contact id give it with the act. */
type Visit = Act & Pick<Partial<Attempt>, 'visitors' | 'idShown' | 'entryConsent' | 'event'>;

function visitorsOf({ visitors, staff }: Visit): number | undefined {
  if (visitors === undefined) return undefined;
  return new Set([...visitors, ...(staff === undefined ? [] : [staff])]).size;
}

function judged(visit: Visit, { min_visitors, show_id }: Terms): Verdict {
  const { idShown, entryConsent, event } = visit;
  const count = visitorsOf(visit);
  const counters = { ...(count === undefined ? {} : { visitors: count }), min_visitors };
  const flags = entryConsent === false ? [NO_CONSENT] : undefined;
  const inputs = event === undefined ? [] : [event];
  if (count !== undefined && count < min_visitors) {
    return { is: 'BREACH', reason: 'too-few-visitors', counters, inputs, next: null, flags };
  }
  if (show_id && idShown === false) {
    return { is: 'BREACH', reason: 'identity-not-shown', counters, inputs, next: null, flags };
  }
  if (count === undefined) return { is: 'NOT_EVALUATED', reason: 'visitors-not-recorded', inputs };
  if (show_id && idShown === undefined) return { is: 'NOT_EVALUATED', reason: 'identity-not-recorded', inputs };
  return { is: 'ALLOWED', counters, inputs, flags };
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, id, asked, dossier } = scene;
  if (act.kind !== 'VISIT' || act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  if (asked === undefined) return judged((id === undefined ? undefined : dossier.attempt(id)) ?? act, terms);
  const flags = ['show-identity', 'ask-before-entering'];
  return { is: 'ALLOWED', counters: { min_visitors: terms.min_visitors }, flags };
}

export const visitConduct: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'visit-conduct@1.0.0',
  parameters: {
    type: 'object',
    required: ['min_visitors', 'show_id'],
    additionalProperties: false,
    properties: { min_visitors: { type: 'integer', minimum: 1 }, show_id: { type: 'boolean' } },
  },
  evaluate,
};
