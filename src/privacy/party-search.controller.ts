/** Finds parties by a personal value. A POST: what stands in an address is logged on its way. */
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../access/opens.js';
import { may } from '../access/rights.js';
import { Group } from '../access/route-group.js';
import { Scope } from '../access/scope.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Choice, FreeText } from '../http/fields.js';
import { SEARCHED, searchedValue, type SearchedKind } from '../ledger/party/index.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';

export class SearchPartiesDto {
  @Choice(SEARCHED, { example: 'phone' })
  by!: SearchedKind;

  @FreeText({ maxLength: 500, example: '+39 055 1234567', description: 'The whole value; a number with its country.' })
  value!: string;
}

export interface FoundParties {
  readonly parties: readonly string[];
}

@ApiTags('privacy')
@Controller('v1/parties/searches')
@Group('people')
export class PartySearchController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Scope) private readonly scope: Scope,
  ) {}

  @Post()
  @Opens<FoundParties>('party-search', ({ parties }) => parties)
  @HttpCode(200)
  @ApiOperation({ summary: 'Which parties have this name, identity number, phone number or mail address?' })
  async find(@Body() { by, value }: SearchPartiesDto, @Req() request: CallerRequest): Promise<FoundParties> {
    const searched = searchedValue(by, value);
    const found = searched ? await this.runtime.vault.index.subjectsWith(searched) : [];
    const { portfolios, role } = callerOf(request);
    const own = await this.scope.own(portfolios, found, (party) => [party]);
    return { parties: may(role, 'privacy') ? own : await this.inUse(own) };
  }

  /** To find somebody is to use the value: of who is restricted it may only be kept, or used to answer the person. */
  private async inUse(parties: readonly string[]): Promise<string[]> {
    const closed = await Promise.all(parties.map((party) => this.runtime.vault.isClosed(party)));
    return parties.filter((_, at) => !closed[at]);
  }
}
