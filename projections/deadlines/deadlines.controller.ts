import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import { DEADLINE_SOURCES, DEADLINE_STATUSES } from './deadlines.js';
import { RULE_SOURCE } from './rule.deadlines.js';
import { CaseDeadlinesQuery, DeadlineListQuery, type CaseDeadlines, type DeadlineList } from './deadlines.query.js';

const UNTIL = 'Due on or before this day.';

export class CaseDeadlinesDto extends AsOfDto {
  @CivilDateField({ optional: true, description: UNTIL })
  until?: string;
}

export class DeadlineListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @CivilDateField({ optional: true, description: UNTIL })
  until?: string;

  @Choice([...DEADLINE_SOURCES.map(({ name }) => name), RULE_SOURCE], {
    optional: true,
    description: 'Only deadlines of this source.',
  })
  source?: string;

  @Choice(DEADLINE_STATUSES, { optional: true, description: 'As of V; met too late is missed.' })
  status?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class DeadlinesController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/deadlines')
  @ApiOperation({ summary: 'What must be done on the case by when, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt, until }: CaseDeadlinesDto): Promise<CaseDeadlines> {
    return this.bus.execute(new CaseDeadlinesQuery(checked(id, 'case'), { asOf, knownAt }, until));
  }

  @Get('deadlines')
  @ApiOperation({ summary: 'What must be done by when, across cases, as of (V, K)? The earliest due first.' })
  list(@Query() query: DeadlineListDto): Promise<DeadlineList> {
    const { portfolio, after, limit, asOf, knownAt, until, source, status } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new DeadlineListQuery(scope, { until, source, status }));
  }
}
