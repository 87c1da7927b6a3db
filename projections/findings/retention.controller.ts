import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { CaseRetentionQuery, type CaseRetention } from './case-retention.query.js';

@ApiTags('questions')
@Controller('v1/cases')
@Group('case')
export class RetentionController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get(':case/retention')
  @ApiOperation({ summary: 'Until when must each record of a case be kept, and when may it be erased, as of (V, K)?' })
  retention(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseRetention> {
    return this.bus.execute(new CaseRetentionQuery(checked(id, 'case'), { asOf, knownAt }));
  }
}
