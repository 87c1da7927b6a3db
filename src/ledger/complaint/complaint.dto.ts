/** Bodies of the complaint routes. The words are sealed. */
import { CommandDto, FreeTextDto } from '../../http/command.dto.js';
import { allOf, Amount, Choice, CivilDateField, FreeText, InstantField, Line, Reference } from '../../http/fields.js';
import type { ExtensionLevel } from './complaint.events.js';

const LEVELS = allOf<ExtensionLevel>({ COMPLEX: true, SPECIAL: true });

export class LogComplaintDto extends FreeTextDto {
  @FreeText({ optional: true, example: 'I was called four times in one day.', description: 'Sealed.' })
  text?: string;

  @Reference({ optional: true, example: 'email', description: 'How it came in.' })
  channel?: string;

  @Line({ optional: true, example: 'frequency of calls' })
  topic?: string;

  @CivilDateField({ optional: true, example: '2026-04-07', description: 'None is invented where left out.' })
  dueDate?: string;

  @Reference({ optional: true, example: 'CFPB-260310-118' })
  externalRef?: string;

  @Reference({ optional: true, each: true, example: ['staff-042'], description: 'Contacts or staff complained of.' })
  about?: string[];

  @Reference({ optional: true, example: 'staff-077', description: 'Who handles it.' })
  handler?: string;
}

export class AcknowledgeComplaintDto extends CommandDto {
  @CivilDateField({ optional: true, example: '2026-05-05', description: 'By when it says that the answer will come.' })
  responseBy?: string;
}

export class ExtendComplaintDto extends CommandDto {
  @CivilDateField({ example: '2026-05-05', description: 'New due date; never before the present one.' })
  dueDate!: string;

  @Line({ example: 'waiting for the recording' })
  reason!: string;

  @Choice(LEVELS, {
    optional: true,
    description: 'COMPLEX: a complex matter. SPECIAL: an especially complex one, or other special reasons.',
  })
  level?: ExtensionLevel;

  @Reference({ optional: true, example: 'supervisor-3' })
  approvedBy?: string;

  @InstantField({ optional: true, example: '2026-04-02T09:00:00+02:00', description: 'When the complainant was told.' })
  notifiedAt?: string;
}

export class DecideComplaintDto extends FreeTextDto {
  @Reference({ example: 'UPHELD' })
  outcome!: string;

  @FreeText({ optional: true, example: 'The calls broke our own rule; we apologise.', description: 'Sealed.' })
  text?: string;

  @Amount({ optional: true, example: 5000, description: "Redress, in minor units of the case's currency." })
  redress?: number;

  @Reference({
    optional: true,
    each: true,
    example: ['OMBUDSMAN_RIGHT', 'SIX_MONTHS'],
    description: 'Codes: what the answer tells beside the decision.',
  })
  discloses?: string[];
}

export class CloseComplaintDto extends CommandDto {
  @Line({ optional: true, example: 'debtor is satisfied' })
  reason?: string;
}
