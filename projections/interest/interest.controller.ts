import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { CaseInterestQuery, type CaseInterest } from './case-interest.query.js';

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class InterestQuestionsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('interest')
  @ApiOperation({ summary: 'On what terms does a case bear interest, what stops it, and what is posted and accrued?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseInterest> {
    return this.bus.execute(new CaseInterestQuery(checked(id, 'case'), { asOf, knownAt }));
  }
}
