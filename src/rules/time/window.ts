/** Windows of the day, on the wall clock of the person contacted: 08:00 to 21:00, the night from 22:00 to 08:00. */
import type { Millis } from '../../ledger/dates.js';
import { wallMillis, weekdayOf, type Weekday } from './local-time.js';
import { DAY_MS } from './zone-offsets.js';

/**
 * A window of the day ready to be asked. `parseWindow` makes it.
 * It holds from its start, which belongs to it, to its end, which belongs to it only where `endInclusive` says so.
 */
export interface DailyWindow {
  /** Milliseconds after 00:00 on the wall clock. */
  readonly from: number;
  /** First millisecond that is no longer in it. At or before `from` where the window goes over midnight. */
  readonly until: number;
  /** Days on which it begins; every day where absent. A night from 22:00 on Monday to 08:00 is Monday's. */
  readonly weekdays?: ReadonlySet<Weekday>;
  /** True for the times that are NOT in the window. */
  readonly complement?: true;
}

/** The same window seen from outside: "not within". For times that a person called inconvenient. */
export function notWithin(window: DailyWindow): DailyWindow {
  const { complement, ...same } = window;
  return complement ? same : { ...same, complement: true };
}

/** True where the wall clock is inside. Takes milliseconds as `wallMillis` gives them. */
export function isWallInside(wall: number, window: DailyWindow): boolean {
  const day = Math.floor(wall / DAY_MS);
  const time = wall - day * DAY_MS;
  const { from, until } = window;
  const within =
    until > from
      ? time >= from && time < until && beginsOn(day, window)
      : (time >= from && beginsOn(day, window)) || (time < until && beginsOn(day - 1, window));
  return within !== (window.complement ?? false);
}

function beginsOn(day: number, { weekdays }: DailyWindow): boolean {
  return weekdays === undefined || weekdays.has(weekdayOf(day));
}

/** True only where it is inside in EVERY zone; so never where no zone is known. */
export function isInside(instant: Millis, zones: readonly string[], window: DailyWindow): boolean {
  return zones.length > 0 && zones.every((zone) => isWallInside(wallMillis(instant, zone), window));
}

/** The zones in which it is not inside. */
export function zonesOutside(instant: Millis, zones: readonly string[], window: DailyWindow): string[] {
  return zones.filter((zone) => !isWallInside(wallMillis(instant, zone), window));
}
