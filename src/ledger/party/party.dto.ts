/** Bodies of the party routes. Personal values are sealed under the party's key. */
import { CommandDto, FreeTextDto } from '../../http/command.dto.js';
import { allOf, Choice, CivilDateField, Flag, FreeText, Line, Reference } from '../../http/fields.js';
import { SHORT_TEXT_MAX } from '../command-checks.js';
import type { ContactMedium, ContactPlace } from './party.events.js';

export const MEDIA = allOf<ContactMedium>({
  phone: true,
  sms: true,
  email: true,
  letter: true,
  visit: true,
  chat: true,
});

const PLACES = allOf<ContactPlace>({ HOME: true, WORK: true, OTHER: true });

export class RegisterPartyDto extends FreeTextDto {
  @Reference({ example: 'lakeside-cards', description: 'Name or id of the portfolio.' })
  portfolio!: string;

  @Choice(['PERSON', 'ORGANISATION'])
  kind!: 'PERSON' | 'ORGANISATION';

  @Reference({
    optional: true,
    example: 'CUST-88213',
    description: "The source's reference of the party. Not personal.",
  })
  ref?: string;

  @Reference({ optional: true, example: 'it-IT', description: 'BCP 47 language in which the party is addressed.' })
  language?: string;

  @FreeText({ maxLength: SHORT_TEXT_MAX, example: 'Chiara Bianchi', description: 'Sealed.' })
  name!: string;

  @CivilDateField({ optional: true, example: '1984-07-21', description: 'Sealed.' })
  birthDate?: string;

  @Reference({ optional: true, example: 'BNCCHR84L61D612X', description: 'National id or tax number. Sealed.' })
  idNumber?: string;

  @FreeText({
    optional: true,
    maxLength: SHORT_TEXT_MAX,
    example: 'Via Roma 12, 50123 Firenze',
    description: 'Sealed.',
  })
  address?: string;
}

export class AddContactPointDto extends FreeTextDto {
  @Choice(MEDIA, { example: 'phone' })
  medium!: ContactMedium;

  @FreeText({ maxLength: SHORT_TEXT_MAX, example: '+39 055 1234567', description: 'Number or address. Sealed.' })
  value!: string;

  @Reference({ optional: true, example: 'CONSENT', description: 'Why it may be used.' })
  basis?: string;

  @Line({ optional: true, example: 'work' })
  label?: string;

  @Choice(PLACES, { optional: true, example: 'WORK', description: 'Where it reaches the person.' })
  place?: ContactPlace;

  @Flag({
    optional: true,
    description: 'Whether debtor and creditor agreed on it as the address for notices, legal ones too.',
  })
  reserved?: boolean;
}

export class InvalidateContactPointDto extends CommandDto {
  @Line({ example: 'wrong number' })
  reason!: string;
}
