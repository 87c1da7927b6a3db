import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { PartyViewQuery, type PartyView } from './party-view.query.js';

@ApiTags('questions')
@Controller('v1/parties/:party')
export class PartiesController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Who is the party, how may it be reached, in which cases is it, as of (V, K)?' })
  view(
    @Param('party') id: string,
    @Query() { asOf, knownAt }: AsOfDto,
    @Req() request: CallerRequest,
  ): Promise<PartyView> {
    const discloses = callerOf(request).personalData;
    return this.bus.execute(new PartyViewQuery(checked(id, 'party'), { asOf, knownAt }, discloses));
  }
}
