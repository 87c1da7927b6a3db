/** Bodies of the contact routes. What was said is sealed. */
import { CommandDto, FreeTextDto, Verbatim } from '../../http/command.dto.js';
import {
  allOf,
  Choice,
  CivilDateField,
  Flag,
  FreeText,
  Id,
  InstantField,
  Line,
  Nested,
  Reference,
} from '../../http/fields.js';
import { Texts } from '../../http/texts-field.js';
import type { ContactMedium } from '../party/party.events.js';
import { MEDIA } from '../party/party.dto.js';
import type { CallMode, Direction } from './contact.events.js';

const MODES = allOf<CallMode>({ MANUAL: true, PREDICTIVE: true, PRERECORDED: true, AI: true });

const PURPOSES =
  'A code. Rules know COLLECTION (so where left out), LOCATE (find the debtor through another person), SERVICE, REPLY ' +
  '(to a message of the person), OPT_OUT_CONFIRMATION, TERMINATION_NOTICE, REMEDY_POSSIBLE, REMEDY_INTENDED, ' +
  'VALIDATION, LEGAL_NOTICE.';

/** Whom, how and about what. */
class WhomDto extends CommandDto {
  @Choice(['OUTBOUND', 'INBOUND'], { optional: true, description: 'OUTBOUND where left out.' })
  direction?: Direction;

  @Reference({ optional: true, example: 'COLLECTION', description: PURPOSES })
  purpose?: string;

  @Reference({
    optional: true,
    example: 'REQUESTED',
    description:
      'Why a third person is asked again: REQUESTED (the person asked for it), EARLIER_ERRONEOUS (the earlier answer ' +
      'was wrong or incomplete).',
  })
  reason?: string;

  @Id({ optional: true, example: 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11', description: "The person's party." })
  party?: string;

  @Reference({ optional: true, example: 'DEBTOR', description: 'In which role the person was contacted.' })
  role?: string;

  @Id({ optional: true, description: 'Contact point of that party.' })
  point?: string;

  @Id({ optional: true, each: true, description: 'Debts that it was about.' })
  debts?: string[];

  @Reference({ optional: true, example: 'staff-042' })
  staff?: string;

  @Reference({ optional: true, example: 'agency-07', description: 'Code of the agency that made it.' })
  agency?: string;

  @Id({
    optional: true,
    example: 'b7e1c2d4-5b1e-8c55-9d0e-6a3f5b7c9d13',
    description: 'Id of the permit that it used. Outbound without one, it is recorded and flagged as uncleared.',
  })
  clearance?: string;
}

/** The same, with free text. */
class WordsDto extends WhomDto {
  @Verbatim()
  verbatim?: boolean;
}

export class ConversationDto {
  @InstantField({ optional: true, example: '2026-03-10T14:05:10+01:00' })
  startedAt?: string;

  @InstantField({ optional: true, example: '2026-03-10T14:09:42+01:00' })
  endedAt?: string;

  @Flag({ optional: true, description: 'Whether the debt was discussed with the right party.' })
  effective?: boolean;
}

export class RecordContactDto extends WordsDto {
  @Choice(MEDIA, { example: 'phone' })
  channel!: ContactMedium;

  @Choice(MODES, {
    optional: true,
    description: 'How the call was made: by hand, by a predictive dialler, with a recorded or an artificial voice.',
  })
  mode?: CallMode;

  @Flag({ optional: true, description: 'Whether it connected; not known where left out.' })
  connected?: boolean;

  @Reference({ optional: true, example: 'NO_ANSWER', description: 'Why it did not connect.' })
  cause?: string;

  @Reference({ optional: true, example: 'BIRTH_DATE', description: 'How the right party was verified.' })
  rightParty?: string;

  @Nested(() => ConversationDto, { optional: true, description: 'The conversation, where there was one.' })
  conversation?: ConversationDto;

  @Reference({ optional: true, example: 'LIMITED_CONTENT', description: 'Class of the voicemail that was left.' })
  voicemail?: string;

  @Reference({ optional: true, example: 'PROMISED' })
  outcome?: string;

  @FreeText({
    optional: true,
    example: 'Will pay when the salary comes.',
    description: 'What the debtor said. Sealed.',
  })
  feedback?: string;
}

export class RecordMessageDto extends WordsDto {
  @Choice(MEDIA, { example: 'sms' })
  channel!: ContactMedium;

  @Reference({ optional: true, example: 'reminder@3' })
  template?: string;

  @Flag({ optional: true, description: 'Whether it says how to opt out.' })
  optOut?: boolean;

  @Flag({ optional: true, description: 'Whether it answers a message of the person.' })
  reply?: boolean;

  @FreeText({ optional: true, example: 'Please call us back about your account.', description: 'Sealed.' })
  text?: string;
}

export class IssueNoticeDto extends WhomDto {
  @Reference({ example: 'reminder', description: 'Kind of notice: reminder, demand, fine, validation.' })
  notice!: string;

  @Reference({ optional: true, example: 'reminder-letter@2' })
  template?: string;

  @CivilDateField({ optional: true, example: '2026-02-28', description: 'The day as of which it itemises the debt.' })
  itemizationDate?: string;

  @Reference({
    optional: true,
    each: true,
    example: ['ITEMIZATION', 'DISPUTE_RIGHT'],
    description: 'Codes: what the letter tells.',
  })
  discloses?: string[];
}

export class RecordVisitDto extends WordsDto {
  @Reference({ optional: true, each: true, example: ['staff-042', 'staff-051'], description: 'Staff who visited.' })
  visitors?: string[];

  @Flag({ optional: true, description: 'Whether the visitors showed their identification.' })
  idShown?: boolean;

  @Flag({ optional: true, description: 'Whether somebody consented to their entry.' })
  entryConsent?: boolean;

  @Reference({ optional: true, example: 'NOBODY_HOME' })
  outcome?: string;

  @FreeText({ optional: true, example: 'Asks to be called in the evening.', description: 'What was said. Sealed.' })
  feedback?: string;
}

export class RecordDeliveryDto extends CommandDto {
  @Flag({ description: 'false: bounced, or returned undeliverable.' })
  delivered!: boolean;

  @Reference({ optional: true, example: 'REGISTERED_MAIL' })
  method?: string;

  @Reference({ optional: true, example: 'ADDRESS_UNKNOWN', description: 'Why it was not delivered.' })
  cause?: string;
}

export class RecordContactOutcomeDto extends FreeTextDto {
  @Reference({ example: 'PROMISED' })
  outcome!: string;

  @FreeText({
    optional: true,
    example: 'Will pay when the salary comes.',
    description: 'What the debtor said. Sealed.',
  })
  feedback?: string;
}

export class CorrectContactDto extends FreeTextDto {
  @Line({ example: 'logged on the wrong line' })
  reason!: string;

  @Texts({ example: { outcome: 'REFUSED' }, description: 'Field names with what they should have said; may be empty.' })
  changes!: Record<string, string>;

  @FreeText({ optional: true, example: 'She refused; nothing was promised.', description: 'In words. Sealed.' })
  text?: string;
}
