/** Which interactions were there, by whom, how, with what result, at any (V, K)? */
import type { ContactFact, Interaction } from '../../src/ledger/contact/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { CONTACTS, CONTACT_STEPS } from './contacts.tables.js';

type Begin = Extract<ContactFact, { data: Interaction }>;

/** A fact that begins an interaction. */
function begin(kind: 'ATTEMPT' | 'MESSAGE' | 'NOTICE' | 'VISIT') {
  return ({ data, position, id, at, eff }: Begin, key: StreamKey, rows: RowSink): void => {
    const { contact, channel, direction, party = null, role = null, staff = null, purpose = null } = data;
    const head = [key, contact, position, id, kind, channel, direction, at, dateValue(eff)];
    rows.insert(CONTACTS, [...head, party, role, staff, purpose]);
  };
}

interface Change {
  readonly connected?: 0 | 1;
  readonly rightParty?: string;
  readonly delivery?: 'DELIVERED' | 'BOUNCED' | 'RETURNED';
  readonly outcome?: string;
  readonly corrected?: 1;
}

function step({ data, position, eff }: ContactFact, key: StreamKey, rows: RowSink, change: Change): void {
  const { connected = null, rightParty = null, delivery = null, outcome = null, corrected = null } = change;
  const row = [key, data.contact, position, dateValue(eff), connected, rightParty, delivery, outcome, corrected];
  rows.insert(CONTACT_STEPS, row);
}

/** A fact that tells more of an interaction. */
function tells(change: Change) {
  return (fact: ContactFact, key: StreamKey, rows: RowSink): void => step(fact, key, rows, change);
}

export function contactsProjection(): Projection {
  return {
    name: 'contacts',
    version: 2,
    tables: [CONTACTS, CONTACT_STEPS],
    lanes: 'stream',
    on: {
      ContactAttempted: begin('ATTEMPT'),
      MessageSent: begin('MESSAGE'),
      MessageReceived: begin('MESSAGE'),
      NoticeIssued: begin('NOTICE'),
      VisitConducted: begin('VISIT'),
      ContactConnected: tells({ connected: 1 }),
      ConversationHeld: tells({ connected: 1 }),
      DialNotConnected: tells({ connected: 0 }),
      MessageDelivered: tells({ delivery: 'DELIVERED' }),
      NoticeDelivered: tells({ delivery: 'DELIVERED' }),
      MessageBounced: tells({ delivery: 'BOUNCED' }),
      NoticeReturnedUndeliverable: tells({ delivery: 'RETURNED' }),
      ContactRecordCorrected: tells({ corrected: 1 }),
      RightPartyVerified: (fact, key, rows) => step(fact, key, rows, { rightParty: fact.data.method }),
      ContactOutcomeRecorded: (fact, key, rows) => step(fact, key, rows, { outcome: fact.data.code }),
    },
  };
}
