/** Which portfolio a stream belongs to: its first fact says so, for ever. */
import { decode } from '../ledger/envelope.js';
import { Lru } from '../ledger/lru.js';
import type { EventStore } from '../store/port.js';

/** Streams whose portfolio is kept in memory. */
const STREAMS_REMEMBERED_MAX = 100_000;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PORTFOLIO_ID = new RegExp(`^portfolio-${UUID}$`);

export function isPortfolioId(text: string): boolean {
  return PORTFOLIO_ID.test(text);
}

interface Ids {
  stream(category: string, parts: readonly string[]): string;
}

export class StreamPortfolios {
  private readonly known = new Lru<string, string>(STREAMS_REMEMBERED_MAX);

  constructor(private readonly store: EventStore) {}

  /** Empty for a stream that belongs to none, or that is not there. */
  async of(stream: string): Promise<string> {
    const known = this.known.get(stream);
    if (known !== undefined) return known;
    const [first] = await this.store.readStream(stream, 0, 1);
    // What is not there may come.
    if (!first) return '';
    const { portfolio } = decode(first).data as { readonly portfolio?: unknown };
    const found = stream.startsWith('portfolio-') ? stream : typeof portfolio === 'string' ? portfolio : '';
    this.known.put(stream, found);
    return found;
  }

  async exists(portfolio: string): Promise<boolean> {
    return (await this.of(portfolio)) !== '';
  }

  /** The stream of a portfolio, which people call by its name. */
  idOf(nameOrId: string, ids: Ids): string {
    return isPortfolioId(nameOrId) ? nameOrId : ids.stream('portfolio', [nameOrId]);
  }
}
