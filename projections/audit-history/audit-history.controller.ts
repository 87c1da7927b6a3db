import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../../src/access/opens.js';
import { Group } from '../../src/access/route-group.js';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { AuditHistoryQuery, type AuditHistory } from './audit-history.query.js';

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class AuditHistoryController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('history')
  @Opens<AuditHistory>('case-history', ({ entries }) => entries.map(({ stream }) => stream))
  @ApiOperation({ summary: 'Every fact of the case, in order, both times, in plain sentences, as of (V, K).' })
  history(
    @Param('case') id: string,
    @Query() { asOf, knownAt }: AsOfDto,
    @Req() request: CallerRequest,
  ): Promise<AuditHistory> {
    const discloses = callerOf(request).personalData;
    return this.bus.execute(new AuditHistoryQuery(checked(id, 'case'), { asOf, knownAt }, discloses));
  }
}
