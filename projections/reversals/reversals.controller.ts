import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { CaseReversalsQuery, type CaseReversals } from './reversals.query.js';

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class ReversalsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('reversals')
  @ApiOperation({ summary: 'Which payments were taken back, and on which days does the other basis say otherwise?' })
  list(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseReversals> {
    return this.bus.execute(new CaseReversalsQuery(checked(id, 'case'), { asOf, knownAt }));
  }
}
