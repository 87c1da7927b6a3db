/** What a person asked for about when, where and how to be contacted (CONC 7.9: due regard to reasonable requests). */
import { nextInside, isInside } from '../time/index.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { statedWindows } from '../dossier/stated-windows.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

const ABOUT = ['WHEN', 'WHERE', 'HOW'] as const;

interface Terms {
  readonly about: readonly (typeof ABOUT)[number][];
}

function hasTime({ fields }: Spell): boolean {
  return fields['from'] !== undefined || fields['to'] !== undefined || fields['days'] !== undefined;
}

interface Against {
  readonly reason: string;
  readonly event: string;
}

/** Where the contact reaches the person, as its point says. */
function placeOf({ act, dossier }: Scene): string | undefined {
  if (act.party === undefined || act.point === undefined) return undefined;
  return dossier.parties.get(act.party)?.points.get(act.point)?.place;
}

/** A place or point to avoid, or another than the one that was asked for. What is not known breaks no wish. */
function againstPlace(spell: Spell, scene: Scene): Against | undefined {
  if (hasTime(spell)) return undefined;
  const { event } = spell;
  const isAvoided = spell.fields['avoid'] === true;
  const pairs = [
    [saidText(spell, 'place'), placeOf(scene)],
    [saidText(spell, 'point'), scene.act.point],
  ];
  const differs = pairs.some(
    ([wished, is]) => wished !== undefined && is !== undefined && (wished === is) === isAvoided,
  );
  return differs ? { reason: isAvoided ? 'place-to-avoid' : 'place-not-wished', event } : undefined;
}

/** A medium to avoid, or another than those that were asked for. */
function againstMedium(spells: readonly Spell[], { act }: Scene): Against | undefined {
  const plain = spells.filter(
    (spell) => saidText(spell, 'channel') !== undefined && !hasTime(spell) && saidText(spell, 'place') === undefined,
  );
  const named = (spell: Spell): boolean => saidText(spell, 'channel') === act.channel;
  const avoided = plain.find((spell) => spell.fields['avoid'] === true && named(spell));
  if (avoided) return { reason: 'medium-to-avoid', event: avoided.event };
  const wished = plain.filter((spell) => saidText(spell, 'kind') === 'MEDIUM' && spell.fields['avoid'] !== true);
  const [first] = wished;
  return first && !wished.some(named) ? { reason: 'medium-not-wished', event: first.event } : undefined;
}

function otherwise(scene: Scene, spells: readonly Spell[], { about }: Terms): Against | undefined {
  const place = about.includes('WHERE') ? spells.map((spell) => againstPlace(spell, scene)).find(Boolean) : undefined;
  return place ?? (about.includes('HOW') ? againstMedium(spells, scene) : undefined);
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, dossier, zones } = scene;
  if (act.direction !== 'OUTBOUND' || act.party === undefined) return NOT_CONCERNED;
  const spells = dossier.standing('preference', act.at, act.party);
  if (spells.length === 0) return NOT_CONCERNED;
  const against = otherwise(scene, spells, terms);
  if (against) return { is: 'BREACH', reason: against.reason, inputs: [against.event], next: null };
  const windows = terms.about.includes('WHEN') ? statedWindows(dossier, act) : [];
  if (windows.length === 0) return { is: 'ALLOWED', inputs: spells.map(({ event }) => event) };
  if (act.day !== undefined) return { is: 'NOT_EVALUATED', reason: 'time-of-day-not-known' };
  const where = act.zone === undefined ? zones : [act.zone];
  const closed = windows.filter(({ window }) => !isInside(act.at, where, window));
  if (closed.length === 0) return { is: 'ALLOWED', inputs: windows.map(({ event }) => event) };
  const next = nextInside(
    act.at,
    where,
    windows.map(({ window }) => window),
  );
  return { is: 'BREACH', reason: 'time-not-wished', inputs: closed.map(({ event }) => event), next: next ?? null };
}

export const statedPreferences: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'stated-preferences@1.0.0',
  parameters: {
    type: 'object',
    required: ['about'],
    additionalProperties: false,
    properties: { about: { type: 'array', items: { enum: ABOUT }, minItems: 1 } },
  },
  evaluate,
};
