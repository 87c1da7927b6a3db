/** What a decision that depends on time was computed with: to be stored with it, so that it can be computed again. */
import { calendarOf, type CalendarId } from './calendars.js';

export interface TimeVersions {
  /** Release of the tz database, `2025c`. */
  readonly tz: string;
  readonly calendars: Readonly<Partial<Record<CalendarId, string>>>;
}

/**
 * Temporal has no zone data of its own: the library asks Intl, and Intl the ICU data that the running Node.js has
 * loaded, whose release of the tz database Node.js states. `unknown` in a build of Node.js without Intl, where zones
 * other than UTC do not work either.
 */
export const TZ_VERSION: string = process.versions.tz ?? 'unknown';

/** The versions behind a decision that asked these calendars. */
export function timeVersions(used: Iterable<CalendarId> = []): TimeVersions {
  const ids = [...new Set(used)].sort();
  return { tz: TZ_VERSION, calendars: Object.fromEntries(ids.map((id) => [id, calendarOf(id).version])) };
}
