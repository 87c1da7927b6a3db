/** Beginnings of several streams, from any store: at once where it can, else one after the other. */
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from './port.js';

/** As `EventStore.readStreams`. */
export async function readStreams(
  store: EventStore,
  streams: readonly string[],
  maxCount: number,
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  if (store.readStreams) return store.readStreams(streams, maxCount);
  const found = new Map<string, readonly StoredEvent[]>();
  for (const stream of streams) {
    const events = await store.readStream(stream, 0, maxCount);
    if (events.length > 0) found.set(stream, events);
  }
  return found;
}

/** Events from the one at a position on, that one included, at most `maxCount`. */
export async function readFrom(store: EventStore, position: number, maxCount: number): Promise<readonly StoredEvent[]> {
  if (store.dense) return store.readAll(position - 1, maxCount);
  const first = await store.eventAt(position);
  if (!first) return [];
  return maxCount === 1 ? [first] : [first, ...(await store.readAll(position, maxCount - 1))];
}

/**
 * How many events lie between a position and the head. A store that is not dense counts them one by one, so beyond
 * `PAGE_EVENTS_MAX` it says that many.
 */
export async function eventsBehind(store: EventStore, position: number, head: number): Promise<number> {
  if (position >= head) return 0;
  return store.dense ? head - position : (await store.readAll(position, PAGE_EVENTS_MAX)).length;
}
