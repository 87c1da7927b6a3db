/** Reads a stream's facts for a fold. */
import { decode } from '../../src/ledger/envelope.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { PAGE_EVENTS_MAX, type EventStore } from '../../src/store/port.js';

/** Facts of a stream, from its first up to and including a revision. */
export async function historyOf(
  store: EventStore,
  stream: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<readonly LedgerFact[]> {
  const facts: LedgerFact[] = [];
  for (;;) {
    const count = Math.min(PAGE_EVENTS_MAX, upTo - facts.length + 1);
    const page = count > 0 ? await store.readStream(stream, facts.length, count) : [];
    for (const event of page) facts.push(decode(event) as LedgerFact);
    if (page.length < PAGE_EVENTS_MAX) return facts;
  }
}
