import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { DISPUTE_GROUNDS } from '../../src/ledger/dispute/index.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { CaseDisputesQuery, DisputeListQuery, type CaseDisputes, type DisputeListRow } from './disputes.query.js';

export class DisputeListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(['RAISED', 'RESOLVED', 'WITHDRAWN'], { optional: true })
  stage?: string;

  @Choice(DISPUTE_GROUNDS, { optional: true })
  ground?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class DisputesController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/disputes')
  @ApiOperation({ summary: 'Which disputes were raised on the case, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseDisputes> {
    return this.bus.execute(new CaseDisputesQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('disputes')
  @ApiOperation({ summary: 'The dispute register across cases, as of (V, K).' })
  list(
    @Query() { portfolio, after, limit, asOf, knownAt, stage, ground }: DisputeListDto,
  ): Promise<ListPage<DisputeListRow>> {
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new DisputeListQuery(scope, stage, ground));
  }
}
