/** Bodies of the routes of legal steps. */
import { CommandDto } from '../../http/command.dto.js';
import { Amount, CivilDateField, Id, Line, Reference } from '../../http/fields.js';

export class FileLegalActionDto extends CommandDto {
  @Reference({ example: 'payment-order' })
  kind!: string;

  @Line({ optional: true, example: 'Tribunale di Firenze' })
  court?: string;

  @Line({ optional: true, example: '(2026) R.G. 1182' })
  docket?: string;

  @Id({ optional: true, each: true, description: 'Debts sued on; all where left out.' })
  debts?: string[];
}

export class RecordCourtStepDto extends CommandDto {
  @Line({ example: 'hearing' })
  step!: string;

  @Line({ optional: true, example: 'adjourned to 2026-06-02' })
  result?: string;
}

export class EnterJudgmentDto extends CommandDto {
  @Line({ example: 'claim allowed' })
  outcome!: string;

  @Amount({
    optional: true,
    description:
      "Judgment debt as the court stated it, in minor units of the case's currency. It books nothing by itself.",
  })
  amount?: number;

  @CivilDateField({ optional: true, example: '2026-07-01', description: 'Until when it is to be performed.' })
  performanceDeadline?: string;
}
