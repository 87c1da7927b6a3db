import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { HOLD_SOURCE_NAMES } from '../../src/ledger/hold/index.js';
import { CaseHoldsQuery, HoldListQuery, type CaseHolds, type HoldListRow } from './holds.query.js';

export class HoldListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(HOLD_SOURCE_NAMES, { optional: true, description: 'Only holds of this source.' })
  source?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class HoldsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/holds')
  @ApiOperation({ summary: 'What stops collection of the case, or contact with whoever owes it, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseHolds> {
    return this.bus.execute(new CaseHoldsQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('holds')
  @ApiOperation({ summary: 'Which cases are held, and by what, as of (V, K)? The longest held first.' })
  list(@Query() { portfolio, after, limit, asOf, knownAt, source }: HoldListDto): Promise<ListPage<HoldListRow>> {
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new HoldListQuery(scope, source));
  }
}
