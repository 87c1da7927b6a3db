/** Finds the key of each stream: the position of its first fact. */
import { Lru } from '../../src/ledger/lru.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { EventStore } from '../../src/store/port.js';
import type { KeyedFact, StreamKey } from './projection.js';

const KEYS_CACHED_MAX = 300_000;

export class StreamKeys {
  private readonly known = new Lru<string, StreamKey>(KEYS_CACHED_MAX);

  constructor(private readonly store: EventStore) {}

  async keyed(facts: readonly LedgerFact[]): Promise<readonly KeyedFact[]> {
    const keyed: KeyedFact[] = [];
    for (const fact of facts) {
      let key = fact.revision === 0 ? fact.position : this.known.get(fact.stream);
      if (fact.revision === 0) this.known.put(fact.stream, fact.position);
      key ??= await this.find(fact.stream);
      keyed.push({ fact, key });
    }
    return keyed;
  }

  async find(stream: string): Promise<StreamKey> {
    const [first] = await this.store.readStream(stream, 0, 1);
    if (!first) throw new Error(`stream ${stream} has no first event`);
    this.known.put(stream, first.position);
    return first.position;
  }
}
