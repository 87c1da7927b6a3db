/** The attempts that may count against an act: those about it in time, and, where it is only asked for, open permits. */
import type { Millis } from '../../ledger/dates.js';
import type { Attempt } from '../dossier/attempt.js';
import { isSameInteraction } from '../dossier/interaction.js';
import type { Scene } from '../evaluator.js';

const DAY_MS = 86_400_000;
/** A civil day may begin this long before or after that of another zone. */
const ZONES_APART_MS = 2 * DAY_MS;

/** Index of the first attempt at or after an instant; they are sorted by time. */
export function firstFrom(attempts: readonly Attempt[], from: Millis): number {
  let low = 0;
  let high = attempts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((attempts[middle] as Attempt).at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Attempts of the days before an act; of one that is only asked for those after it too, with the permits that are open
 * when it is asked. Its own record is left out.
 */
export function around({ act, id, asked, dossier }: Scene, days: number): Attempt[] {
  const reach = days * DAY_MS + ZONES_APART_MS;
  const attempts = dossier.attempts();
  const own = asked === undefined && id !== undefined ? dossier.attempt(id) : undefined;
  const found: Attempt[] = [];
  for (let i = firstFrom(attempts, act.at - reach); i < attempts.length; i++) {
    const attempt = attempts[i] as Attempt;
    if (attempt.id === id) {
      // What stands after it in the same instant came after it.
      if (asked === undefined) break;
      continue;
    }
    if (attempt.at > (asked === undefined ? act.at : act.at + reach)) break;
    // The same call, as it was recorded on another case.
    if (own && isSameInteraction(attempt, own)) continue;
    found.push(attempt);
  }
  if (asked === undefined) return found;
  return [...found, ...dossier.reservations(asked).filter(({ at }) => Math.abs(at - act.at) <= reach)];
}
