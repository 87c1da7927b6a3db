/** Routes that record settlements. Whether one lapsed is derived, never sent. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { AcceptSettlementDto, CompleteSettlementDto, OfferSettlementDto } from './settlement.dto.js';

@ApiTags('settlements')
@Controller('v1/cases/:case/settlements')
export class SettlementController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Offers to take less than is owed for the whole.')
  offer(@Param('case') id: string, @Body() body: OfferSettlementDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'OfferSettlement', ...body }, from);
  }

  @Post(':settlement/acceptances')
  @Records('Accepts a settlement that was offered.')
  accept(
    @Param('case') id: string,
    @Param('settlement') settlement: string,
    @Body() body: AcceptSettlementDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AcceptSettlement', settlement, ...body }, from);
  }

  @Post(':settlement/completions')
  @Records('Completes a settlement that was paid, and waives what is left.')
  complete(
    @Param('case') id: string,
    @Param('settlement') settlement: string,
    @Body() body: CompleteSettlementDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CompleteSettlement', settlement, ...body }, from);
  }
}
