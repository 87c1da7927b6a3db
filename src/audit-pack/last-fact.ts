/** The last fact of a ledger at a position: what the sealer records of itself stands between facts, and is none. */
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';

/** @param store without the sealer's own streams. @returns undefined where there is no fact up to the position */
export async function lastFactAt(store: EventStore, position: number): Promise<StoredEvent | undefined> {
  for (let [until, window] = [position, 16]; until > 0; window = Math.min(window * 4, PAGE_EVENTS_MAX)) {
    const from = Math.max(0, until - window);
    const page = await store.readAll(from, window);
    const last = page.findLast((event) => event.position <= until);
    if (last) return last;
    until = from;
  }
  return undefined;
}
