/** Bodies of the clearance routes. */
import { Choice, Id, InstantField, Nested, Reference } from '../http/fields.js';
import { Lines } from '../http/lines-field.js';
import type { ContactMedium } from '../ledger/party/index.js';

const MEDIA: readonly ContactMedium[] = ['phone', 'sms', 'email', 'letter', 'visit', 'chat'];

/** Contacts that one call may ask for. */
export const BULK_REQUESTS_MAX = 10_000;

/** What every contact of a bulk request may leave out, once for all. */
export class ContactPlanDto {
  @Choice(MEDIA, { optional: true, example: 'phone' })
  channel?: ContactMedium;

  @Reference({
    optional: true,
    example: 'COLLECTION',
    description:
      'COLLECTION where left out; LOCATE, SERVICE, REPLY, OPT_OUT_CONFIRMATION, TERMINATION_NOTICE, REMEDY_POSSIBLE, ' +
      'REMEDY_INTENDED, VALIDATION and LEGAL_NOTICE are known to rules.',
  })
  purpose?: string;

  @Reference({
    optional: true,
    example: 'DEBTOR',
    description: "The person's role; as linked to the case where left out.",
  })
  role?: string;

  @Choice(['MANUAL', 'PREDICTIVE', 'PRERECORDED', 'AI'], { optional: true, description: 'How a call is dialled.' })
  mode?: string;

  @InstantField({
    optional: true,
    example: '2026-03-10T14:05:00+01:00',
    description: 'When it is to be made; now where left out.',
  })
  plannedAt?: string;

  @Reference({ optional: true, example: 'staff-042' })
  staff?: string;

  @Reference({ optional: true, example: 'agency-3', description: 'The agency that would make it.' })
  agency?: string;

  @Reference({ optional: true, example: 'REQUESTED', description: 'Why a third person is asked again.' })
  reason?: string;
}

export class RequestClearanceDto extends ContactPlanDto {
  @Id({ example: 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11', description: 'The person to be contacted.' })
  party!: string;

  @Id({ optional: true, description: 'Contact point of that party.' })
  point?: string;

  @Id({ optional: true, description: 'The case; every case of the person that has one of the debts where left out.' })
  case?: string;

  @Id({ optional: true, each: true, description: 'Debts that it would be about; all where left out.' })
  debts?: string[];
}

export class BulkClearanceDto {
  @Nested(() => ContactPlanDto, { optional: true, description: 'What the requests leave out.' })
  defaults?: ContactPlanDto;

  @Lines(() => RequestClearanceDto, {
    maxItems: BULK_REQUESTS_MAX,
    description: 'Answered in this order. Each is checked by itself: one of the wrong shape gets its own problem.',
  })
  requests!: unknown[];
}

export class ReleaseClearanceDto {
  @Reference({ optional: true, example: 'CALL_CANCELLED' })
  reason?: string;
}
