import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { PageAsOfDto } from '../read/as-of.dto.js';
import { WorklistQuery, type Worklist } from './worklist.query.js';

export class WorklistDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Reference({ optional: true, description: 'Only cases of this collector, as of (V, K).' })
  assignee?: string;

  @Reference({ optional: true, description: 'Only cases of this team, as of (V, K).' })
  team?: string;

  @Choice(['promise', 'instalment', 'complaint', 'court', 'register', 'rule'], { optional: true })
  source?: string;

  @Reference({
    optional: true,
    description:
      'Of registers the entry: `task`, `callback`, `hearing`; of rules what is due: `complaint`, `limitation`.',
  })
  what?: string;

  @Choice(['OPEN', 'MISSED'], { optional: true })
  status?: 'OPEN' | 'MISSED';

  @CivilDateField({ optional: true, description: 'Due on or before this day; 7 days after V where left out.' })
  until?: string;

  @CivilDateField({
    optional: true,
    description:
      'Missed on or after this day. Left out: 30 days before V; a complaint and what a rule asks for longer, until it is done.',
  })
  missedSince?: string;
}

@ApiTags('questions')
@Controller('v1/worklist')
@Group('case')
export class WorklistController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is there to do, for whom, by when and why, as of (V, K)?' })
  list(@Query() { portfolio, after, limit, asOf, knownAt, ...filter }: WorklistDto): Promise<Worklist> {
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new WorklistQuery(scope, filter));
  }
}
