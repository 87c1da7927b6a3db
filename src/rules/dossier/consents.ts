/** Consents that stand for a contact. */
import { localDate } from '../../ledger/dates.js';
import type { Scene } from '../evaluator.js';
import type { Act } from './attempt.js';
import { saidList, saidText, type Spell } from './spell.js';

/** Whether a consent is for this contact: its medium, contact point and debts where it names them, and not run out. */
function isFor(spell: Spell, { channel, point, debts, at, day }: Act, zones: readonly string[]): boolean {
  const medium = saidText(spell, 'medium');
  const place = saidText(spell, 'point');
  const named = saidList(spell, 'debts');
  const [from, until] = [saidText(spell, 'from'), saidText(spell, 'until')];
  if (medium !== undefined && medium !== channel) return false;
  if (place !== undefined && place !== point) return false;
  if (named !== undefined && !debts.every((debt) => named.includes(debt))) return false;
  return zones.every((zone) => {
    const date = day ?? localDate(at, zone);
    return (from === undefined || from <= date) && (until === undefined || date <= until);
  });
}

/** The consent with a purpose that covers the contact of a scene, where there is one. */
export function consentFor({ act, dossier, zones }: Scene, purpose: string): Spell | undefined {
  return dossier
    .standing('consent', act.at, act.party)
    .find((spell) => saidText(spell, 'purpose') === purpose && isFor(spell, act, zones));
}
