/** Bodies of the plan routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, Choice, CivilDateField, Count, Currency, Id, Line, Nested, Reference } from '../../http/fields.js';
import { AFFORDABILITY_RULES } from './affordability.calc.js';
import { BREAK_RULES, breakRuleName } from './break-rule.calc.js';
import { PLAN_KINDS, type PlanKind } from './plan.events.js';
import { INSTALMENTS_MAX, PLAN_GRACE_DAYS_MAX } from './plan-terms.decide.js';
import { RHYTHMS, type Rhythm } from './schedule.calc.js';

const RULES = BREAK_RULES.map((rule) => `${breakRuleName(rule)}: ${rule.meaning}`).join('; ');

export class InstalmentDto {
  @CivilDateField({ example: '2026-04-10' })
  dueDate!: string;

  @Amount({ description: 'Minor units (cents), not zero.' })
  amount!: number;
}

/** When what is paid. */
class ScheduleDto extends CommandDto {
  @Amount({ description: 'Minor units (cents): the sum of the instalments.', example: 60000 })
  total!: number;

  @Currency({ optional: true })
  currency?: string;

  @Nested(() => InstalmentDto, { optional: true, each: true, description: 'One by one, in order of their due dates.' })
  instalments?: InstalmentDto[];

  @Count({ optional: true, maximum: INSTALMENTS_MAX, example: 12, description: 'How many, where they are equal.' })
  count?: number;

  @CivilDateField({ optional: true, description: 'Due date of the first, where they are equal.' })
  firstDue?: string;

  @Choice(RHYTHMS, { optional: true, description: 'How often, where they are equal; MONTH where left out.' })
  every?: Rhythm;

  @Count({
    optional: true,
    maximum: PLAN_GRACE_DAYS_MAX,
    example: 5,
    description: "Days of grace; the policy's where left out.",
  })
  graceDays?: number;

  @Reference({ optional: true, example: 'missed-2@1', description: `When it breaks. ${RULES}.` })
  breakRule?: string;

  @Choice(['ACCRUES', 'SUSPENDED'], { optional: true, description: 'What was agreed on interest and fees.' })
  interest?: 'ACCRUES' | 'SUSPENDED';
}

export class ProposePlanDto extends ScheduleDto {
  @Choice(PLAN_KINDS, { optional: true, description: 'PERSONALISED: at most 60 months, and collection is held.' })
  kind?: PlanKind;

  @Id({ optional: true, each: true, description: "Debts that it repays; all of the case's where left out." })
  debts?: string[];

  @Choice(['DEBTOR', 'FIRM'], { optional: true, description: 'Whose terms these are.' })
  proposer?: 'DEBTOR' | 'FIRM';
}

export class CounterOfferPlanDto extends ProposePlanDto {}

const FORM = { description: 'ORAL needs recordingRef.' };
const RECORDING = { optional: true, example: 'rec-2026-0310-0042', description: 'Where the recording lies.' };

export class AgreePlanDto extends CommandDto {
  @Choice(['WRITTEN', 'ORAL'], FORM)
  form!: 'WRITTEN' | 'ORAL';

  @Reference(RECORDING)
  recordingRef?: string;

  @Count({ optional: true, example: 2, description: 'The version agreed on; the last offered where left out.' })
  version?: number;
}

const REQUEST = {
  optional: true,
  description: 'The request that another person approved; needed where suspending interest lowers what was posted.',
};

export class ActivatePlanDto extends CommandDto {
  @Id(REQUEST)
  waiverRequest?: string;
}

export class RestructurePlanDto extends ScheduleDto {
  @Choice(['WRITTEN', 'ORAL'], FORM)
  form!: 'WRITTEN' | 'ORAL';

  @Reference(RECORDING)
  recordingRef?: string;

  @Line({ example: 'short-time work since April' })
  reason!: string;

  @Id(REQUEST)
  waiverRequest?: string;
}

export class CancelPlanDto extends CommandDto {
  @Choice(['DEBTOR', 'FIRM'], { description: 'Who cancels.' })
  by!: 'DEBTOR' | 'FIRM';

  @Line({ example: 'replaced by a settlement' })
  reason!: string;

  @Id({
    optional: true,
    description: 'The request that another person approved; needed where the plan is personalised and stands.',
  })
  holdReleaseRequest?: string;
}

export class TestPlanAffordabilityDto extends CommandDto {
  @Amount({ description: 'What the debtor can spare in a month, minor units.' })
  disposable!: number;

  @Reference({ optional: true, example: 'assessment-77', description: 'The assessment behind it.' })
  assessment?: string;

  @Reference({
    optional: true,
    example: 'all-disposable@1',
    description: `One of ${AFFORDABILITY_RULES.map(({ id, version }) => `${id}@${version}`).join(', ')}.`,
  })
  rule?: string;
}

export class GrantDeferralDto extends CommandDto {
  @Id({ optional: true, description: 'The plan whose instalments move; without it, only debts.' })
  plan?: string;

  @Count({
    optional: true,
    example: 4,
    description: 'The first instalment that moves; the next one due where left out.',
  })
  instalment?: number;

  @Id({
    optional: true,
    each: true,
    description: "Debts whose due date moves; without a plan, all of the case's where left out.",
  })
  debts?: string[];

  @CivilDateField({
    example: '2026-07-10',
    description: 'When it is due then; later instalments move by as many days.',
  })
  until!: string;

  @Line({ example: 'hospital stay' })
  reason!: string;

  @Line({ optional: true, example: 'team lead, mandate 4' })
  authority?: string;
}
