import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import {
  CaseSettlementsQuery,
  SETTLEMENT_STAGE_NAMES,
  SettlementListQuery,
  type CaseSettlements,
  type SettlementListRow,
} from './settlements.query.js';

export class SettlementListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(SETTLEMENT_STAGE_NAMES, { optional: true })
  stage?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class SettlementsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/settlements')
  @ApiOperation({ summary: 'Which settlements were offered on the case, and what became of them, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseSettlements> {
    return this.bus.execute(new CaseSettlementsQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('settlements')
  @ApiOperation({ summary: 'The register of settlements across cases, as of (V, K).' })
  list(@Query() query: SettlementListDto): Promise<ListPage<SettlementListRow>> {
    const { portfolio, after, limit, stage, asOf, knownAt } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit };
    return this.bus.execute(new SettlementListQuery(scope, { asOf, knownAt }, stage));
  }
}
