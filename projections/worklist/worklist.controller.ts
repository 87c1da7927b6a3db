import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Cursor, Reference } from '../../src/http/fields.js';
import { KNOWN_AT, PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX, WaitDto } from '../read/as-of.dto.js';
import { QueryCount } from '../../src/http/fields.js';
import type { ListPage } from '../read/list.js';
import { WorklistQuery, type WorklistLine } from './worklist.query.js';

export class WorklistDto extends WaitDto {
  @Reference({ optional: true, description: 'Name or id of a portfolio.' })
  portfolio?: string;

  @Reference({ optional: true, description: 'Only cases of this collector, as of (V, K).' })
  assignee?: string;

  @Reference({ optional: true, description: 'Only cases of this team, as of (V, K).' })
  team?: string;

  @Choice(['promise', 'instalment', 'complaint', 'court', 'register'], { optional: true })
  source?: string;

  @Reference({ optional: true, description: 'For registers the entry: `task`, `callback`, `hearing`.' })
  what?: string;

  @Choice(['OPEN', 'MISSED'], { optional: true })
  status?: 'OPEN' | 'MISSED';

  @CivilDateField({ optional: true, description: 'Due on or before this day; 7 days after V where left out.' })
  until?: string;

  @CivilDateField({ optional: true, description: 'Missed on or after this day; 30 days before V where left out.' })
  missedSince?: string;

  @CivilDateField({ optional: true, description: 'V: the whole of this day; today where left out.' })
  asOf?: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;

  @Cursor({ optional: true, description: '`next` of the page before: later pages show the list as it was then.' })
  after?: string;

  @QueryCount(1, PAGE_ROWS_MAX, { default: PAGE_ROWS_DEFAULT, description: 'Lines on one page.' })
  limit: number = PAGE_ROWS_DEFAULT;
}

@ApiTags('questions')
@Controller('v1/worklist')
export class WorklistController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is there to do, for whom, by when and why, as of (V, K)?' })
  list(@Query() { portfolio, after, limit, asOf, knownAt, ...filter }: WorklistDto): Promise<ListPage<WorklistLine>> {
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new WorklistQuery(scope, filter));
  }
}
