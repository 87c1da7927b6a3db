/** Bodies of the promise routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, Choice, CivilDateField, Count, Currency, Id, Line, Reference } from '../../http/fields.js';
import { BPS_MAX } from '../portfolio/portfolio.decide.js';
import { PROMISE_GRACE_DAYS_MAX } from './promise.decide.js';

export class MakePromiseDto extends CommandDto {
  @Amount({ description: 'Minor units (cents), not zero.' })
  amount!: number;

  @Currency()
  currency!: string;

  @CivilDateField({ example: '2026-04-10' })
  dueDate!: string;

  @Id({ optional: true, each: true, description: "Debts promised on; all of the case's where left out." })
  debts?: string[];

  @Count({
    optional: true,
    maximum: PROMISE_GRACE_DAYS_MAX,
    example: 3,
    description: "Days after the due date in which it may still be kept; the policy's where left out.",
  })
  graceDays?: number;

  @Count({
    optional: true,
    maximum: BPS_MAX,
    example: 1000,
    description: "How much may be missing, in basis points; the policy's where left out.",
  })
  toleranceBps?: number;

  @Reference({ optional: true, example: 'phone' })
  channel?: string;

  @Id({ optional: true, description: 'The contact in which it was made.' })
  contact?: string;

  @Reference({ optional: true, example: 'DEBTOR', description: 'Role of the person who promised.' })
  promisedBy?: string;
}

export class RenegotiatePromiseDto extends MakePromiseDto {}

export class CancelPromiseDto extends CommandDto {
  @Choice(['DEBTOR', 'FIRM'], { description: 'Who cancels.' })
  by!: 'DEBTOR' | 'FIRM';

  @Line({ example: 'replaced by an instalment plan' })
  reason!: string;
}
