/** Routes that record money received, reversed and given back. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { PayRefundDto, RecordPaymentDto, ReversePaymentDto } from './payment.dto.js';

@ApiTags('payments')
@Controller('v1/cases/:case')
export class PaymentController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post('payments')
  @Records('Records a payment received; what nothing due can take is held.')
  receive(@Param('case') id: string, @Body() body: RecordPaymentDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordPayment', ...body }, from);
  }

  @Post('payments/:payment/reversals')
  @Records('Reverses a payment in full or in part, with an explicit effective basis.')
  reverse(
    @Param('case') id: string,
    @Param('payment') payment: string,
    @Body() body: ReversePaymentDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ReversePayment', payment, ...body }, from);
  }

  @Post('refunds')
  @Records('Pays held money back.', 'money')
  refund(@Param('case') id: string, @Body() body: PayRefundDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'PayRefund', ...body }, from);
  }
}
