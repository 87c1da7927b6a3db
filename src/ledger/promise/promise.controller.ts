/** Routes that record promises to pay. What became of them is derived, never sent. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { CancelPromiseDto, MakePromiseDto, RenegotiatePromiseDto } from './promise.dto.js';

@ApiTags('promises')
@Controller('v1/cases/:case/promises')
export class PromiseController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Records a promise to pay.')
  make(@Param('case') id: string, @Body() body: MakePromiseDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'MakePromise', ...body }, from);
  }

  @Post(':promise/renegotiations')
  @Records('Replaces a promise by a new one on other terms.')
  renegotiate(
    @Param('case') id: string,
    @Param('promise') promise: string,
    @Body() body: RenegotiatePromiseDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RenegotiatePromise', promise, ...body }, from);
  }

  @Post(':promise/cancellations')
  @Records('Cancels a promise.')
  cancel(
    @Param('case') id: string,
    @Param('promise') promise: string,
    @Body() body: CancelPromiseDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CancelPromise', promise, ...body }, from);
  }
}
