/** Routes that record a delinquency as its source states it. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { ReportDelinquencyDto } from './delinquency.dto.js';

@ApiTags('debts')
@Controller('v1/cases/:case/debts/:debt/delinquency-reports')
export class DelinquencyController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Records how far past due a debt is, as its source states it.')
  report(
    @Param('case') id: string,
    @Param('debt') debt: string,
    @Body() body: ReportDelinquencyDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ReportDelinquency', debt, ...body }, from);
  }
}
