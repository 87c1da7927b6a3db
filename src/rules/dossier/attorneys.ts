/** Attorneys who speak for a person, and whether one must be written to instead of the person. */
import { addDays, localDate, type CivilDate, type Millis } from '../../ledger/dates.js';
import type { Dossier } from './dossier.js';
import { saidList, saidText, standsAt, type Spell } from './spell.js';

/** Mandates of attorneys that stand at an instant, for one debt at least of those asked; on a day in every zone. */
export function attorneysOf(
  dossier: Dossier,
  party: string,
  at: Millis,
  zones: readonly string[],
  debts: readonly string[],
): Spell[] {
  return dossier.spells('representation').filter((spell) => {
    if (spell.stream !== party || saidText(spell, 'kind') !== 'ATTORNEY' || !standsAt(spell, at)) return false;
    const until = saidText(spell, 'until');
    // Over only where its last day is over in every zone.
    if (until !== undefined && zones.every((zone) => localDate(at, zone) > until)) return false;
    return representedDebts(spell, debts).length > 0 || debts.length === 0;
  });
}

/** The debts of those asked that a mandate is about: all, where it names none. */
export function representedDebts(spell: Spell, debts: readonly string[]): readonly string[] {
  const named = saidList(spell, 'debts');
  return named === undefined ? debts : debts.filter((debt) => named.includes(debt));
}

/** Whether name and address are known, or can be found: the attorney stands in the book, by person or firm. */
export function isKnown(spell: Spell): boolean {
  return (
    spell.fields['knownAttorney'] === true ||
    saidText(spell, 'representative') !== undefined ||
    saidText(spell, 'firm') !== undefined
  );
}

export interface Opening {
  readonly reason: 'attorney-consented' | 'attorney-unresponsive';
  readonly event: string;
}

/**
 * Why the person may be contacted although an attorney was appointed.
 * @param days silence that has lasted at least so long; as recorded where left out.
 */
export function openedBy(spell: Spell, at: Millis, zones: readonly string[], days = 0): Opening | undefined {
  const today = zones.map((zone) => localDate(at, zone));
  for (const step of spell.steps) {
    if (step.at > at) continue;
    if (step.type === 'RepresentativeConsented') {
      const until = saidText(step, 'allowedUntil');
      if (until === undefined || today.every((day) => day <= until)) {
        return { reason: 'attorney-consented', event: step.event };
      }
    }
    if (step.type === 'RepresentativeUnresponsive') {
      const since: CivilDate = saidText(step, 'since') ?? step.on;
      if (today.every((day) => addDays(since, days) <= day)) {
        return { reason: 'attorney-unresponsive', event: step.event };
      }
    }
  }
  return undefined;
}
