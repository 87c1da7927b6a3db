/** Which interactions were there, by whom, how, with what result? */
import type { ContactFact, Interaction } from '../../src/ledger/contact/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, type Value } from '../tables/table.js';
import { CONTACTS } from './contacts.tables.js';

type Begin = Extract<ContactFact, { data: Interaction }>;

/** A fact that begins an interaction. */
function begin(kind: 'ATTEMPT' | 'MESSAGE' | 'NOTICE' | 'VISIT') {
  return ({ data, position, at, eff }: Begin, key: StreamKey, rows: RowSink): void => {
    const { contact, channel, direction, party = null, role = null, staff = null, purpose = null } = data;
    const head: Value[] = [key, contact, position, kind, channel, direction, at, dateValue(eff)];
    rows.insert(CONTACTS, [...head, party, role, staff, purpose, null, null, null, null, 0]);
  };
}

/** A fact that tells more of an interaction. */
function tells(changes: Readonly<Record<string, Value>>) {
  return ({ data }: ContactFact, key: StreamKey, rows: RowSink): void =>
    rows.update(CONTACTS, [key, data.contact], changes);
}

export function contactsProjection(): Projection {
  return {
    name: 'contacts',
    version: 1,
    tables: [CONTACTS],
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
      RightPartyVerified({ data }, key, rows) {
        rows.update(CONTACTS, [key, data.contact], { right_party: data.method });
      },
      ContactOutcomeRecorded({ data }, key, rows) {
        rows.update(CONTACTS, [key, data.contact], { outcome: data.code });
      },
    },
  };
}
