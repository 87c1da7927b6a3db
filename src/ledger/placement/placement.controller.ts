/** Routes that place an account with a collection agency and take it back. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { PlaceAccountDto, RecallAccountDto } from './placement.dto.js';

@ApiTags('placements')
@Controller('v1/cases/:case/placements')
export class PlacementController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Places the account with a collection agency.')
  place(@Param('case') id: string, @Body() body: PlaceAccountDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'PlaceAccount', ...body }, from);
  }

  @Post(':placement/recalls')
  @Records('Takes the account back from the agency.')
  recall(
    @Param('case') id: string,
    @Param('placement') placement: string,
    @Body() body: RecallAccountDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecallAccount', placement, ...body }, from);
  }
}
