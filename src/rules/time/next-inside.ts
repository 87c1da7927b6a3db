/** The next allowed time: the first instant that is inside every window in every candidate zone, to the millisecond. */
import type { Millis } from '../../ledger/dates.js';
import { isWallInside, type DailyWindow } from './window.js';
import { DAY_MS, offsetAt, steadyUntil } from './zone-offsets.js';

/** Windows come again after a week; a day more for those that a clock change hides once. */
export const SEARCH_DAYS = 8;

/**
 * The first instant at or after the given one that is inside all windows in all zones. Undefined where there is none
 * within `SEARCH_DAYS` (zones too far apart, windows that exclude each other) and where no zone is known.
 */
export function nextInside(
  instant: Millis,
  zones: readonly string[],
  windows: readonly DailyWindow[],
): Millis | undefined {
  if (zones.length === 0) return undefined;
  const limit = instant + SEARCH_DAYS * DAY_MS;
  // Nothing before what one window needs in one zone is inside all: so each may push the instant on, until none does.
  let at = instant;
  for (;;) {
    let later = at;
    for (const window of windows) {
      for (const zone of zones) {
        const next = nextInOne(later, limit, zone, window);
        if (next === undefined) return undefined;
        later = next;
      }
    }
    if (later === at) return at;
    at = later;
  }
}

function nextInOne(from: Millis, limit: Millis, zone: string, window: DailyWindow): Millis | undefined {
  let at = from;
  while (at <= limit) {
    const offset = offsetAt(at, zone);
    const until = steadyUntil(at, zone);
    const wall = nextOnWall(at + offset, until + offset, window);
    if (wall !== undefined) return wall - offset <= limit ? wall - offset : undefined;
    at = until;
  }
  return undefined;
}

/** The same on a wall clock that neither jumps nor repeats from `from` to just before `before`. */
function nextOnWall(from: number, before: number, window: DailyWindow): number | undefined {
  if (isWallInside(from, window)) return from;
  // Only at these times of day does one get in or out; at midnight because the weekday changes.
  const edges = [0, window.from, window.until].sort((a, b) => a - b);
  for (let midnight = Math.floor(from / DAY_MS) * DAY_MS; midnight < before; midnight += DAY_MS) {
    for (const edge of edges) {
      const wall = midnight + edge;
      if (wall > from && wall < before && isWallInside(wall, window)) return wall;
    }
  }
  return undefined;
}
