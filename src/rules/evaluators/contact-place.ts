/**
 * Places at which a person is not contacted: where the person called them inconvenient, and at work where the employer is
 * known to forbid it (12 CFR 1006.6(b)(1)(ii), (b)(3)).
 */
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { consentFor } from '../dossier/consents.js';
import { placeOfPoint } from '../dossier/point-place.js';
import { saidText, type Spell } from '../dossier/spell.js';

interface Places {
  readonly exempt_purposes?: readonly string[];
  readonly excluded_roles?: readonly string[];
  /** Purpose of a consent, given directly, that opens them. */
  readonly consent?: string;
}

/** What forbids a place, and whether it is this one; undefined: what place it is is not known. */
interface Closed {
  readonly spell: Spell;
  readonly reason: string;
  readonly here: boolean | undefined;
}

function employerForbids({ dossier, act }: Scene, place: string | undefined): Closed[] {
  return dossier
    .standing('prohibition', act.at, act.party)
    .filter(({ type }) => type === 'EmployerProhibitionRecorded')
    .map((spell) => {
      const point = saidText(spell, 'point');
      const atWork = place === undefined ? undefined : place === 'WORK';
      const here = point !== undefined && point === act.point ? true : atWork;
      return { spell, reason: 'employer-forbids', here };
    });
}

function inconvenient({ dossier, act }: Scene, place: string | undefined): Closed[] {
  return dossier.standing('preference', act.at, act.party).flatMap((spell) => {
    const [wanted, point] = [saidText(spell, 'place'), saidText(spell, 'point')];
    const medium = saidText(spell, 'channel');
    // A preference about the time of day at a place is one of the hours.
    const timed = ['from', 'to', 'days'].some((name) => spell.fields[name] !== undefined);
    if (spell.fields['avoid'] !== true || timed || (wanted === undefined && point === undefined)) return [];
    if (medium !== undefined && medium !== act.channel) return [];
    const samePoint = point === undefined ? undefined : point === act.point;
    const samePlace = wanted === undefined || place === undefined ? undefined : wanted === place;
    const here = samePoint ?? samePlace;
    return [{ spell, reason: 'inconvenient-place', here }];
  });
}

function evaluate(scene: Scene, { exempt_purposes, excluded_roles, consent }: Places): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || exempt_purposes?.includes(act.purpose)) return NOT_CONCERNED;
  if (act.party === undefined || excluded_roles?.includes(act.role ?? 'DEBTOR')) return NOT_CONCERNED;
  const place = placeOfPoint(dossier.pointOf(act));
  const closed = [...employerForbids(scene, place), ...inconvenient(scene, place)];
  const against = closed.filter(({ here }) => here === true);
  const [first] = against;
  if (first === undefined) {
    const open = closed.filter(({ here }) => here === undefined).map(({ spell }) => spell.event);
    if (open.length > 0 && place === undefined) return { is: 'NOT_EVALUATED', reason: 'place-not-known', inputs: open };
    return { is: 'ALLOWED' };
  }
  const allowed = consent === undefined ? undefined : consentFor(scene, consent, true);
  if (allowed) return { is: 'ALLOWED', reason: 'consent', inputs: [allowed.event] };
  return { is: 'BREACH', reason: first.reason, inputs: against.map(({ spell }) => spell.event), next: null };
}

export const contactPlace: ContactEvaluator<Places> = {
  of: 'contact',
  name: 'contact-place@1.0.0',
  parameters: {
    type: 'object',
    additionalProperties: false,
    properties: {
      exempt_purposes: { type: 'array', items: { type: 'string' } },
      excluded_roles: { type: 'array', items: { type: 'string' } },
      consent: { type: 'string' },
    },
  },
  evaluate,
};
