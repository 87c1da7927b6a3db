/** Bodies of the debt routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, CivilDateField, Currency, Id, Line, Nested, Reference } from '../../http/fields.js';
import type { Balances } from '../components.js';

/** What was owed at registration, by component, in minor units. */
export class BalancesDto implements Balances {
  @Amount({ optional: true, example: 125000 })
  principal?: number;

  @Amount({ optional: true, example: 3100 })
  interest?: number;

  @Amount({ optional: true, example: 1500 })
  fee?: number;

  @Amount({ optional: true, example: 0 })
  penalty?: number;

  @Amount({ optional: true, example: 950 })
  cost?: number;

  @Amount({ optional: true, example: 0 })
  'judgment-debt'?: number;

  @Amount({ optional: true, example: 0 })
  'doubled-interest'?: number;
}

export class RegisterDebtDto extends CommandDto {
  @Reference({ optional: true, example: '4417-88213', description: "The creditor's own reference of the account." })
  ref?: string;

  @Line({ optional: true, example: 'Lakeside Bank' })
  creditor?: string;

  @Reference({ optional: true, example: 'credit-card' })
  product?: string;

  @Currency()
  currency!: string;

  @Nested(() => BalancesDto, { description: 'What was owed at registration, by component, in minor units.' })
  balances!: BalancesDto;

  @CivilDateField({ optional: true, example: '2026-01-15' })
  dueDate?: string;

  @CivilDateField({ optional: true, example: '2026-02-01', description: 'Date to which the balances are itemised.' })
  itemizationDate?: string;

  @CivilDateField({ optional: true, example: '2026-07-15', description: 'When it is to be charged off.' })
  chargeOffOn?: string;

  @Amount({
    optional: true,
    example: 0,
    description: 'Value of what secures it, minor units: for orders across debts.',
  })
  security?: number;

  @Reference({
    optional: true,
    maxLength: 22,
    example: '29.99',
    description: 'Contractual rate, percent a year, a decimal: for orders across debts. It accrues nothing.',
  })
  annualRate?: string;

  @Amount({ optional: true, example: 2500, description: 'What the contract asks for in each calendar month.' })
  minimumPayment?: number;
}

const APPROVED =
  'must be the id of a request that another person approved: see POST /v1/cases/{case}/charge-off-requests';

export class ChargeOffDebtDto extends CommandDto {
  @Amount({ description: "Carrying amount moved to loss, in minor units of the case's currency." })
  amount!: number;

  @Line({ optional: true, example: '180 days past due' })
  reason?: string;

  @Id({ description: 'The request that another person approved; it serves once.' }, APPROVED)
  chargeOffRequest!: string;
}
