/** Route that creates a portfolio. */
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import { CreatePortfolioDto } from './portfolio.dto.js';

@ApiTags('portfolios')
@Controller('v1/portfolios')
export class PortfolioController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Creates a portfolio: the book of one creditor that is worked under one policy.', 'manages')
  create(@Body() body: CreatePortfolioDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.openPortfolio({ type: 'CreatePortfolio', ...body }, from);
  }
}
