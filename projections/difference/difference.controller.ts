import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../../src/access/opens.js';
import { Group } from '../../src/access/route-group.js';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { checked } from '../../src/http/command-sender.js';
import { CivilDateField, Id, QueryCount, Reference } from '../../src/http/fields.js';
import { KNOWN_AT, PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX, WaitDto } from '../read/as-of.dto.js';
import { CaseDifferenceQuery, type CaseDifference } from './case-difference.query.js';
import { PortfolioDifferenceQuery, type PortfolioDifference } from './portfolio-difference.query.js';

export class DifferenceDto extends WaitDto {
  @CivilDateField({ optional: true, description: 'V of both answers; today where left out.' })
  asOf?: string;

  @Reference({ description: `K1. ${KNOWN_AT}` })
  knownAt!: string;

  @Reference({ optional: true, description: `K2; now where left out. ${KNOWN_AT}` })
  against?: string;
}

export class PortfolioDifferenceDto extends DifferenceDto {
  @Id({ optional: true, description: '`next` of the page before.' })
  after?: string;

  @QueryCount(1, PAGE_ROWS_MAX, { default: PAGE_ROWS_DEFAULT, description: 'Cases on one page.' })
  limit: number = PAGE_ROWS_DEFAULT;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class DifferenceController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('cases/:case/difference')
  @Opens('case-difference')
  @ApiOperation({ summary: 'What do (V, K1) and (V, K2) disagree on about the case, fact by fact?' })
  ofCase(
    @Param('case') id: string,
    @Query() { asOf, knownAt, against }: DifferenceDto,
    @Req() request: CallerRequest,
  ): Promise<CaseDifference> {
    const discloses = callerOf(request).personalData;
    return this.bus.execute(new CaseDifferenceQuery(checked(id, 'case'), { asOf, knownAt, against }, discloses));
  }

  @Get('portfolios/:portfolio/difference')
  @Group('accounts')
  @ApiOperation({ summary: 'Which cases of the portfolio owe something else at V, as known at K2 instead of K1?' })
  ofPortfolio(
    @Param('portfolio') portfolio: string,
    @Query() { asOf, knownAt, against, after, limit }: PortfolioDifferenceDto,
  ): Promise<PortfolioDifference> {
    return this.bus.execute(new PortfolioDifferenceQuery(portfolio, { asOf, knownAt, against }, after, limit));
  }
}
