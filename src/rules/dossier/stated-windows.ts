/** Times of the day that a person called convenient or inconvenient. */
import { isBadWindow, notWithin, parseWindow, type DailyWindow } from '../time/index.js';
import type { Act } from './attempt.js';
import type { Dossier } from './dossier.js';
import { placeOfPoint } from './point-place.js';
import { saidList, saidText, type Spell } from './spell.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export interface StatedWindow {
  /** The contact must lie in it. */
  readonly window: DailyWindow;
  /** A time that the person wished: any one of several will do. Else one that is not inconvenient: all must hold. */
  readonly isWish: boolean;
  /** Event id of the preference. */
  readonly event: string;
}

function windowOf(spell: Spell): DailyWindow | undefined {
  const [start, end] = [saidText(spell, 'from'), saidText(spell, 'to')];
  const days = saidList(spell, 'days');
  const weekdays = days?.map((day) => WEEKDAYS.indexOf(day) + 1);
  if (start === undefined && end === undefined && days === undefined) return undefined;
  const parsed = parseWindow({ start: start ?? '00:00', end: end ?? '24:00', weekdays });
  if (isBadWindow(parsed)) return undefined;
  return spell.fields['avoid'] === true ? notWithin(parsed) : parsed;
}

/** Whether a preference is about the channel, contact point and place of a contact; about any where it names none. */
function isAbout(spell: Spell, { channel, point }: Act, place: string | undefined): boolean {
  const [medium, at, where] = [saidText(spell, 'channel'), saidText(spell, 'point'), saidText(spell, 'place')];
  if (medium !== undefined && medium !== channel) return false;
  // Where nobody knows what place the contact reaches, it may be that one.
  return (at === undefined || at === point) && (where === undefined || place === undefined || where === place);
}

/** Windows from preferences of the person that concern a contact. */
export function statedWindows(dossier: Dossier, act: Act): StatedWindow[] {
  const { at, party } = act;
  if (party === undefined) return [];
  const here = placeOfPoint(dossier.pointOf(act));
  return dossier.standing('preference', at, party).flatMap((spell) => {
    const window = isAbout(spell, act, here) ? windowOf(spell) : undefined;
    return window ? [{ window, isWish: spell.fields['avoid'] !== true, event: spell.event }] : [];
  });
}
