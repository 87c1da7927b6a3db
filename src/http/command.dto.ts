/** What every command's body may say beside its own fields. */
import { CivilDateField, Flag, MomentField } from './fields.js';
import { Texts } from './texts-field.js';
import { FREE_TEXT_MAX } from '../ledger/command-checks.js';

export class CommandDto {
  @MomentField({ optional: true, description: 'When it happened; now where left out.' })
  occurredAt?: string;

  @CivilDateField({
    optional: true,
    description: "Value date; the date of occurredAt in the case's zone where left out.",
  })
  effectiveDate?: string;

  @Texts({ optional: true, description: 'Further fields of the source, kept as they are. Never personal.' })
  extra?: Record<string, string>;

  @Texts({ optional: true, max: FREE_TEXT_MAX, description: 'Further personal fields of the source: sealed.' })
  sealed?: Record<string, string>;
}

/** The field that every body with free text has beside it. */
export function Verbatim(): PropertyDecorator {
  return Flag({
    optional: true,
    default: false,
    description:
      'Free text that looks like a spreadsheet formula or an SQL statement is refused, because it is nearly always a ' +
      'mistake. true records it as it is: what somebody said is a fact. The flag itself is not recorded.',
  });
}

/** Body of a command with free text. */
export class FreeTextDto extends CommandDto {
  @Verbatim()
  verbatim?: boolean;
}
