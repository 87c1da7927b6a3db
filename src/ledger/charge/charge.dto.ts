/** Bodies of the charge, adjustment and waiver routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, Choice, CivilDateField, Currency, Id, Line } from '../../http/fields.js';
import { CHARGEABLE, type Component } from '../components.js';

const DEBT = { optional: true, description: "The debt; the case's only one where left out." };

export class AssessChargeDto extends CommandDto {
  @Id(DEBT)
  debt?: string;

  @Choice(CHARGEABLE, { example: 'fee' })
  component!: Component;

  @Amount({ example: 1500 })
  amount!: number;

  @Currency()
  currency!: string;

  @CivilDateField({ optional: true, example: '2026-04-10' })
  dueDate?: string;

  @Line({ optional: true, example: 'contract, clause 9.2' })
  legalBasis?: string;
}

export class AdjustBalanceDto extends CommandDto {
  @Id(DEBT)
  debt?: string;

  @Choice(CHARGEABLE, { example: 'interest' })
  component!: Component;

  @Amount({ signed: true, example: -300, description: 'Minor units; negative lowers what is owed.' })
  delta!: number;

  @Currency()
  currency!: string;

  @Line({ example: 'interest charged for one day too many' })
  reason!: string;

  @Line({ optional: true, example: 'statement of 2026-03-01, line 4' })
  evidence?: string;

  @Id({ optional: true, description: 'The request that another person approved; needed where delta is negative.' })
  waiverRequest?: string;
}

const APPROVED = 'must be the id of a request that another person approved: see POST /v1/cases/{case}/waiver-requests';

export class ApplyWaiverDto extends CommandDto {
  @Id(DEBT)
  debt?: string;

  @Choice(CHARGEABLE, { example: 'penalty' })
  component!: Component;

  @Amount({ example: 2500 })
  amount!: number;

  @Currency()
  currency!: string;

  @Line({ example: 'team lead, mandate 4', description: 'Who may give it up.' })
  authority!: string;

  @Line({ example: 'settlement' })
  reason!: string;

  @Id({ description: 'The request that another person approved; it serves once.' }, APPROVED)
  waiverRequest!: string;
}
