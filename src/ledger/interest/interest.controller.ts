/** Routes that set the terms of interest, post it, suspend it and lower it. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import {
  GrantRateConcessionDto,
  PostInterestDto,
  ResumeInterestDto,
  SetInterestTermsDto,
  SuspendInterestDto,
} from './interest.dto.js';

@ApiTags('interest')
@Controller('v1/cases/:case')
export class InterestController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post('interest-terms')
  @Records('Sets on what terms a debt bears interest; postings that the terms reach back to are adjusted.', 'money')
  set(@Param('case') id: string, @Body() body: SetInterestTermsDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'SetInterestTerms', ...body }, from);
  }

  @Post('interest-postings')
  @Records('Posts the interest accrued through a day.')
  post(@Param('case') id: string, @Body() body: PostInterestDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'PostInterest', ...body }, from);
  }

  @Post('interest-suspensions')
  @Records('Suspends interest from a day on, until another or until it resumes.', 'money')
  suspend(@Param('case') id: string, @Body() body: SuspendInterestDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'SuspendInterest', ...body }, from);
  }

  @Post('interest-suspensions/:suspension/resumptions')
  @Records('Ends a suspension of interest.')
  resume(
    @Param('case') id: string,
    @Param('suspension') suspension: string,
    @Body() body: ResumeInterestDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ResumeInterest', suspension, ...body }, from);
  }

  @Post('rate-concessions')
  @Records('Grants a lower rate for a while.', 'money')
  grant(@Param('case') id: string, @Body() body: GrantRateConcessionDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'GrantRateConcession', ...body }, from);
  }
}
