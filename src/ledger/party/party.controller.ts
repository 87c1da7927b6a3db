/** Routes that record people and organisations, and where they can be reached. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { AddContactPointDto, InvalidateContactPointDto, RegisterPartyDto } from './party.dto.js';

@ApiTags('parties')
@Controller('v1/parties')
export class PartyController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Registers a person or an organisation; what is personal is sealed.')
  register(@Body() body: RegisterPartyDto, @From() from: Sender): Promise<CommandAnswer> {
    const portfolio = this.sender.portfolioId(body.portfolio);
    const id = this.sender.newStream('party', portfolio, body.ref, from);
    return this.sender.toParty(id, { type: 'RegisterParty', ...body, portfolio }, from);
  }

  @Post(':party/contact-points')
  @Records('Adds a way to reach the party.')
  addPoint(@Param('party') id: string, @Body() body: AddContactPointDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toParty(id, { type: 'AddContactPoint', ...body }, from);
  }

  @Post(':party/contact-points/:point/invalidations')
  @Records('Marks a contact point as no longer valid.')
  invalidatePoint(
    @Param('party') id: string,
    @Param('point') point: string,
    @Body() body: InvalidateContactPointDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toParty(id, { type: 'InvalidateContactPoint', point, ...body }, from);
  }
}
