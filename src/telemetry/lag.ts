/** How old the oldest fact is that a reader has not yet read. */
import { toMillis } from '../ledger/dates.js';
import { decode } from '../ledger/envelope.js';
import type { EventStore } from '../store/port.js';

/** Seconds, by the position that was reached; none where nothing is behind it. One read for each position. */
export async function lagSeconds(
  store: EventStore,
  positions: Iterable<number>,
  now: number,
): Promise<ReadonlyMap<number, number>> {
  const ages = new Map<number, number>();
  for (const position of new Set(positions)) {
    const [next] = await store.readAll(position, 1);
    if (next) ages.set(position, Math.max(0, now - toMillis(decode(next).rec)) / 1000);
  }
  return ages;
}
