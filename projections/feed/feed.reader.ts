/** Reads the feed: a page at a time, or as it comes. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { StreamPortfolios } from '../../src/access/stream-portfolios.js';
import type { AnyFact } from '../../src/ledger/fact.js';
import type { StoredEvent } from '../../src/store/port.js';
import { decode } from '../../src/ledger/envelope.js';
import { ReadSide } from '../read/read-side.js';
import { FEED_PAGE_MAX } from './feed.dto.js';
import { wanted, type FeedFilter } from './feed.filter.js';

/** Events looked at for one page: a filter that lets little through must not hold a request for ever. */
export const FEED_SCAN_MAX = 100_000;

export type FeedFact = Omit<AnyFact, 'meta' | 's'>;

export interface FeedPage {
  /** V; null: facts of every day. */
  readonly asOf: string | null;
  /** K: `recordedAt` of the last fact looked at; null before the first. */
  readonly knownAt: string | null;
  /** Id of that fact. */
  readonly lastEvent: string | null;
  /** Whether a fact recorded later could still come to lie before K. */
  readonly final: boolean;
  readonly facts: readonly FeedFact[];
  /** Begin the next page here: at-least-once, whatever happens to the reader. */
  readonly next: string;
  /** Nothing more is in the feed now. A page that is not at the head may have no facts: go on with `next`. */
  readonly atHead: boolean;
  /** Position of the feed's last fact: the ledger's, or the last that K includes. */
  readonly head: number;
}

export interface PageRequest {
  readonly filter: FeedFilter;
  readonly after: number;
  readonly limit: number;
  /** Store position of the last fact that K includes; undefined: K does not cut. */
  readonly until?: number;
  readonly final: boolean;
  /** Milliseconds to wait for a first fact. */
  readonly waitMs: number;
  /** The reader has gone. */
  readonly gone: AbortSignal;
}

/** What has been read of a page so far. */
interface Progress {
  readonly facts: FeedFact[];
  next: number;
}

@Injectable()
export class FeedReader implements OnModuleDestroy {
  private readonly closing = new AbortController();
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(StreamPortfolios) private readonly portfolios: StreamPortfolios,
  ) {}

  /** Who waits is answered at once with what there is; streams end. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** A signal that ends with the reader or with the server. */
  until(gone: AbortSignal): AbortSignal {
    return AbortSignal.any([gone, this.closing.signal]);
  }

  async page(request: PageRequest): Promise<FeedPage> {
    const progress: Progress = { facts: [], next: request.after };
    let atHead = await this.scan(request, progress);
    if (atHead && progress.facts.length === 0 && request.until === undefined && request.waitMs > 0) {
      const signal = this.until(AbortSignal.any([request.gone, AbortSignal.timeout(request.waitMs)]));
      for await (const events of this.read.store.subscribe(progress.next, signal)) {
        atHead = await this.take(events, request, progress);
        if (progress.facts.length > 0) break;
      }
    }
    const { asOf = null } = request.filter;
    const head = request.until ?? (await this.read.store.head());
    const cut = await this.lastAt(Math.min(progress.next, head));
    const { facts, next } = progress;
    return { asOf, ...cut, final: request.final && next >= head, facts, next: String(next), atHead, head };
  }

  /** Facts as they come, in the pages of the store; ends with the signal. Read no further than they are taken. */
  async *follow(filter: FeedFilter, after: number, signal: AbortSignal): AsyncGenerator<Followed, void, undefined> {
    for await (const events of this.read.store.subscribe(after, signal)) {
      const facts: FeedFact[] = [];
      for (const event of events) {
        const fact = await wanted(event, filter, this.portfolios);
        if (fact) facts.push(shown(fact));
      }
      yield { facts, position: (events[events.length - 1] as StoredEvent).position };
    }
  }

  /** Reads on until the page is full or enough was looked at; true at the head. */
  private async scan(request: PageRequest, progress: Progress): Promise<boolean> {
    for (let looked = 0; looked < FEED_SCAN_MAX; looked += FEED_PAGE_MAX) {
      const events = await this.read.store.readAll(progress.next, FEED_PAGE_MAX);
      const whole = await this.take(events, request, progress);
      if (!whole) return false;
      if (events.length < FEED_PAGE_MAX || progress.next >= (request.until ?? Infinity)) return true;
    }
    return false;
  }

  /** Takes events into a page; false: it was full before the last of them. */
  private async take(events: readonly StoredEvent[], request: PageRequest, progress: Progress): Promise<boolean> {
    const { filter, limit, until = Infinity } = request;
    for (const event of events) {
      if (event.position > until) {
        progress.next = Math.max(progress.next, until);
        return true;
      }
      if (progress.facts.length === limit) return false;
      progress.next = event.position;
      const fact = await wanted(event, filter, this.portfolios);
      if (fact) progress.facts.push(shown(fact));
    }
    return true;
  }

  private async lastAt(position: number): Promise<Pick<FeedPage, 'knownAt' | 'lastEvent'>> {
    const event = await this.read.store.eventAt(position);
    return event ? { knownAt: decode(event).rec, lastEvent: event.id } : { knownAt: null, lastEvent: null };
  }
}

export interface Followed {
  readonly facts: readonly FeedFact[];
  /** Everything up to here has been looked at. */
  readonly position: number;
}

function shown({ meta: _meta, s: _salt, ...fact }: AnyFact): FeedFact {
  return fact;
}
