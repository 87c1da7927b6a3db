import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Scope } from '../../src/access/scope.js';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { ClearanceListQuery, type ClearanceListRow, type ClearanceOutcome } from './clearance-list.query.js';
import { PartyClearancesQuery, type PartyClearance } from './party-clearances.query.js';

export class PartyClearancesDto extends PageAsOfDto {
  @Choice(['true', 'false'], { optional: true, description: 'Only what was permitted, or only what was blocked.' })
  permitted?: 'true' | 'false';
}

export class ClearanceListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @CivilDateField({ optional: true, description: 'Asked on this day or later.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'Asked on this day or earlier.' })
  to?: string;

  @Choice(['PERMITTED', 'BLOCKED'], { optional: true })
  outcome?: ClearanceOutcome;

  @Reference({
    optional: true,
    example: 'US-F-1',
    description: 'A rule that blocked, advised or could not be evaluated; with @version that version only.',
  })
  rule?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class ClearanceQuestionsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
    @Inject(Scope) private readonly scope: Scope,
  ) {}

  @Get('parties/:party/clearances')
  @ApiOperation({ summary: 'Which clearances was the person given or refused, and what became of each, as of (V, K)?' })
  async ofParty(
    @Param('party') id: string,
    @Query() query: PartyClearancesDto,
    @Req() request: CallerRequest,
  ): Promise<ListPage<PartyClearance>> {
    const { after, limit, asOf, knownAt, permitted } = query;
    const scope = { after, limit, when: { asOf, knownAt } };
    const only = permitted === undefined ? undefined : permitted === 'true';
    const asked = new PartyClearancesQuery(checked(id, 'party'), scope, only);
    const page = await this.bus.execute<PartyClearancesQuery, ListPage<PartyClearance>>(asked);
    const { portfolios } = callerOf(request);
    return { ...page, rows: await this.scope.own(portfolios, page.rows, ({ cases }) => cases) };
  }

  @Get('clearances')
  @ApiOperation({ summary: 'Which contacts were permitted or blocked across the book, by which rules, as of (V, K)?' })
  list(@Query() query: ClearanceListDto): Promise<ListPage<ClearanceListRow>> {
    const { portfolio, after, limit, asOf, knownAt, from, to, outcome, rule } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new ClearanceListQuery(scope, { from, to, outcome, rule }));
  }
}
