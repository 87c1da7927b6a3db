/**
 * Whom an attorney represents for a debt is not contacted about it: the attorney is (12 CFR 1006.6(b)(2)), unless the
 * attorney consents or does not answer, or the person consented directly. Debt by debt, as known at the time.
 */
import { toMillis, type Millis } from '../../ledger/dates.js';
import { firstInstantOn } from '../time/index.js';
import { addDays } from '../../ledger/dates.js';
import { attorneysOf, isKnown, openedBy, representedDebts } from '../dossier/attorneys.js';
import { consentFor } from '../dossier/consents.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Attorney {
  /** Roles that may always be contacted: the attorney. */
  readonly excluded_roles: readonly string[];
  readonly exempt_purposes?: readonly string[];
  /** Silence counts after so many days; as soon as it was recorded where left out. */
  readonly unresponsive_days?: number;
  /** Purpose of a consent, given directly, that opens the way. */
  readonly consent?: string;
}

/** The day after a mandate's last, in every zone; null where it has no last day. */
function overAt(spell: Spell, zones: readonly string[]): Millis | null {
  const until = saidText(spell, 'until');
  return until === undefined ? null : (firstInstantOn(addDays(until, 1), zones) ?? null);
}

function latest(instants: readonly (Millis | null)[]): Millis | null {
  let last: Millis = toMillis('0001-01-01T00:00:00Z');
  for (const instant of instants) {
    if (instant === null) return null;
    last = Math.max(last, instant);
  }
  return last;
}

function evaluate(scene: Scene, terms: Attorney): Verdict {
  const { act, zones, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || act.party === undefined) return NOT_CONCERNED;
  if (terms.excluded_roles.includes(act.role ?? 'DEBTOR')) return NOT_CONCERNED;
  if (terms.exempt_purposes?.includes(act.purpose)) return NOT_CONCERNED;
  const mandates = attorneysOf(dossier, act.party, act.at, zones, act.debts);
  if (mandates.length === 0) return { is: 'ALLOWED' };
  const openings = mandates.map((spell) => ({
    spell,
    opening: openedBy(spell, act.at, zones, terms.unresponsive_days),
  }));
  const closed = openings.flatMap(({ spell, opening }) => (opening ? [] : [spell]));
  if (closed.length === 0) {
    const [first] = openings;
    const inputs = openings.flatMap(({ spell, opening }) => [spell.event, ...(opening ? [opening.event] : [])]);
    return { is: 'ALLOWED', reason: first?.opening?.reason, inputs };
  }
  const inputs = closed.map(({ event }) => event);
  const consent = terms.consent === undefined ? undefined : consentFor(scene, terms.consent, true);
  if (consent) return { is: 'ALLOWED', reason: 'consent', inputs: [...inputs, consent.event] };
  const known = closed.filter(isKnown);
  if (known.length === 0) return { is: 'NOT_EVALUATED', reason: 'attorney-not-named', inputs };
  return {
    is: 'BREACH',
    reason: 'represented-by-attorney',
    inputs: known.map(({ event }) => event),
    next: latest(known.map((spell) => overAt(spell, zones))),
    debts: [...new Set(known.flatMap((spell) => representedDebts(spell, act.debts)))],
  };
}

export const attorney: ContactEvaluator<Attorney> = {
  of: 'contact',
  name: 'attorney@1.0.0',
  parameters: {
    type: 'object',
    required: ['excluded_roles'],
    additionalProperties: false,
    properties: {
      excluded_roles: { type: 'array', items: { type: 'string' } },
      exempt_purposes: { type: 'array', items: { type: 'string' } },
      unresponsive_days: { type: 'integer', minimum: 1 },
      consent: { type: 'string' },
    },
  },
  evaluate,
};
