/** In which zones a person may be. */
import type { Act } from './attempt.js';
import type { Dossier } from './dossier.js';
import { saidText } from './spell.js';

/** Zones recorded of the person that stand at the time of the contact, or the one that the contact itself states. */
export function zonesRecorded(dossier: Dossier, { at, zone, party }: Act): readonly string[] {
  if (zone !== undefined) return [zone];
  if (party === undefined) return [];
  const names = dossier.standing('partyZone', at, party).flatMap((spell) => saidText(spell, 'zone') ?? []);
  return [...new Set(names)].sort();
}
