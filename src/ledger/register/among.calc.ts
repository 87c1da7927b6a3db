/** What a command names on the cases of a party: whether it is there. */
import type { ContactFact } from '../contact/contact.events.js';
import type { AnyFact } from '../fact.js';
import type { PartyFact } from '../party/party.events.js';
import type { Field } from './field.js';

/** Facts that show how a contact went, or that a contact point is of no use. */
const CONTACTS: ReadonlySet<string> = new Set<ContactFact['type'] | PartyFact['type']>([
  ...(['ContactAttempted', 'ContactConnected', 'DialNotConnected', 'RightPartyVerified', 'ConversationHeld'] as const),
  ...(['VoicemailLeft', 'MessageSent', 'MessageReceived', 'MessageDelivered', 'MessageBounced'] as const),
  ...(['NoticeIssued', 'NoticeDelivered', 'NoticeReturnedUndeliverable', 'VisitConducted'] as const),
  ...(['ContactOutcomeRecorded', 'ContactRecordCorrected', 'ContactPointInvalidated'] as const),
]);

function idOf({ id, type, data }: AnyFact, among: Field['among']): string | undefined {
  if (among === 'contacts') return CONTACTS.has(type) ? id : undefined;
  return type === 'DebtRegistered' ? (data as { readonly debt: string }).debt : undefined;
}

/** The first named id that is not among the facts; undefined where all are, or where nobody gave the facts. */
export function notAmong(
  among: Field['among'],
  named: readonly string[],
  facts: readonly AnyFact[] | undefined,
): string | undefined {
  if (!facts) return undefined;
  const ids = new Set(facts.map((fact) => idOf(fact, among)));
  return named.find((id) => !ids.has(id));
}
