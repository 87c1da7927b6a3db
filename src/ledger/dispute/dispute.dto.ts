/** Bodies of the dispute routes. */
import { CommandDto, FreeTextDto } from '../../http/command.dto.js';
import { Amount, Choice, Flag, FreeText, Id, Line } from '../../http/fields.js';
import { DISPUTE_GROUNDS, type DisputeGround } from './dispute.events.js';

export class RaiseDisputeDto extends FreeTextDto {
  @Choice(DISPUTE_GROUNDS, { example: 'AMOUNT' })
  ground!: DisputeGround;

  @Id({ optional: true, each: true, description: 'Debts disputed; all where left out.' })
  debts?: string[];

  @Amount({
    optional: true,
    description: "Disputed portion, in minor units of the case's currency; the whole where left out.",
  })
  amount?: number;

  @Flag({ optional: true, description: 'Whether it was raised in writing.' })
  inWriting?: boolean;

  @FreeText({ optional: true, example: 'I returned the goods in January.', description: 'Sealed.' })
  text?: string;

  @Flag({ optional: true, default: true, description: 'false: recorded without holding collection.' })
  hold?: boolean;

  @Line({ optional: true, example: 'Appeal to the prefecture', description: 'First step, as its source names it.' })
  step?: string;

  @Line({ optional: true, example: 'accepted', description: 'Result of that step.' })
  result?: string;
}

export class RecordDisputeStepDto extends CommandDto {
  @Line({ example: 'Appeal to the judge' })
  step!: string;

  @Line({ optional: true, example: 'hearing on 2026-06-02' })
  result?: string;
}

const REQUEST = {
  optional: true,
  description: 'The request that another person approved; needed where the dispute holds collection.',
};

export class ResolveDisputeDto extends CommandDto {
  @Line({ example: 'debt validated' })
  outcome!: string;

  @Id(REQUEST)
  holdReleaseRequest?: string;
}

export class WithdrawDisputeDto extends CommandDto {
  @Id(REQUEST)
  holdReleaseRequest?: string;
}
