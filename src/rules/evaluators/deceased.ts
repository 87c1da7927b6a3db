/** Nobody contacts a person who has died. From the day of death where it is known, else from the notice. */
import { isCivilDate } from '../../ledger/dates.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { daysOf } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

type Terms = Readonly<Record<string, never>>;

/** A notice that was refuted says nothing: it was of somebody else. */
function isDeadBy(spell: Spell, { act, zones }: Scene): boolean {
  if (spell.end !== undefined) return false;
  const died = saidText(spell, 'diedOn');
  if (died === undefined || !isCivilDate(died)) return spell.from <= act.at;
  return daysOf(act, zones).some((day) => day > died) || (spell.from <= act.at && died <= spell.on);
}

function evaluate(scene: Scene): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || act.party === undefined) return NOT_CONCERNED;
  const spell = dossier.spells('death').find((one) => one.stream === act.party && isDeadBy(one, scene));
  if (!spell) return NOT_CONCERNED;
  const flags = act.at < spell.from ? ['before-we-were-told'] : undefined;
  return { is: 'BREACH', reason: 'person-has-died', inputs: [spell.event], next: null, flags };
}

export const deceased: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'deceased@1.0.0',
  parameters: { type: 'object', additionalProperties: false, properties: {} },
  evaluate,
};
