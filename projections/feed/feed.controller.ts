/** The feed: every fact of the ledger in store order, resumable from a position, without personal values. */
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Group } from '../../src/access/route-group.js';
import { CommandSender } from '../../src/http/command-sender.js';
import { Problem } from '../../src/http/problem.js';
import { FACT_TYPES } from '../audit-history/sentences/index.js';
import { Projector } from '../projector/projector.js';
import { cursor } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { FeedDto, FeedStreamDto, type FeedFilterDto } from './feed.dto.js';
import type { FeedFilter } from './feed.filter.js';
import { frames } from './feed.frames.js';
import { FeedReader, type FeedPage } from './feed.reader.js';

/** Readers of streams at one time. */
export const FEED_STREAMS_MAX = 100;

@ApiTags('questions')
@Controller('v1/events')
@Group('feed')
export class FeedController {
  private streams = 0;

  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(FeedReader) private readonly reader: FeedReader,
    @Inject(Projector) private readonly projector: Projector,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Facts in store order after a position; waits for a first one when asked to.' })
  async page(@Query() query: FeedDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<FeedPage> {
    const { after, limit, wait, knownAt } = query;
    const filter = this.filterOf(query);
    const cut = await this.read.cut(knownAt, 'UTC');
    const { position: until, final } = cut;
    return this.reader.page({
      filter,
      after: cursor(after),
      limit,
      until,
      final,
      waitMs: wait * 1000,
      gone: gone(reply),
    });
  }

  @Get('stream')
  @ApiOperation({ summary: 'Facts as they come, as server-sent events; resumes after the position in Last-Event-ID.' })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Position of the last event that was handled.' })
  stream(
    @Query() query: FeedStreamDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const after = cursor(lastEventId ?? query.after);
    const filter = this.filterOf(query);
    if (this.streams >= FEED_STREAMS_MAX) {
      throw Problem.of(
        503,
        'too-many-readers',
        `${FEED_STREAMS_MAX} readers follow the feed already. Try again later.`,
      );
    }
    this.streams += 1;
    reply.raw.once('close', () => (this.streams -= 1));
    const signal = this.reader.until(gone(reply));
    const text = Readable.from(frames(this.reader.follow(filter, after, signal), after), { highWaterMark: 1 });
    void reply
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .type('text/event-stream; charset=utf-8')
      .send(text);
  }

  private filterOf({ type = [], types = [], stream, portfolio, question, category, asOf }: FeedFilterDto): FeedFilter {
    const named = [...type, ...types];
    const unknown = named.find((each) => !FACT_TYPES.has(each));
    if (unknown !== undefined) {
      throw Problem.of(400, 'unknown-type', `There is no fact of the type '${unknown}'.`, { field: 'type' });
    }
    const own = question === undefined ? undefined : this.typesOf(question);
    const some = named.length === 0 ? own : new Set(named.filter((each) => own?.has(each) ?? true));
    const portfolios = portfolio === undefined ? undefined : new Set(this.sender.portfolioId(portfolio).split(','));
    return { types: some, stream, portfolios, category, asOf };
  }

  /** The types that a read table is folded from; undefined: all. */
  private typesOf(question: string): ReadonlySet<string> | undefined {
    const track = this.projector.tracks.find(({ name }) => name === question);
    if (!track) {
      const names = this.projector.tracks.map(({ name }) => name).join(', ');
      const detail = `There is no read table '${question}'. There is ${names}.`;
      throw Problem.of(400, 'unknown-question', detail, { field: 'question' });
    }
    const { projection } = track;
    return projection.every ? undefined : new Set(Object.keys(projection.on));
  }
}

/** Aborts when the answer has been given, or its reader is gone. */
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}
