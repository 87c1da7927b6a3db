import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { CivilDateField, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { CaseContactsQuery, ContactListQuery, type CaseContacts, type ContactListRow } from './contacts.query.js';

export class ContactListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Reference({ optional: true, description: 'Who made the contact.' })
  staff?: string;

  @Reference({ optional: true })
  channel?: string;

  @CivilDateField({ optional: true })
  from?: string;

  @CivilDateField({ optional: true })
  to?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class ContactsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/contacts')
  @ApiOperation({ summary: 'Which interactions were there on the case, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseContacts> {
    return this.bus.execute(new CaseContactsQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('contacts')
  @ApiOperation({ summary: "The contact register across cases: an agent's contacts in March, all visits, …" })
  list(@Query() query: ContactListDto): Promise<ListPage<ContactListRow>> {
    const { portfolio, after, limit, asOf, knownAt, staff, channel, from, to } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new ContactListQuery(scope, { staff, channel, from, to }));
  }
}
