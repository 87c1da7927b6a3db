/** First instant after something that ends with a day: when the next day has begun in every zone in which the person may be. */
import type { CivilDate, Millis } from '../../ledger/dates.js';
import { localDate } from '../../ledger/dates.js';
import { firstInstantOn } from '../time/index.js';
import type { Act } from './attempt.js';

/** The days on which a contact lies: more than one where the zone is not known and midnight is near. */
export function daysOf({ at, day, zone }: Act, zones: readonly string[]): readonly CivilDate[] {
  if (day !== undefined) return [day];
  const all = (zone === undefined ? zones : [zone]).map((name) => localDate(at, name));
  return [...new Set(all)];
}

/** @param to first day on which it no longer holds; null where no end is known. */
export function nextAfter(to: CivilDate | undefined, zones: readonly string[]): Millis | null {
  return to === undefined ? null : (firstInstantOn(to, zones) ?? null);
}

/** The latest end of several; undefined where one of them has none. */
export function latestEnd(ends: readonly (CivilDate | undefined)[]): CivilDate | undefined {
  if (ends.includes(undefined)) return undefined;
  return [...(ends as CivilDate[])].sort().at(-1);
}
