/** Routes that record a dispute, its steps and its end. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { RaiseDisputeDto, RecordDisputeStepDto, ResolveDisputeDto, WithdrawDisputeDto } from './dispute.dto.js';

@ApiTags('disputes')
@Controller('v1/cases/:case/disputes')
export class DisputeController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Records a dispute of all or a part; collection is held until it ends.')
  raise(@Param('case') id: string, @Body() body: RaiseDisputeDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RaiseDispute', ...body }, from);
  }

  @Post(':dispute/steps')
  @Records('Records a step of the dispute.')
  step(
    @Param('case') id: string,
    @Param('dispute') dispute: string,
    @Body() body: RecordDisputeStepDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordDisputeStep', dispute, ...body }, from);
  }

  @Post(':dispute/resolutions')
  @Records('Resolves the dispute and releases its hold.', 'approves')
  resolve(
    @Param('case') id: string,
    @Param('dispute') dispute: string,
    @Body() body: ResolveDisputeDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ResolveDispute', dispute, ...body }, from);
  }

  @Post(':dispute/withdrawals')
  @Records('Records that the dispute was withdrawn, and releases its hold.')
  withdraw(
    @Param('case') id: string,
    @Param('dispute') dispute: string,
    @Body() body: WithdrawDisputeDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'WithdrawDispute', dispute, ...body }, from);
  }
}
