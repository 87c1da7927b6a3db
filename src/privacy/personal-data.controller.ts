/** The route of subject access. */
import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiForbiddenResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Role } from '../access/api-keys.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { checked } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { readerOf } from './party-subjects.js';
import { personalDataOf, type PersonalData } from './personal-data.js';

/** Who answers a person that asks what is known of them. */
const MAY_EXPORT: ReadonlySet<Role> = new Set<Role>(['compliance', 'admin']);

@ApiTags('privacy')
@Controller('v1/parties/:party/personal-data')
export class PersonalDataController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({
    summary: 'Every personal value of a person, with its fact, purpose, source and time: for that person.',
  })
  @ApiForbiddenResponse({ description: 'It needs the role compliance or admin.' })
  async of(@Param('party') id: string, @Req() request: CallerRequest): Promise<PersonalData> {
    const party = checked(id, 'party');
    const { role } = callerOf(request);
    if (!MAY_EXPORT.has(role)) {
      throw Problem.of(403, 'role-may-not-export', `This needs the role compliance or admin; yours is ${role}.`);
    }
    // The access stream's fact belongs here: recorded before anything is opened (design.md 6).
    const { vault, store } = this.runtime;
    const data = await personalDataOf(party, vault, readerOf(store));
    if (!data) throw Problem.of(404, 'unknown-party', `There is no party '${party}'.`);
    return data;
  }
}
