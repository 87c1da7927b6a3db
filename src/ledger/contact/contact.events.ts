/** Facts about interactions with a debtor or another person. What was said is sealed. Stored for ever. */
import type { FactOf, Flag } from '../fact.js';
import type { ContactMedium } from '../party/party.events.js';

export type Direction = 'OUTBOUND' | 'INBOUND';

/** Whom, how and about what: shared by every interaction. */
export interface Interaction {
  readonly contact: string;
  readonly channel: ContactMedium;
  readonly direction: Direction;
  readonly purpose?: string;
  /** The person's party stream. */
  readonly party?: string;
  readonly role?: string;
  /** Contact point of that party. */
  readonly point?: string;
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly flags?: readonly Flag[];
}

export type ContactFact =
  | FactOf<'ContactAttempted', Interaction>
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
  | FactOf<'MessageSent', Interaction & { readonly template?: string }>
  /** Sealed: text. */
  | FactOf<'MessageReceived', Interaction>
  | FactOf<'MessageDelivered', { readonly contact: string }>
  | FactOf<'MessageBounced', { readonly contact: string; readonly cause?: string }>
  | FactOf<'NoticeIssued', Interaction & { readonly notice: string; readonly template?: string }>
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
