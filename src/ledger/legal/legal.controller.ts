/** Routes that record legal actions, the steps of the court and its judgment. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { EnterJudgmentDto, FileLegalActionDto, RecordCourtStepDto } from './legal.dto.js';

@ApiTags('legal')
@Controller('v1/cases/:case/legal-actions')
export class LegalController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Records that a legal action was filed.')
  file(@Param('case') id: string, @Body() body: FileLegalActionDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'FileLegalAction', ...body }, from);
  }

  @Post(':action/steps')
  @Records('Records a step of the court.')
  step(
    @Param('case') id: string,
    @Param('action') action: string,
    @Body() body: RecordCourtStepDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RecordCourtStep', action, ...body }, from);
  }

  @Post(':action/judgments')
  @Records('Records a judgment.')
  judgment(
    @Param('case') id: string,
    @Param('action') action: string,
    @Body() body: EnterJudgmentDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'EnterJudgment', action, ...body }, from);
  }
}
