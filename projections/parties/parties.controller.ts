import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../../src/access/opens.js';
import { Scope } from '../../src/access/scope.js';
import { Group } from '../../src/access/route-group.js';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { checked } from '../../src/http/command-sender.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { PartyViewQuery, type PartyView } from './party-view.query.js';

@ApiTags('questions')
@Controller('v1/parties/:party')
@Group('case')
export class PartiesController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(Scope) private readonly scope: Scope,
  ) {}

  @Get()
  @Opens('party')
  @ApiOperation({ summary: 'Who is the party, how may it be reached, in which cases is it, as of (V, K)?' })
  async view(
    @Param('party') id: string,
    @Query() { asOf, knownAt }: AsOfDto,
    @Req() request: CallerRequest,
  ): Promise<PartyView> {
    const { personalData, portfolios } = callerOf(request);
    const query = new PartyViewQuery(checked(id, 'party'), { asOf, knownAt }, personalData);
    const view = await this.bus.execute<PartyViewQuery, PartyView>(query);
    return { ...view, cases: await this.scope.own(portfolios, view.cases, (role) => [role.case]) };
  }
}
