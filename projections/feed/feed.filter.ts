/** Which facts a reader of the feed wants. What can be told from the event's frame is told before its body is read. */
import { decode } from '../../src/ledger/envelope.js';
import type { AnyFact } from '../../src/ledger/fact.js';
import type { StreamPortfolios } from '../../src/access/stream-portfolios.js';
import type { StoredEvent } from '../../src/store/port.js';

export interface FeedFilter {
  /** Types of facts; all where absent. */
  readonly types?: ReadonlySet<string>;
  readonly stream?: string;
  /** Stream ids of portfolios. */
  readonly portfolios?: ReadonlySet<string>;
  /** What stream ids begin with, before the dash. */
  readonly category?: string;
  /** V: facts effective after it are left out. */
  readonly asOf?: string;
}

/** The fact, where it is wanted. */
export async function wanted(
  event: StoredEvent,
  { types, stream, category, portfolios: own, asOf }: FeedFilter,
  portfolios: StreamPortfolios,
): Promise<AnyFact | undefined> {
  if (types !== undefined && !types.has(event.type)) return undefined;
  if (stream !== undefined && event.stream !== stream) return undefined;
  if (category !== undefined && !event.stream.startsWith(`${category}-`)) return undefined;
  if (own !== undefined && !own.has(await portfolios.of(event.stream))) return undefined;
  const fact = decode(event);
  return asOf !== undefined && fact.eff > asOf ? undefined : fact;
}
