/** In which zones a person may be. */
import { isZone } from '../../ledger/dates.js';
import type { Act } from './attempt.js';
import type { Dossier } from './dossier.js';
import { saidText } from './spell.js';

/**
 * Zones recorded of the person that stand at the time of the contact, and the one that the contact itself states: where
 * they conflict, all are candidates. A name that is no zone says that nobody knows: none is returned, so that the pack's
 * own candidates decide; another zone is never put in its place.
 */
export function zonesRecorded(dossier: Dossier, { at, zone, party }: Act): readonly string[] {
  const standing = party === undefined ? [] : dossier.standing('partyZone', at, party);
  const names = standing.flatMap((spell) => saidText(spell, 'zone') ?? []);
  const all = [...new Set(zone === undefined ? names : [...names, zone])].sort();
  return all.every(isZone) ? all : [];
}
