/** What the case knows of its interactions: enough to attach later facts and to correct earlier ones. */
import type { ContactFact } from './contact.events.js';

export interface Contact {
  readonly id: string;
  /** Event id of the fact that began it. */
  readonly event: string;
  readonly channel: string;
  readonly direction: string;
  /** A message or notice of ours: it can be delivered. */
  readonly sent: boolean;
  connected: boolean;
  /** Delivered, bounced or returned; undefined while not known. */
  delivery?: 'DELIVERED' | 'BOUNCED' | 'RETURNED';
}

export type Contacts = Map<string, Contact>;

export function evolveContacts(contacts: Contacts, fact: ContactFact): Contacts {
  switch (fact.type) {
    case 'ContactAttempted':
    case 'MessageSent':
    case 'MessageReceived':
    case 'NoticeIssued':
    case 'VisitConducted': {
      const { contact: id, channel, direction } = fact.data;
      const sent = fact.type === 'MessageSent' || fact.type === 'NoticeIssued';
      contacts.set(id, { id, event: fact.id, channel, direction, sent, connected: false });
      return contacts;
    }
    case 'ContactConnected':
    case 'ConversationHeld':
    case 'RightPartyVerified':
      return update(contacts, fact.data.contact, { connected: true });
    case 'MessageDelivered':
    case 'NoticeDelivered':
      return update(contacts, fact.data.contact, { delivery: 'DELIVERED' });
    case 'MessageBounced':
      return update(contacts, fact.data.contact, { delivery: 'BOUNCED' });
    case 'NoticeReturnedUndeliverable':
      return update(contacts, fact.data.contact, { delivery: 'RETURNED' });
    case 'DialNotConnected':
    case 'VoicemailLeft':
    case 'ContactOutcomeRecorded':
    case 'ContactRecordCorrected':
      return contacts;
  }
}

function update(contacts: Contacts, id: string, change: Partial<Contact>): Contacts {
  const contact = contacts.get(id);
  if (contact) Object.assign(contact, change);
  return contacts;
}
