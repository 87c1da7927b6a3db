/** Duties, holds and clocks of a case at (V, K); of a duty that was missed also what was known of it on its last day. */
import { endOfDay, type CivilDate } from '../../src/ledger/dates.js';
import { clocksOf, placeOfCase, type RuleClock } from '../../src/rules/index.js';
import type { CaseBook } from './case-book.js';
import { Forward } from './forward.js';

export interface DutyFinding {
  readonly clock: RuleClock;
  /** The same clock by what was known when its last day ended; undefined: nobody could know of it. Of a missed one only. */
  readonly asKnown?: RuleClock;
}

function isSame(a: RuleClock, b: RuleClock): boolean {
  return a.rule === b.rule && a.pack === b.pack && a.subject === b.subject && a.reason === b.reason;
}

/** One dossier moves forward over the last days of what was missed. */
function onTheirDays({ caseId, facts, packs, file: { zone } }: CaseBook, missed: readonly RuleClock[]) {
  const known = new Forward(facts);
  const days = [...new Set(missed.map(({ due }) => due as CivilDate))].sort();
  return new Map(
    days.map((day) => {
      const dossier = known.to(endOfDay(day, zone) - 1);
      const file = dossier.cases.get(caseId);
      return [day, file ? clocksOf(dossier, file, placeOfCase(dossier, file, day), day, packs) : []] as const;
    }),
  );
}

export function dutyFindings(book: CaseBook, asOf: CivilDate): DutyFinding[] {
  const clocks = clocksOf(book.now, book.file, book.place(asOf), asOf, book.packs);
  const missed = clocks.filter(({ outcome, due }) => outcome === 'DUTY_MISSED' && due !== undefined);
  if (missed.length === 0) return clocks.map((clock) => ({ clock }));
  const then = onTheirDays(book, missed);
  return clocks.map((clock) => {
    if (!missed.includes(clock)) return { clock };
    const ofDay = then.get(clock.due as CivilDate) ?? [];
    const asKnown =
      ofDay.find((other) => isSame(other, clock)) ??
      ofDay.find(({ rule, pack, subject }) => rule === clock.rule && pack === clock.pack && subject === clock.subject);
    return { clock, asKnown };
  });
}
