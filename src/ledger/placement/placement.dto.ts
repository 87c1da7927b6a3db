/** Bodies of the placement routes. */
import { CommandDto } from '../../http/command.dto.js';
import { Id, Line, Reference } from '../../http/fields.js';

export class PlaceAccountDto extends CommandDto {
  @Reference({ optional: true, example: 'agency-07' })
  agency?: string;

  @Id({ optional: true, each: true, description: 'Debts placed; all where left out.' })
  debts?: string[];

  @Reference({ optional: true, example: 'batch-2026-03' })
  batch?: string;
}

export class RecallAccountDto extends CommandDto {
  @Line({ example: 'end of the mandate' })
  reason!: string;
}
