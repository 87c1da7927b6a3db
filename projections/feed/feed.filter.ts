/** Which facts a reader of the feed wants. What can be told from the event's frame is told before its body is read. */
import { decode } from '../../src/ledger/envelope.js';
import type { AnyFact } from '../../src/ledger/fact.js';
import { Lru } from '../../src/ledger/lru.js';
import type { EventStore, StoredEvent } from '../../src/store/port.js';

/** Streams whose portfolio is kept in memory. */
const STREAMS_REMEMBERED_MAX = 100_000;

export interface FeedFilter {
  /** Types of facts; all where absent. */
  readonly types?: ReadonlySet<string>;
  readonly stream?: string;
  /** Stream id of a portfolio. */
  readonly portfolio?: string;
  /** What stream ids begin with, before the dash. */
  readonly category?: string;
  /** V: facts effective after it are left out. */
  readonly asOf?: string;
}

/** Finds out which portfolio a stream belongs to: its first fact says so. */
export class StreamPortfolios {
  private readonly known = new Lru<string, string>(STREAMS_REMEMBERED_MAX);

  constructor(private readonly store: EventStore) {}

  /** Empty for a stream that belongs to none. */
  async of(stream: string): Promise<string> {
    const known = this.known.get(stream);
    if (known !== undefined) return known;
    const found = stream.startsWith('portfolio-') ? stream : await this.firstSays(stream);
    this.known.put(stream, found);
    return found;
  }

  private async firstSays(stream: string): Promise<string> {
    const [first] = await this.store.readStream(stream, 0, 1);
    const { portfolio } = first ? (decode(first).data as { readonly portfolio?: unknown }) : {};
    return typeof portfolio === 'string' ? portfolio : '';
  }
}

/** The fact, where it is wanted. */
export async function wanted(
  event: StoredEvent,
  { types, stream, category, portfolio, asOf }: FeedFilter,
  portfolios: StreamPortfolios,
): Promise<AnyFact | undefined> {
  if (types !== undefined && !types.has(event.type)) return undefined;
  if (stream !== undefined && event.stream !== stream) return undefined;
  if (category !== undefined && !event.stream.startsWith(`${category}-`)) return undefined;
  if (portfolio !== undefined && (await portfolios.of(event.stream)) !== portfolio) return undefined;
  const fact = decode(event);
  return asOf !== undefined && fact.eff > asOf ? undefined : fact;
}
