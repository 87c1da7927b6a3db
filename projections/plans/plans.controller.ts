import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, QueryCount } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { PLAN_KINDS } from '../../src/ledger/plan/index.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { PlanAdherenceQuery, type PlanAdherence } from './adherence.query.js';
import { CasePlansQuery, PLAN_STATE_NAMES, PlanListQuery, type CasePlans, type PlanListRow } from './plans.query.js';
import { PlanSurvivalQuery, type PlanSurvival } from './survival.query.js';

export class PlanListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(PLAN_STATE_NAMES, { optional: true })
  state?: string;

  @Choice(PLAN_KINDS, { optional: true })
  kind?: string;

  @CivilDateField({ optional: true, description: 'Next due on this day or later.' })
  dueFrom?: string;

  @CivilDateField({ optional: true, description: 'Next due on this day or earlier.' })
  dueTo?: string;
}

export class PlanFiguresDto extends AsOfDto {
  @Portfolios()
  portfolio?: string;
}

export class PlanSurvivalDto extends PlanFiguresDto {
  @QueryCount(0, 1200, { description: 'Names the plans that broke or left in this month, with their event ids.' })
  month?: number;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class PlansController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/plans')
  @ApiOperation({ summary: 'Which plans has the case, instalment by instalment, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CasePlans> {
    return this.bus.execute(new CasePlansQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('plans')
  @ApiOperation({ summary: 'The register of plans across cases, as of (V, K).' })
  list(@Query() query: PlanListDto): Promise<ListPage<PlanListRow>> {
    const { portfolio, after, limit, state, kind, dueFrom, dueTo, asOf, knownAt } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit };
    return this.bus.execute(new PlanListQuery(scope, { state, kind, dueFrom, dueTo }, { asOf, knownAt }));
  }

  @Get('plans/adherence')
  @Group('figures')
  @ApiOperation({ summary: 'How well are plans kept, by count and by amount, as of (V, K)?' })
  adherence(@Query() { portfolio, asOf, knownAt }: PlanFiguresDto): Promise<PlanAdherence> {
    return this.bus.execute(new PlanAdherenceQuery({ asOf, knownAt }, this.sender.portfolioId(portfolio)));
  }

  @Get('plans/survival')
  @Group('figures')
  @ApiOperation({ summary: 'How many plans survive so many months (Kaplan-Meier), as of (V, K)?' })
  survival(@Query() { portfolio, asOf, knownAt, month }: PlanSurvivalDto): Promise<PlanSurvival> {
    return this.bus.execute(new PlanSurvivalQuery({ asOf, knownAt }, this.sender.portfolioId(portfolio), month));
  }
}
