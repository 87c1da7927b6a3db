/** Finds the key of each stream: the position of its first fact. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { RecentMap } from '../../src/store/recent-map.js';
import type { EventStore } from '../../src/store/port.js';
import type { KeyedFact, StreamKey } from './projection.js';

/** Streams whose key is kept in memory, per generation. */
const KEYS_CACHED = 150_000;

export class StreamKeys {
  private readonly known = new RecentMap<string, StreamKey>(KEYS_CACHED);

  constructor(private readonly store: EventStore) {}

  async keyed(facts: readonly LedgerFact[]): Promise<readonly KeyedFact[]> {
    const keyed: KeyedFact[] = [];
    for (const fact of facts) {
      let key = fact.revision === 0 ? fact.position : this.known.get(fact.stream);
      if (fact.revision === 0) this.known.set(fact.stream, fact.position);
      key ??= await this.find(fact.stream);
      keyed.push({ fact, key });
    }
    return keyed;
  }

  async find(stream: string): Promise<StreamKey> {
    const [first] = await this.store.readStream(stream, 0, 1);
    if (!first) throw new Error(`stream ${stream} has no first event`);
    this.known.set(stream, first.position);
    return first.position;
  }
}
