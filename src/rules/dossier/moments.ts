/** Instants of facts: rules compare instants, and a day without a time begins with its first. */
import { isDayOnly, startOfDay, toMillis, type CivilDate, type Millis, type Moment } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';

export interface When {
  readonly at: Millis;
  /** Present where only the day is known. */
  readonly day?: CivilDate;
}

export function whenOf(moment: Moment, zone: string): When {
  return isDayOnly(moment) ? { at: startOfDay(moment, zone), day: moment } : { at: toMillis(moment) };
}

/** When a fact happened, in the zone that it names. */
export function whenHappened({ at, zone }: AnyFact): When {
  return whenOf(at, zone.name);
}
