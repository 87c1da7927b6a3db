/** Routes that open, assign, note, close and reopen a case, and link people to it. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { AddNoteDto, AssignCaseDto, CloseCaseDto, LinkPartyDto, OpenCaseDto, ReopenCaseDto } from './case.dto.js';

@ApiTags('cases')
@Controller('v1/cases')
export class CaseController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Opens a case between one creditor and one debtor.')
  open(@Body() body: OpenCaseDto, @From() from: Sender): Promise<CommandAnswer> {
    const portfolio = this.sender.portfolioId(body.portfolio);
    const id = this.sender.newStream('case', portfolio, body.ref, from);
    return this.sender.toCase(id, { type: 'OpenCase', ...body, portfolio }, from);
  }

  @Post(':case/assignments')
  @Records('Assigns the case to a collector.')
  assign(@Param('case') id: string, @Body() body: AssignCaseDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AssignCase', ...body }, from);
  }

  @Post(':case/notes')
  @Records('Adds a note; its words are sealed.')
  note(@Param('case') id: string, @Body() body: AddNoteDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AddNote', ...body }, from);
  }

  @Post(':case/closures')
  @Records('Closes the case.')
  close(@Param('case') id: string, @Body() body: CloseCaseDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CloseCase', ...body }, from);
  }

  @Post(':case/reopenings')
  @Records('Opens a closed case again.')
  reopen(@Param('case') id: string, @Body() body: ReopenCaseDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ReopenCase', ...body }, from);
  }

  @Post(':case/parties')
  @Records('Links a party to the case in a role: written to the party first, then to the case.')
  link(@Param('case') id: string, @Body() body: LinkPartyDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.linkParty(id, { type: 'LinkParty', ...body }, from);
  }
}
