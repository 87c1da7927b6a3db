/** Routes that record contacts of every kind, what came of them, and corrections of their record. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import {
  CorrectContactDto,
  IssueNoticeDto,
  RecordContactDto,
  RecordContactOutcomeDto,
  RecordDeliveryDto,
  RecordMessageDto,
  RecordVisitDto,
} from './contact.dto.js';

@ApiTags('contacts')
@Controller('v1/cases/:case')
export class ContactController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post('contacts')
  @Records('Records a call or another attempt, with all that came of it.')
  contact(@Param('case') id: string, @Body() body: RecordContactDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordContact', ...body }, from);
  }

  @Post('messages')
  @Records('Records a message sent or received.')
  message(@Param('case') id: string, @Body() body: RecordMessageDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordMessage', ...body }, from);
  }

  @Post('notices')
  @Records('Records a notice issued by letter.')
  notice(@Param('case') id: string, @Body() body: IssueNoticeDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'IssueNotice', ...body }, from);
  }

  @Post('visits')
  @Records('Records a visit.')
  visit(@Param('case') id: string, @Body() body: RecordVisitDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordVisit', ...body }, from);
  }

  @Post('contacts/:contact/deliveries')
  @Records('Records that a message or notice was delivered, or came back.')
  delivery(
    @Param('case') id: string,
    @Param('contact') contact: string,
    @Body() body: RecordDeliveryDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordDelivery', contact, ...body }, from);
  }

  @Post('contacts/:contact/outcomes')
  @Records('Records what came of a contact.')
  outcome(
    @Param('case') id: string,
    @Param('contact') contact: string,
    @Body() body: RecordContactOutcomeDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordContactOutcome', contact, ...body }, from);
  }

  @Post('contacts/:contact/corrections')
  @Records('Corrects the record of a contact; the original stays visible beside it.')
  correct(
    @Param('case') id: string,
    @Param('contact') contact: string,
    @Body() body: CorrectContactDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CorrectContact', contact, ...body }, from);
  }
}
