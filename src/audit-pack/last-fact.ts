/** The last fact of a ledger at a position: what the sealer records of itself stands between facts, and is none. */
import type { EventStore, StoredEvent } from '../store/port.js';

/** @param store without the sealer's own streams. @returns undefined where there is no fact up to the position */
export async function lastFactAt(store: EventStore, position: number): Promise<StoredEvent | undefined> {
  const [last] = await store.readBack('end', 1);
  if (!last || last.position <= position) return last;
  return (await store.eventAt(position)) ?? (await store.readBack(position, 1))[0];
}
