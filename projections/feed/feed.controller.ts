/** The feed: every fact of the ledger in store order, resumable from a position, without personal values. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { QueryCount, Reference } from '../../src/http/fields.js';
import { decode } from '../../src/ledger/envelope.js';
import type { AnyFact } from '../../src/ledger/fact.js';
import { cursor } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';

export const FEED_PAGE_DEFAULT = 100;
export const FEED_PAGE_MAX = 1_000;
/** Longest wait for a first fact, seconds. */
export const FEED_WAIT_SECONDS_MAX = 30;

export class FeedDto {
  @Reference({ optional: true, description: 'Position after which to begin; `next` of the page before.' })
  after?: string;

  @QueryCount(1, FEED_PAGE_MAX, { default: FEED_PAGE_DEFAULT, description: 'Facts on one page.' })
  limit: number = FEED_PAGE_DEFAULT;

  @Reference({ optional: true, description: 'Only facts of these types, separated by spaces.' })
  types?: string;

  @Reference({ optional: true, description: 'Only facts of this stream.' })
  stream?: string;

  @QueryCount(0, FEED_WAIT_SECONDS_MAX, { default: 0, description: 'Seconds to wait for a first fact.' })
  wait: number = 0;
}

export type FeedFact = Omit<AnyFact, 'meta' | 's'>;

export interface FeedPage {
  readonly facts: readonly FeedFact[];
  /** Begin the next page here: at-least-once, whatever happens to the reader. */
  readonly next: string;
  /** Nothing more is in the ledger now. */
  readonly atHead: boolean;
}

@ApiTags('questions')
@Controller('v1/events')
export class FeedController {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  @Get()
  @ApiOperation({ summary: 'Facts in store order after a position; waits for a first one when asked to.' })
  async page(@Query() { after, limit, types, stream, wait }: FeedDto): Promise<FeedPage> {
    const wanted = types === undefined ? undefined : new Set(types.split(/[ ,]+/));
    const fits = (fact: AnyFact): boolean =>
      (wanted === undefined || wanted.has(fact.type)) && (stream === undefined || fact.stream === stream);
    const deadline = this.read.clock.now() + wait * 1000;
    const facts: FeedFact[] = [];
    let next = cursor(after);
    for (;;) {
      const page = await this.read.store.readAll(next, FEED_PAGE_MAX);
      for (const event of page) {
        if (facts.length === limit) return { facts, next: String(next), atHead: false };
        next = event.position;
        const fact = decode(event);
        if (fits(fact)) facts.push(shown(fact));
      }
      const atHead = page.length < FEED_PAGE_MAX;
      if (atHead && (facts.length > 0 || this.read.clock.now() >= deadline))
        return { facts, next: String(next), atHead };
      if (atHead) await new Promise((resolve) => setTimeout(resolve, FEED_POLL_MS));
    }
  }
}

const FEED_POLL_MS = 200;

function shown({ meta: _meta, s: _salt, ...fact }: AnyFact): FeedFact {
  return fact;
}
