/** Routes that register debts and charge them off. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { ChargeOffDebtDto, RegisterDebtDto } from './debt.dto.js';

@ApiTags('debts')
@Controller('v1/cases/:case/debts')
export class DebtController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Registers a debt with what is owed on it, by component.')
  register(@Param('case') id: string, @Body() body: RegisterDebtDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RegisterDebt', ...body }, from);
  }

  @Post(':debt/charge-offs')
  @Records('Moves carrying amount to loss; what the debtor owes stays as it is.', 'money')
  chargeOff(
    @Param('case') id: string,
    @Param('debt') debt: string,
    @Body() body: ChargeOffDebtDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ChargeOffDebt', debt, ...body }, from);
  }
}
