import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { Choice } from '../../src/http/fields.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { BASES, type Basis } from './balance.calc.js';
import { CaseBalanceQuery, type CaseBalanceAnswer } from './balances.query.js';

export class BalanceDto extends AsOfDto {
  @Choice(BASES, { optional: true, description: 'Reversal basis: as each fact says, or one for all.' })
  basis?: Basis;
}

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class BalancesController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('balance')
  @ApiOperation({ summary: 'What does the case owe, as of (V, K)?' })
  balance(@Param('case') id: string, @Query() { asOf, knownAt, basis }: BalanceDto): Promise<CaseBalanceAnswer> {
    return this.bus.execute(new CaseBalanceQuery(checked(id, 'case'), { asOf, knownAt }, basis));
  }
}
