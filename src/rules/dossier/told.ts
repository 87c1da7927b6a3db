/** What later facts say of a contact: what was reached, said, delivered, attached, corrected. */
import { toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import type { Attempt } from './attempt.js';
import { corrected } from './corrected.js';
import { whenHappened } from './moments.js';

/** A fact that names the contact that it is about. */
export type Later = Extract<LedgerFact, { data: { contact: string } }>;
type Of<T extends Later['type']> = Extract<Later, { type: T }>;
type Told = { readonly [T in Later['type']]?: (attempt: Attempt, fact: Of<T>) => Attempt | undefined };

/** Whoever was reached was reached, whatever the line said before. */
function connect(attempt: Attempt): undefined {
  attempt.connected = true;
  attempt.notConnected = undefined;
}

function converse(attempt: Attempt, { id: event, data }: Of<'ConversationHeld'>): undefined {
  const from = data.startedAt === undefined ? undefined : toMillis(data.startedAt);
  const to = data.endedAt === undefined ? undefined : toMillis(data.endedAt);
  connect(attempt);
  attempt.conversation = { from, to, effective: data.effective, event };
}

type Delivery = NonNullable<Attempt['delivery']>['how'];
const deliver =
  (how: Delivery) =>
  (attempt: Attempt, fact: Later): undefined => {
    attempt.delivery = { how, event: fact.id, at: whenHappened(fact).at, day: fact.eff };
    return undefined;
  };

/** Each changes the attempt in place, or gives another in its stead. */
const TOLD: Told = {
  ContactConnected: connect,
  DialNotConnected(attempt, { data }) {
    attempt.connected = false;
    attempt.notConnected = data.cause;
    return undefined;
  },
  RightPartyVerified(attempt, { data }) {
    attempt.rightParty = data.method;
    return undefined;
  },
  ConversationHeld: converse,
  VoicemailLeft(attempt, { data }) {
    attempt.voicemail = data.class ?? 'UNKNOWN';
    return undefined;
  },
  ContactOutcomeRecorded(attempt, { data }) {
    attempt.outcome = data.code;
    return undefined;
  },
  MessageDelivered: deliver('DELIVERED'),
  NoticeDelivered: deliver('DELIVERED'),
  MessageBounced: deliver('BOUNCED'),
  NoticeReturnedUndeliverable: deliver('RETURNED'),
  RecordingAttached(attempt, { id }) {
    attempt.recordings = [...(attempt.recordings ?? []), id];
    return undefined;
  },
  ContactRecordCorrected: (attempt, { data, id }) => corrected(attempt, data.changes, id),
};

/** The attempt after a later fact about it. */
export function told(attempt: Attempt, fact: Later): Attempt {
  attempt.events.push(fact.id);
  const change = TOLD[fact.type] as ((attempt: Attempt, fact: Later) => Attempt | undefined) | undefined;
  return change?.(attempt, fact) ?? attempt;
}
