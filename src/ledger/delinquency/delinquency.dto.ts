/** Bodies of the delinquency routes. */
import { CommandDto } from '../../http/command.dto.js';
import { CivilDateField, Count, Reference } from '../../http/fields.js';

export class ReportDelinquencyDto extends CommandDto {
  @CivilDateField({
    optional: true,
    example: '2026-02-28',
    description: 'The day that the source speaks of; the effective date where left out.',
  })
  asOf?: string;

  @Count({ optional: true, example: 2, description: 'Months in arrears; 0: not past due.' })
  monthsPastDue?: number;

  @Count({
    optional: true,
    example: 45,
    description: 'Days past due; 0: not past due. They count where both are given.',
  })
  daysPastDue?: number;

  @Reference({ optional: true, example: 'host-system', description: 'Who states it.' })
  statedBy?: string;
}
