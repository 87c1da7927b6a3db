/** Bodies of the routes of the case itself. */
import { CommandDto, FreeTextDto } from '../../http/command.dto.js';
import { allOf, Choice, Currency, FreeText, Id, Line, Reference } from '../../http/fields.js';
import type { CloseReason, PartyRole } from './case.events.js';

export const PARTY_ROLES = allOf<PartyRole>({
  DEBTOR: true,
  JOINT_DEBTOR: true,
  GUARANTOR: true,
  CONTACT_PERSON: true,
  REPRESENTATIVE: true,
  ATTORNEY: true,
  EMPLOYER: true,
});

export class OpenCaseDto extends CommandDto {
  @Reference({ example: 'lakeside-cards', description: 'Name or id of the portfolio.' })
  portfolio!: string;

  @Reference({
    optional: true,
    example: 'ACC-2026-00117',
    description: "The source's reference of the case, unique in its portfolio. Not personal.",
  })
  ref?: string;

  @Reference({ optional: true, example: 'credit-card' })
  product?: string;

  @Currency({ optional: true, description: "ISO 4217 code; the portfolio's where left out." })
  currency?: string;
}

export class AssignCaseDto extends CommandDto {
  @Reference({ example: 'staff-042' })
  assignee!: string;

  @Reference({ optional: true, example: 'early-arrears' })
  team?: string;
}

export class AddNoteDto extends FreeTextDto {
  @FreeText({ example: 'Debtor asks for a statement by letter.', description: 'Sealed.' })
  text!: string;

  @Line({ optional: true, example: 'correspondence' })
  topic?: string;
}

export class CloseCaseDto extends CommandDto {
  @Choice(allOf<CloseReason>({ SETTLED: true, RECALLED: true, CHARGED_OFF: true, WITHDRAWN: true }))
  reason!: CloseReason;

  @Line({ optional: true, example: 'recalled by the creditor with batch 12' })
  detail?: string;
}

export class ReopenCaseDto extends CommandDto {
  @Line({ example: 'cheque returned unpaid' })
  reason!: string;
}

export class LinkPartyDto extends CommandDto {
  @Id({ example: 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11', description: 'The party.' })
  party!: string;

  @Choice(PARTY_ROLES)
  role!: PartyRole;
}
