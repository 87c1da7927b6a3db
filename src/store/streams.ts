/** Beginnings of several streams, from any store: at once where it can, else one after the other. */
import type { EventStore, StoredEvent } from './port.js';

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
