/**
 * The safe harbour of text messages (12 CFR 1006.6(d)(5)): within so many days the person texted from the number or
 * consented anew, or a list of reassigned numbers knew nothing against it.
 */
import { dayNumber, type CivilDate } from '../../ledger/dates.js';
import { localDayNumber } from '../time/index.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Recent {
  readonly channels: readonly string[];
  /** Days since the last proof, at most. */
  readonly days: number;
  /** Purpose of the consent. */
  readonly consent: string;
}

interface Proof {
  readonly at: number;
  readonly day?: CivilDate;
  readonly event: string;
}

function isAbout(spell: Spell, { act }: Scene): boolean {
  const point = saidText(spell, 'point');
  const medium = saidText(spell, 'medium');
  return (point === undefined || point === act.point) && (medium === undefined || medium === act.channel);
}

/** Messages of the person from the number; from whatever number where none is named. */
function inbound({ act, dossier }: Scene): Proof[] {
  return dossier
    .attempts()
    .filter(
      ({ at, direction, channel, party, point }) =>
        at <= act.at &&
        direction === 'INBOUND' &&
        channel === act.channel &&
        party === act.party &&
        (point === undefined || act.point === undefined || point === act.point),
    )
    .map(({ at, day, event }) => ({ at, day, event }));
}

function consents(scene: Scene, purpose: string): Proof[] {
  const { act, dossier } = scene;
  return dossier
    .standing('consent', act.at, act.party)
    .filter((spell) => saidText(spell, 'purpose') === purpose && isAbout(spell, scene))
    .map(({ from, day, event }) => ({ at: from, day, event }));
}

function checks(scene: Scene): Spell[] {
  const { act, dossier } = scene;
  return dossier.standing('numberCheck', act.at, act.party).filter((spell) => isAbout(spell, scene));
}

function evaluate(scene: Scene, terms: Recent): Verdict {
  const { act, zones } = scene;
  if (act.direction !== 'OUTBOUND' || !terms.channels.includes(act.channel)) return NOT_CONCERNED;
  if (act.party === undefined) return { is: 'NOT_EVALUATED', reason: 'person-not-known' };
  const checked = checks(scene);
  const clean = checked.filter((spell) => saidText(spell, 'result') === 'CLEAN');
  const proofs: Proof[] = [
    ...inbound(scene),
    ...consents(scene, terms.consent),
    ...clean.map(({ from, day, event }) => ({ at: from, day, event })),
  ];
  const gone = checked.filter(({ fields }) => fields['result'] === 'REASSIGNED').sort((a, b) => b.from - a.from)[0];
  const after = gone === undefined ? proofs : proofs.filter(({ at }) => at > gone.from);
  if (gone !== undefined && after.length === 0) {
    return { is: 'BREACH', reason: 'number-reassigned', inputs: [gone.event], next: null };
  }
  const last = after.reduce<Proof | undefined>((best, one) => (best && best.at >= one.at ? best : one), undefined);
  if (last === undefined) return { is: 'BREACH', reason: 'no-proof-of-number', inputs: [], next: null };
  const ages = zones.map((zone) => {
    const today = act.day === undefined ? localDayNumber(act.at, zone) : dayNumber(act.day);
    return today - (last.day === undefined ? localDayNumber(last.at, zone) : dayNumber(last.day));
  });
  const counters = { days_since: Math.max(...ages), days_max: terms.days };
  const inputs = [last.event];
  if (counters.days_since <= terms.days) return { is: 'ALLOWED', counters, inputs };
  return { is: 'BREACH', reason: 'proof-of-number-too-old', counters, inputs, next: null };
}

export const recentNumber: ContactEvaluator<Recent> = {
  of: 'contact',
  name: 'recent-number@1.0.0',
  parameters: {
    type: 'object',
    required: ['channels', 'days', 'consent'],
    additionalProperties: false,
    properties: {
      channels: { type: 'array', items: { type: 'string' } },
      days: { type: 'integer', minimum: 1 },
      consent: { type: 'string' },
    },
  },
  evaluate,
};
