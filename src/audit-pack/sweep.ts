/** Reads chosen events in store order: whole stretches where they lie close together, one by one where they do not. */
import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../store/port.js';
import { readFrom } from '../store/streams.js';

/** Events asked for at once. */
const PAGE = 256;
/** A stretch is read whole where at least one in so many of its events is wanted. */
const SPARSE = 4;
const EVENTS_A_TURN = 64;
/** Where positions are places in bytes: about how far two events lie apart. */
const EVENT_BYTES = 2_048;

/** @param positions ascending; each must be there. */
export async function* sweep(store: EventStore, positions: Float64Array): AsyncGenerator<StoredEvent, void> {
  let done = 0;
  const step = store.dense ? 1 : EVENT_BYTES;
  for (let at = 0; at < positions.length;) {
    const first = positions[at] as number;
    let count = Math.min(PAGE, positions.length - at);
    while (count > 1 && (positions[at + count - 1] as number) - first >= SPARSE * count * step) count = count >> 1;
    const last = positions[at + count - 1] as number;
    for await (const event of stretch(store, first, last)) {
      if (event.position !== positions[at] || count === 0) continue;
      at += 1;
      count -= 1;
      if (++done % EVENTS_A_TURN === 0) await turn();
      yield event;
    }
    if (count > 0)
      throw new Error(`the ledger lacks the event at position ${String(positions[at])}, which it had a moment ago`);
  }
}

/** Everything from one position to another, both included. */
async function* stretch(store: EventStore, first: number, last: number): AsyncGenerator<StoredEvent, void> {
  const most = first === last ? 1 : store.dense ? last - first + 1 : PAGE;
  for (
    let page = await readFrom(store, first, most);
    ;
    page = await store.readAll((page[page.length - 1] as StoredEvent).position, PAGE)
  ) {
    for (const event of page) {
      if (event.position > last) return;
      yield event;
    }
    if (store.dense || page.length < most || (page[page.length - 1] as StoredEvent).position >= last) return;
  }
}
