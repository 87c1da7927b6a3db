/** Routes that charge, adjust and waive. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { AdjustBalanceDto, ApplyWaiverDto, AssessChargeDto } from './charge.dto.js';

@ApiTags('charges')
@Controller('v1/cases/:case')
export class ChargeController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post('charges')
  @Records('Charges a component of a debt.')
  assess(@Param('case') id: string, @Body() body: AssessChargeDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AssessCharge', ...body }, from);
  }

  @Post('adjustments')
  @Records('Raises or lowers what is owed, to put an error right.', 'money')
  adjust(@Param('case') id: string, @Body() body: AdjustBalanceDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AdjustBalance', ...body }, from);
  }

  @Post('waivers')
  @Records('Gives up part of what is owed.', 'money')
  waive(@Param('case') id: string, @Body() body: ApplyWaiverDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ApplyWaiver', ...body }, from);
  }
}
