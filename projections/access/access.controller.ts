/** The route of the record of reads and exports. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Id, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { Problem } from '../../src/http/problem.js';
import { PageDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { AccessListQuery, type AccessRow } from './access-list.query.js';

export class AccessListDto extends PageDto {
  @Portfolios()
  portfolio?: string;

  @Id({ optional: true, description: 'Whose values were shown: a party.' })
  party?: string;

  @Id({ optional: true, description: 'Whose values were shown: a case.' })
  case?: string;

  @Reference({
    optional: true,
    example: 'qk_51b63b4a2d641bed',
    description: 'Who saw it: id or prefix of a key, or the caller as recorded, such as oidc:7f3a or local:root.',
  })
  key?: string;

  @CivilDateField({ optional: true, description: 'Recorded on this day (UTC) or later.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'Recorded on this day (UTC) or earlier.' })
  to?: string;

  @Choice(['READ', 'EXPORT'], { optional: true })
  kind?: 'READ' | 'EXPORT';
}

@ApiTags('access')
@Controller('v1/access')
@Group('trail')
export class AccessController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who saw personal data of whom, and who exported what, in the order of recording?' })
  list(@Query() query: AccessListDto): Promise<ListPage<AccessRow>> {
    const { portfolio, party, case: caseId, key, from, to, kind, after, limit } = query;
    if (party !== undefined && caseId !== undefined) {
      throw Problem.of(400, 'party-or-case', 'Ask for a party or for a case, not for both.', { field: 'party' });
    }
    const ofCase = caseId === undefined ? undefined : checked(caseId, 'case');
    const stream = party === undefined ? ofCase : checked(party, 'party');
    const filter = { stream, by: callerCalled(key), from, to, kind, portfolio: this.sender.portfolioId(portfolio) };
    return this.bus.execute(new AccessListQuery(filter, { after, limit }));
  }
}

/** A key by its id or prefix; any other caller as it stands in the record. */
function callerCalled(text: string | undefined): string | undefined {
  const [, id] = /^(?:qk_)?([0-9a-f]{16})$/.exec(text ?? '') ?? [];
  return id === undefined ? text : `key:${id}`;
}
