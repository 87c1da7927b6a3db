/** Consents that stand for a contact. */
import { addDays, localDate, type Millis } from '../../ledger/dates.js';
import type { Scene } from '../evaluator.js';
import type { Act } from './attempt.js';
import { saidList, saidText, type Spell } from './spell.js';

export interface ConsentTerms {
  readonly purpose: string;
  /** Only one that was given directly to who collects. */
  readonly direct?: boolean;
  /** It holds for so many consecutive days at most, the day on which it was given included. */
  readonly daysMax?: number;
  /** Only one that was given after this instant. */
  readonly after?: Millis;
}

/** Whether the days of a consent hold the day of a contact, in every zone. */
function inTime(spell: Spell, { at, day }: Act, zones: readonly string[], daysMax: number | undefined): boolean {
  const [from, until] = [saidText(spell, 'from'), saidText(spell, 'until')];
  return zones.every((zone) => {
    const date = day ?? localDate(at, zone);
    const given = spell.day ?? localDate(spell.from, zone);
    if (daysMax !== undefined && date > addDays(given, daysMax - 1)) return false;
    return (from === undefined || from <= date) && (until === undefined || date <= until);
  });
}

/** Whether a consent is for this contact: its medium, contact point and debts where it names them. */
function isFor(spell: Spell, { channel, point, debts }: Act): boolean {
  const [medium, place] = [saidText(spell, 'medium'), saidText(spell, 'point')];
  const named = saidList(spell, 'debts');
  if (medium !== undefined && medium !== channel) return false;
  if (place !== undefined && place !== point) return false;
  return named === undefined || debts.every((debt) => named.includes(debt));
}

/** The consent of the person contacted that stands at the time of an act and covers it. None where nobody knows who it is. */
export function consentTo(act: Act, { dossier, zones }: Scene, terms: ConsentTerms): Spell | undefined {
  if (act.party === undefined) return undefined;
  return dossier
    .standing('consent', act.at, act.party)
    .find(
      (spell) =>
        saidText(spell, 'purpose') === terms.purpose &&
        (terms.direct !== true || spell.fields['direct'] === true) &&
        (terms.after === undefined || spell.from > terms.after) &&
        isFor(spell, act) &&
        inTime(spell, act, zones, terms.daysMax),
    );
}

/** The consent with a purpose that covers the contact of a scene, where there is one. */
export function consentFor(scene: Scene, purpose: string, direct?: boolean): Spell | undefined {
  return consentTo(scene.act, scene, { purpose, direct });
}
