/** Body of the portfolio route. */
import { CommandDto } from '../../http/command.dto.js';
import { allOf, Choice, Count, Currency, Line, Reference } from '../../http/fields.js';
import { BUCKET_TABLE_NAMES } from '../delinquency/table-for.calc.js';
import { INTEREST_POLICIES, interestPolicyName } from '../interest/interest-policies.js';
import { waterfallName, WATERFALLS } from '../policy.js';
import { BPS_MAX, GRACE_DAYS_MAX } from './portfolio.decide.js';
import type { Capacity, CreditorKind } from './portfolio.events.js';

export class CreatePortfolioDto extends CommandDto {
  @Reference({
    maxLength: 64,
    example: 'lakeside-cards',
    description: 'Short name by which people and commands call it: letters, digits, dots, underscores and dashes.',
  })
  name!: string;

  @Line({ optional: true, example: 'Lakeside Bank: credit cards 2026' })
  title?: string;

  @Line({ optional: true, example: 'Lakeside Bank' })
  creditor?: string;

  @Reference({ example: 'Europe/Rome', description: 'IANA time zone of its civil dates.' })
  zone!: string;

  @Currency({ optional: true, description: 'ISO 4217 code of cases that name none.' })
  currency?: string;

  @Reference({ optional: true, each: true, example: ['IT'], description: 'Codes such as CN, US-MA, UK.' })
  jurisdictions?: string[];

  @Choice(allOf<Capacity>({ FIRST_PARTY: true, AGENCY: true, PURCHASER: true }), {
    optional: true,
    description: 'In which capacity the book is collected.',
  })
  capacity?: Capacity;

  @Choice(
    allOf<CreditorKind>({ BANK: true, CONSUMER_FINANCE: true, OTHER_LENDER: true, PUBLIC_BODY: true, OTHER: true }),
    { optional: true, description: 'What the creditor is: some rules bind banks, others consumer-finance companies.' },
  )
  creditorKind?: CreditorKind;

  @Reference({ optional: true, example: 'credit-card', description: 'Product of cases and debts that name none.' })
  product?: string;

  @Choice(WATERFALLS.map(waterfallName), {
    optional: true,
    description: 'Order in which payments are used up; standard@1 where left out.',
  })
  waterfall?: string;

  @Choice(INTEREST_POLICIES.map(interestPolicyName), {
    optional: true,
    description: 'What may bear interest; standard@1 (the contract alone) where left out.',
  })
  interest?: string;

  @Choice(BUCKET_TABLE_NAMES, {
    optional: true,
    description:
      'Table of ageing buckets, for notices of bucket changes and for questions that name none; where left out, that of ' +
      'the first jurisdiction that has one (CN: china@1, US: us@1), else china@1.',
  })
  buckets?: string;

  @Count({
    optional: true,
    maximum: GRACE_DAYS_MAX,
    example: 3,
    description: 'Days after its due date in which a promise may still be kept.',
  })
  promiseGraceDays?: number;

  @Count({
    optional: true,
    maximum: BPS_MAX,
    example: 1000,
    description: 'How much of a promise may be missing, in basis points (1000 = 10 %).',
  })
  promiseToleranceBps?: number;
}
