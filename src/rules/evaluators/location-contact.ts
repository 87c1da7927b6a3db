/**
 * Third persons are asked for location only, once, and not at all where an attorney is known (12 CFR 1006.10; 1006.6(d)(1)).
 * One that nobody reached was no communication; where nobody said whether it was, it counts.
 */
import { attorneysOf, isKnown } from '../dossier/attorneys.js';
import { isOutbound, type Attempt } from '../dossier/attempt.js';
import { obligorsOf } from '../dossier/case-file.js';
import { personOf } from '../counting/keys.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Location {
  /** Roles of third persons. */
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly max: number;
  /** Reasons for which a third person is asked again. */
  readonly again: readonly string[];
}

/** Whether it reached the person, or may have. */
function mayHaveReached({ connected, conversation, voicemail, delivery, reserved, kind }: Attempt): boolean {
  if (reserved || conversation !== undefined || voicemail !== undefined) return true;
  if (delivery !== undefined && delivery.how !== 'DELIVERED') return false;
  return kind !== 'ATTEMPT' || connected !== false;
}

/** Earlier contacts with the same person about the same case. */
function earlier({ act, id, asked, dossier }: Scene): Attempt[] {
  const found: Attempt[] = [];
  for (const attempt of dossier.attempts()) {
    if (attempt.id === id || attempt.at > act.at) break;
    found.push(attempt);
  }
  if (asked !== undefined) found.push(...dossier.reservations(asked));
  return found.filter(
    (attempt) =>
      isOutbound(attempt) &&
      personOf(attempt) === personOf(act) &&
      attempt.cases.some((one) => act.cases.includes(one)) &&
      mayHaveReached(attempt),
  );
}

/** Mandates of attorneys of those who owe. */
function attorneys({ act, dossier, zones }: Scene): string[] {
  const owing = act.cases.flatMap((id) => {
    const file = dossier.cases.get(id);
    return file ? obligorsOf(file) : [];
  });
  return [...new Set(owing)].flatMap((party) =>
    attorneysOf(dossier, party, act.at, zones, act.debts)
      .filter(isKnown)
      .map(({ event }) => event),
  );
}

function evaluate(scene: Scene, { roles, purposes, max, again }: Location): Verdict {
  const { act } = scene;
  if (act.direction !== 'OUTBOUND' || !roles.includes(act.role ?? 'DEBTOR')) return NOT_CONCERNED;
  if (!purposes.includes(act.purpose)) {
    return { is: 'BREACH', reason: 'third-person-not-for-location', inputs: [], next: null };
  }
  const represented = attorneys(scene);
  if (represented.length > 0) return { is: 'BREACH', reason: 'attorney-known', inputs: represented, next: null };
  const before = earlier(scene);
  const counters = { location_contacts: before.length + 1, max };
  const inputs = before.map(({ event }) => event);
  if (before.length < max) return { is: 'ALLOWED', counters, inputs };
  if (act.reason !== undefined && again.includes(act.reason)) {
    return { is: 'ALLOWED', reason: act.reason.toLowerCase().replaceAll('_', '-'), counters, inputs };
  }
  return { is: 'BREACH', reason: 'third-person-asked-before', counters, inputs, next: null };
}

export const locationContact: ContactEvaluator<Location> = {
  of: 'contact',
  name: 'location-contact@1.0.0',
  parameters: {
    type: 'object',
    required: ['roles', 'purposes', 'max', 'again'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', items: { type: 'string' } },
      purposes: { type: 'array', items: { type: 'string' } },
      max: { type: 'integer', minimum: 1 },
      again: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
