/**
 * The facts of streams, kept in memory and read on from where they were: a question about a person that was asked before
 * costs one look for news in each stream.
 */
import { withoutJudgement } from '../ledger/clearance/index.js';
import { decode } from '../ledger/envelope.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { Lru } from '../ledger/lru.js';
import { PAGE_EVENTS_MAX, type EventStore } from '../store/port.js';

/** Streams whose facts are kept. */
export const STREAMS_KEPT_MAX = 4_000;

export class StreamFacts {
  private readonly kept = new Lru<string, LedgerFact[]>(STREAMS_KEPT_MAX);

  constructor(private readonly store: EventStore) {}

  /**
   * All facts of a stream as the store has them now, decisions without their judgement (`recorded` gives it). The list is
   * shared: it is read, never changed.
   */
  async now(stream: string): Promise<readonly LedgerFact[]> {
    const known = this.kept.get(stream) ?? [];
    const fresh: LedgerFact[] = [];
    for (;;) {
      const page = await this.store.readStream(stream, known.length + fresh.length, PAGE_EVENTS_MAX);
      for (const event of page) fresh.push(withoutJudgement(decode(event) as LedgerFact));
      if (page.length < PAGE_EVENTS_MAX) break;
    }
    if (fresh.length === 0) return known;
    // Another question may have read on meanwhile: a new list, never a longer one.
    const all = known.concat(fresh);
    this.kept.put(stream, all);
    return all;
  }

  /** One fact as it was recorded, whole; undefined where the stream is shorter. It is not kept: few are asked for twice. */
  async recorded(stream: string, revision: number): Promise<LedgerFact | undefined> {
    const [event] = await this.store.readStream(stream, revision, 1);
    return event && (decode(event) as LedgerFact);
  }

  /** As it was at a revision. */
  async upTo(stream: string, revision: number): Promise<readonly LedgerFact[]> {
    const facts = await this.now(stream);
    return facts.length <= revision + 1 ? facts : facts.slice(0, revision + 1);
  }
}
