/** Bodies of the settlement routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, Choice, CivilDateField, Currency, Id, Line, Reference } from '../../http/fields.js';

export class OfferSettlementDto extends CommandDto {
  @Amount({ description: 'Minor units (cents) that settle the debts: less than they owe, not zero.' })
  amount!: number;

  @Currency({ optional: true })
  currency?: string;

  @Id({ optional: true, each: true, description: "Debts settled; all of the case's where left out." })
  debts?: string[];

  @CivilDateField({ example: '2026-04-30', description: 'Last day on which it may be accepted.' })
  expires!: string;

  @CivilDateField({ optional: true, description: 'Last value date of what is paid for it; expires where left out.' })
  payBy?: string;

  @Line({ optional: true, example: 'team lead, mandate 4' })
  authority?: string;
}

export class AcceptSettlementDto extends CommandDto {
  @Choice(['WRITTEN', 'ORAL'], { description: 'ORAL needs recordingRef.' })
  form!: 'WRITTEN' | 'ORAL';

  @Reference({ optional: true, example: 'rec-2026-0310-0042', description: 'Where the recording lies.' })
  recordingRef?: string;
}

export class CompleteSettlementDto extends CommandDto {
  @Line({ example: 'team lead, mandate 4', description: 'Who gives up the rest: it is waived at once.' })
  authority!: string;

  @Id({ optional: true, description: 'The request that another person approved; needed where something is left.' })
  waiverRequest?: string;
}
