/** Until when a key is valid: `90d`, or the last day on which it is (UTC). */
import { addDays, isCivilDate, localDate, toInstant, toMillis, type Millis } from '../ledger/dates.js';

export const EXPIRES = /^(?:[1-9]\d{0,3}d|\d{4}-\d{2}-\d{2})$/;

const DAY_MS = 86_400_000;

/**
 * The instant at which a key ends, as RFC 3339.
 * @returns undefined where the text is neither a number of days nor a day from today on.
 */
export function expiryOf(text: string, now: Millis): string | undefined {
  if (!EXPIRES.test(text)) return undefined;
  if (text.endsWith('d')) return toInstant(now + Number(text.slice(0, -1)) * DAY_MS);
  if (!isCivilDate(text) || text < localDate(now, 'UTC')) return undefined;
  return toInstant(toMillis(`${addDays(text, 1)}T00:00:00Z`));
}
