/** The route of subject access. */
import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiForbiddenResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../access/opens.js';
import { Group } from '../access/route-group.js';
import { Scope } from '../access/scope.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { checked } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { readerOf } from './party-subjects.js';
import { personalDataOf, type PersonalData } from './personal-data.js';

@ApiTags('privacy')
@Controller('v1/parties/:party/personal-data')
@Group('privacy')
export class PersonalDataController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Scope) private readonly scope: Scope,
  ) {}

  @Get()
  @Opens<PersonalData>('personal-data', ({ values }) => values.map(({ stream }) => stream))
  @ApiOperation({
    summary: 'Every personal value of a person, with its fact, purpose, source and time: for that person.',
  })
  @ApiForbiddenResponse({ description: 'It needs the role compliance or admin.' })
  async of(@Param('party') id: string, @Req() request: CallerRequest): Promise<PersonalData> {
    const party = checked(id, 'party');
    const { portfolios } = callerOf(request);
    const { vault, store } = this.runtime;
    const data = await personalDataOf(party, vault, readerOf(store));
    if (!data) throw Problem.of(404, 'unknown-party', `There is no party '${party}'.`);
    // The person may have cases in portfolios of others.
    const cases = await this.scope.own(portfolios, data.cases, (link) => [link.case]);
    const values = await this.scope.own(portfolios, data.values, ({ stream }) => [stream]);
    return { ...data, cases, values };
  }
}
