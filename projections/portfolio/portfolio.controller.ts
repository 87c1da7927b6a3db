import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { PortfolioListQuery, type PortfolioList } from './portfolio.query.js';
import { PortfolioTotalsQuery, type PortfolioTotals } from './totals.query.js';

export class PortfolioListDto extends AsOfDto {
  @Portfolios()
  portfolio?: string;
}

@ApiTags('questions')
@Controller('v1/portfolios')
@Group('figures')
export class PortfolioQuestionsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Group('portfolios')
  @ApiOperation({ summary: 'Which portfolios are there, as of (V, K)?' })
  list(@Query() { asOf, knownAt, portfolio }: PortfolioListDto): Promise<PortfolioList> {
    return this.bus.execute(new PortfolioListQuery({ asOf, knownAt }, portfolio));
  }

  @Get(':portfolio/totals')
  @ApiOperation({ summary: 'Totals by currency, product and ageing bucket, as of (V, K).' })
  totals(@Param('portfolio') portfolio: string, @Query() { asOf, knownAt }: AsOfDto): Promise<PortfolioTotals> {
    return this.bus.execute(new PortfolioTotalsQuery(portfolio, { asOf, knownAt }));
  }
}
