/** Facts about interactions with a debtor or another person. What was said is sealed. Stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';
import type { ContactMedium } from '../party/party.events.js';

export type Direction = 'OUTBOUND' | 'INBOUND';

/** How a call is made: dialled by hand, by a predictive dialler, with a recorded or an artificial voice. */
export type CallMode = 'MANUAL' | 'PREDICTIVE' | 'PRERECORDED' | 'AI';

/** Whom, how and about what: shared by every interaction. */
export interface Interaction {
  readonly contact: string;
  readonly channel: ContactMedium;
  readonly direction: Direction;
  readonly purpose?: string;
  /** Why a third person is asked again: REQUESTED, EARLIER_ERRONEOUS (15 U.S.C. 1692b(3)). */
  readonly reason?: string;
  /** The person's party stream. */
  readonly party?: string;
  readonly role?: string;
  /** Contact point of that party. */
  readonly point?: string;
  readonly debts?: readonly string[];
  readonly staff?: string;
  /** Code of the agency that made it. */
  readonly agency?: string;
  /** Id of the permit that it used. Outbound without one, it is flagged as `uncleared`. */
  readonly clearance?: string;
  readonly flags?: readonly Flag[];
}

export type ContactFact =
  | FactOf<'ContactAttempted', Interaction & { readonly mode?: CallMode }>
  | FactOf<'ContactConnected', { readonly contact: string }>
  | FactOf<'DialNotConnected', { readonly contact: string; readonly cause: string }>
  | FactOf<'RightPartyVerified', { readonly contact: string; readonly method: string }>
  | FactOf<
      'ConversationHeld',
      {
        readonly contact: string;
        readonly startedAt?: string;
        readonly endedAt?: string;
        /** Whether the debt was discussed with the right party. */
        readonly effective?: boolean;
      }
    >
  | FactOf<'VoicemailLeft', { readonly contact: string; readonly class?: string }>
  /** Sealed: text. */
  | FactOf<
      'MessageSent',
      Interaction & {
        readonly template?: string;
        /** Whether it says how to opt out. */
        readonly optOut?: boolean;
        /** Whether it answers a message of the person. */
        readonly reply?: boolean;
      }
    >
  /** Sealed: text. */
  | FactOf<'MessageReceived', Interaction>
  | FactOf<'MessageDelivered', { readonly contact: string }>
  | FactOf<'MessageBounced', { readonly contact: string; readonly cause?: string }>
  | FactOf<
      'NoticeIssued',
      Interaction & {
        readonly notice: string;
        readonly template?: string;
        /** The day as of which it itemises the debt (12 CFR 1006.34(b)(3)). */
        readonly itemizationDate?: CivilDate;
        /** Codes: what the letter tells. */
        readonly discloses?: readonly string[];
      }
    >
  | FactOf<'NoticeDelivered', { readonly contact: string; readonly method?: string; readonly flags?: readonly Flag[] }>
  | FactOf<'NoticeReturnedUndeliverable', { readonly contact: string; readonly cause?: string }>
  | FactOf<
      'VisitConducted',
      Interaction & {
        readonly visitors?: readonly string[];
        readonly idShown?: boolean;
        readonly entryConsent?: boolean;
      }
    >
  /** Sealed: feedback, what the debtor said. */
  | FactOf<'ContactOutcomeRecorded', { readonly contact: string; readonly code: string }>
  /** `ref` names the corrected fact; both stay visible. Sealed: text. */
  | FactOf<
      'ContactRecordCorrected',
      {
        readonly contact: string;
        readonly reason: string;
        /** Field names with what they should have said. */
        readonly changes: Readonly<Record<string, string>>;
      }
    >;
