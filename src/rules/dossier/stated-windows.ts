/** Times of the day that a person called convenient or inconvenient. */
import { isBadWindow, notWithin, parseWindow, type DailyWindow } from '../time/index.js';
import type { Act } from './attempt.js';
import type { Dossier } from './dossier.js';
import { saidList, saidText, type Spell } from './spell.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export interface StatedWindow {
  readonly window: DailyWindow;
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

/** Windows that the contact must lie in, from preferences of the person about its channel and contact point. */
export function statedWindows(dossier: Dossier, { at, party, channel, point }: Act): StatedWindow[] {
  if (party === undefined) return [];
  return dossier.standing('preference', at, party).flatMap((spell) => {
    const [medium, place] = [saidText(spell, 'channel'), saidText(spell, 'point')];
    if ((medium !== undefined && medium !== channel) || (place !== undefined && place !== point)) return [];
    const window = windowOf(spell);
    return window ? [{ window, event: spell.event }] : [];
  });
}
