/** All events of a stream, in order, page by page. */
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';

export async function* eventsOf(store: EventStore, stream: string): AsyncGenerator<StoredEvent, void> {
  for (let from = 0; ;) {
    const page = await store.readStream(stream, from, PAGE_EVENTS_MAX);
    yield* page;
    if (page.length < PAGE_EVENTS_MAX) return;
    from += page.length;
  }
}
