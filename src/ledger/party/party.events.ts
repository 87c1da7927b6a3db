/** Facts about a person or organisation. Every personal value is sealed; names and shapes are stored for ever. */
import type { PartyRole } from '../case/case.events.js';
import type { FactOf } from '../fact.js';

export type ContactMedium = 'phone' | 'sms' | 'email' | 'letter' | 'visit' | 'chat';

/** Where a contact point reaches the person. */
export type ContactPlace = 'HOME' | 'WORK' | 'OTHER';

export type PartyFact =
  /** Sealed: name, birthDate, idNumber, address. */
  | FactOf<
      'PartyRegistered',
      {
        readonly portfolio: string;
        readonly kind: 'PERSON' | 'ORGANISATION';
        /** The source's reference of the party. Not personal. */
        readonly ref?: string;
        /** BCP 47 language in which the party is addressed. */
        readonly language?: string;
      }
    >
  /** Sealed: value. */
  | FactOf<
      'ContactPointAdded',
      {
        readonly point: string;
        readonly medium: ContactMedium;
        readonly basis?: string;
        readonly label?: string;
        readonly place?: ContactPlace;
        /** The address that debtor and creditor agreed on for notices, legal ones too. */
        readonly reserved?: boolean;
      }
    >
  | FactOf<'ContactPointInvalidated', { readonly point: string; readonly reason: string }>
  | FactOf<'CaseLinked', { readonly case: string; readonly role: PartyRole }>;
