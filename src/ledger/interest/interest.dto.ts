/** Bodies of the interest routes. */
import {
  ROUNDINGS,
  type Rounding,
  BEARING,
  DAY_COUNTS,
  PERIODS,
  SUSPENSION_REASONS,
  TRIGGERS,
  type DayCount,
  type InterestComponent,
  type Period,
  type SuspensionReason,
  type Trigger,
} from './interest.events.js';
import { CommandDto } from '../../http/command.dto.js';
import { Choice, CivilDateField, Count, Id, Line, Reference } from '../../http/fields.js';
import { CHARGEABLE, type Component } from '../components.js';

const REQUEST = {
  optional: true,
  description: 'The request that another person approved; needed where interest that was posted is lowered.',
};

export class SetInterestTermsDto extends CommandDto {
  @Id({ optional: true, description: "The debt; the case's only one where left out." })
  debt?: string;

  @Reference({ maxLength: 22, example: '29.99', description: 'Percent for the period, an exact decimal.' })
  rate!: string;

  @Choice(PERIODS, { example: 'year', description: 'What the rate is for; a month counts as a twelfth of a year.' })
  period!: Period;

  @Choice(DAY_COUNTS, { optional: true, description: 'ACT/365F where left out; no matter for a rate for a day.' })
  dayCount?: DayCount;

  @Count({
    optional: true,
    maximum: 31,
    example: 20,
    description:
      'Day of the month at whose end unpaid interest begins to bear interest; 31 is the last. Simple if left out.',
  })
  capitaliseOn?: number;

  @Choice(CHARGEABLE, { optional: true, each: true, description: 'What bears the interest; principal if left out.' })
  base?: Component[];

  @Choice(BEARING, { optional: true, description: 'Component that interest is posted to; interest where left out.' })
  component?: InterestComponent;

  @Choice(ROUNDINGS, { optional: true, description: 'Rounding of a posting; HALF_UP where left out.' })
  rounding?: Rounding;

  @CivilDateField({ optional: true, description: 'First day that bears interest; the value date where left out.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'First day that no longer does.' })
  to?: string;

  @Id(REQUEST)
  waiverRequest?: string;
}

export class PostInterestDto extends CommandDto {
  @CivilDateField({ optional: true, description: 'Last day that the posting covers; the value date where left out.' })
  through?: string;

  @Choice(TRIGGERS, { example: 'STATEMENT' })
  trigger!: Trigger;
}

export class SuspendInterestDto extends CommandDto {
  @Id({ optional: true, each: true, description: 'Debts that bear no interest; all where left out.' })
  debts?: string[];

  @CivilDateField({ optional: true, description: 'First day without interest; the value date where left out.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'First day with interest again.' })
  to?: string;

  @Choice(SUSPENSION_REASONS, { example: 'MORATORIUM' })
  reason!: SuspensionReason;

  @Id(REQUEST)
  waiverRequest?: string;
}

export class ResumeInterestDto extends CommandDto {
  @CivilDateField({ optional: true, description: 'First day with interest again; the value date where left out.' })
  on?: string;
}

export class GrantRateConcessionDto extends CommandDto {
  @Id({ optional: true, description: "The debt; the case's only one where left out." })
  debt?: string;

  @Choice(BEARING, { optional: true, description: 'interest where left out.' })
  component?: InterestComponent;

  @Reference({ maxLength: 22, example: '9.9', description: 'Percent for the period, an exact decimal.' })
  rate!: string;

  @Choice(PERIODS, { example: 'year' })
  period!: Period;

  @CivilDateField({ optional: true, description: 'First day at the lower rate; the value date where left out.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'First day at the full rate again.' })
  to?: string;

  @Line({ example: 'supervisor-2' })
  authority!: string;

  @Line({ example: 'hardship' })
  reason!: string;

  @Id(REQUEST)
  waiverRequest?: string;
}
