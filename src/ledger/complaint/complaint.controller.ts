/** Routes that record a complaint and what is done about it. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import {
  AcknowledgeComplaintDto,
  CloseComplaintDto,
  DecideComplaintDto,
  ExtendComplaintDto,
  LogComplaintDto,
} from './complaint.dto.js';

@ApiTags('complaints')
@Controller('v1/cases/:case/complaints')
export class ComplaintController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Records a complaint.')
  log(@Param('case') id: string, @Body() body: LogComplaintDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'LogComplaint', ...body }, from);
  }

  @Post(':complaint/acknowledgements')
  @Records('Records that the complaint was acknowledged.')
  acknowledge(
    @Param('case') id: string,
    @Param('complaint') complaint: string,
    @Body() body: AcknowledgeComplaintDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AcknowledgeComplaint', complaint, ...body }, from);
  }

  @Post(':complaint/extensions')
  @Records('Extends the due date of the complaint.')
  extend(
    @Param('case') id: string,
    @Param('complaint') complaint: string,
    @Body() body: ExtendComplaintDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ExtendComplaint', complaint, ...body }, from);
  }

  @Post(':complaint/decisions')
  @Records('Records the decision on the complaint.', 'approves')
  decide(
    @Param('case') id: string,
    @Param('complaint') complaint: string,
    @Body() body: DecideComplaintDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'DecideComplaint', complaint, ...body }, from);
  }

  @Post(':complaint/closures')
  @Records('Closes the complaint.')
  close(
    @Param('case') id: string,
    @Param('complaint') complaint: string,
    @Body() body: CloseComplaintDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CloseComplaint', complaint, ...body }, from);
  }
}
