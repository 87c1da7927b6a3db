/** Routes that record repayment plans and deferrals. What became of them is derived, never sent. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import {
  ActivatePlanDto,
  AgreePlanDto,
  CancelPlanDto,
  CounterOfferPlanDto,
  GrantDeferralDto,
  ProposePlanDto,
  RestructurePlanDto,
  TestPlanAffordabilityDto,
} from './plan.dto.js';

@ApiTags('plans')
@Controller('v1/cases/:case/plans')
export class PlanController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Proposes a repayment plan.')
  propose(@Param('case') id: string, @Body() body: ProposePlanDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ProposePlan', ...body }, from);
  }

  @Post(':plan/counter-offers')
  @Records('Answers an offer with other terms.')
  counter(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: CounterOfferPlanDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CounterOfferPlan', plan, ...body }, from);
  }

  @Post(':plan/agreements')
  @Records('Both sides agree on the terms last offered.')
  agree(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: AgreePlanDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'AgreePlan', plan, ...body }, from);
  }

  @Post(':plan/activations')
  @Records('Puts an agreed plan into force.')
  activate(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: ActivatePlanDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'ActivatePlan', plan, ...body }, from);
  }

  @Post(':plan/restructurings')
  @Records('Puts another schedule in the place of the one in force.')
  restructure(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: RestructurePlanDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'RestructurePlan', plan, ...body }, from);
  }

  @Post(':plan/cancellations')
  @Records('Cancels a plan.')
  cancel(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: CancelPlanDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'CancelPlan', plan, ...body }, from);
  }

  @Post(':plan/affordability-tests')
  @Records('Tests a plan against what the debtor can spare.')
  test(
    @Param('case') id: string,
    @Param('plan') plan: string,
    @Body() body: TestPlanAffordabilityDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'TestPlanAffordability', plan, ...body }, from);
  }
}

@ApiTags('plans')
@Controller('v1/cases/:case/deferrals')
export class DeferralController {
  constructor(@Inject(CommandSender) private readonly sender: CommandSender) {}

  @Post()
  @Records('Lets instalments of a plan, or debts, be paid later.')
  grant(@Param('case') id: string, @Body() body: GrantDeferralDto, @From() from: Sender): Promise<CommandAnswer> {
    return this.sender.toCase(id, { type: 'GrantDeferral', ...body }, from);
  }
}
