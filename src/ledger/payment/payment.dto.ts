/** Bodies of the payment routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, Choice, Currency, Id, Reference } from '../../http/fields.js';
import type { ReversalBasis, ReversalReason } from '../policy.js';

export class RecordPaymentDto extends CommandDto {
  @Amount()
  amount!: number;

  @Currency()
  currency!: string;

  @Reference({ optional: true, example: 'bank-transfer' })
  method?: string;

  @Reference({ optional: true, example: 'DEBTOR' })
  payerRole?: string;

  @Id({ optional: true, each: true, description: 'Debts that the payer named; the money goes there first.' })
  directedTo?: string[];

  @Reference({ optional: true })
  externalRef?: string;
}

export class ReversePaymentDto extends CommandDto {
  @Amount({ optional: true, description: 'Minor units; all that is left of the payment where left out.' })
  amount?: number;

  @Choice(['NSF', 'CHARGEBACK', 'MISPOST', 'FRAUD', 'COURT', 'DUPLICATE'])
  reason!: ReversalReason;

  @Choice(['ORIGINAL_DATE', 'REVERSAL_DATE'], {
    optional: true,
    description: 'As if never paid, or as of the reversal; the policy decides by reason where left out.',
  })
  basis?: ReversalBasis;

  @Id({
    optional: true,
    description:
      "The request that another person approved; needed where basis is not the policy's and leaves interest unborne.",
  })
  waiverRequest?: string;
}

export class PayRefundDto extends CommandDto {
  @Amount()
  amount!: number;

  @Currency()
  currency!: string;

  @Reference({ optional: true })
  method?: string;

  @Id(
    { description: 'The request that another person approved; it serves once.' },
    'must be the id of a request that another person approved: see POST /v1/cases/{case}/refund-requests',
  )
  refundRequest!: string;
}
