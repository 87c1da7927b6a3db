/** Folds the facts of contacts into attempts. */
import type { Interaction } from '../../ledger/contact/index.js';
import { toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import type { Attempt } from './attempt.js';
import type { CaseFile } from './case-file.js';
import { corrected } from './corrected.js';
import { whenHappened } from './moments.js';

export type Attempts = Map<string, Attempt>;

/** Purpose of a contact that names none. */
export const DEFAULT_PURPOSE = 'COLLECTION';

type Begin = Extract<LedgerFact, { data: Interaction }>;

const KIND: Readonly<Record<Begin['type'], Attempt['kind']>> = {
  ContactAttempted: 'ATTEMPT',
  MessageSent: 'MESSAGE',
  MessageReceived: 'MESSAGE',
  NoticeIssued: 'NOTICE',
  VisitConducted: 'VISIT',
};

/** The role in which somebody was contacted: as said, else as linked; the debtor where no person was named. */
function roleOf({ role, party }: Interaction, file: CaseFile | undefined): string | undefined {
  if (role !== undefined) return role;
  if (party === undefined) return 'DEBTOR';
  return file?.parties.get(party)?.[0];
}

/** The person where none was named: the case's debtor. */
function partyOf({ party, role }: Interaction, file: CaseFile | undefined): string | undefined {
  if (party !== undefined || (role !== undefined && role !== 'DEBTOR')) return party;
  return [...(file?.parties ?? [])].find(([, roles]) => roles.includes('DEBTOR'))?.[0];
}

function begun(fact: Begin, file: CaseFile | undefined): Attempt {
  const { data, stream, zone } = fact;
  const { contact: id, channel, direction, purpose = DEFAULT_PURPOSE, point, debts, staff } = data;
  // Copied first and completed then: several times as fast as one literal with a spread in it.
  return Object.assign(
    { ...(data as Partial<Attempt>) },
    {
      id,
      event: fact.id,
      events: [fact.id],
      reserved: false,
      ...whenHappened(fact),
      zone: zone.by === 'portfolio' ? undefined : zone.name,
      kind: KIND[fact.type],
      channel,
      direction,
      purpose,
      party: partyOf(data, file),
      role: roleOf(data, file),
      point,
      debts: debts ?? [...(file?.debts.keys() ?? [])],
      cases: [stream],
      staff,
      rec: toMillis(fact.rec),
    },
  );
}

type Later = Extract<LedgerFact, { data: { contact: string } }>;

/** What a later fact says of an attempt. */
function told(attempt: Attempt, fact: Later): Attempt {
  const { id: event } = fact;
  attempt.events.push(event);
  switch (fact.type) {
    case 'ContactConnected':
      attempt.connected = true;
      break;
    case 'DialNotConnected':
      attempt.connected = false;
      attempt.notConnected = fact.data.cause;
      break;
    case 'RightPartyVerified':
      attempt.rightParty = fact.data.method;
      break;
    case 'ConversationHeld': {
      const { startedAt, endedAt, effective } = fact.data;
      const from = startedAt === undefined ? undefined : toMillis(startedAt);
      const to = endedAt === undefined ? undefined : toMillis(endedAt);
      attempt.connected = true;
      attempt.conversation = { from, to, effective, event };
      break;
    }
    case 'VoicemailLeft':
      attempt.voicemail = fact.data.class ?? 'UNKNOWN';
      break;
    case 'ContactOutcomeRecorded':
      attempt.outcome = fact.data.code;
      break;
    case 'MessageDelivered':
    case 'NoticeDelivered':
      attempt.delivery = { how: 'DELIVERED', event, at: whenHappened(fact).at, day: fact.eff };
      break;
    case 'MessageBounced':
      attempt.delivery = { how: 'BOUNCED', event, at: whenHappened(fact).at, day: fact.eff };
      break;
    case 'NoticeReturnedUndeliverable':
      attempt.delivery = { how: 'RETURNED', event, at: whenHappened(fact).at, day: fact.eff };
      break;
    case 'RecordingAttached':
      attempt.recordings = [...(attempt.recordings ?? []), event];
      break;
    case 'ContactRecordCorrected':
      return corrected(attempt, fact.data.changes);
    default:
      break;
  }
  return attempt;
}

/** Whether a contact begins with a fact. */
export function isBegin(fact: LedgerFact): fact is Begin {
  return Object.hasOwn(KIND, fact.type);
}

/** Applies a fact of a case; gives the attempt that it began or changed. */
export function evolveAttempts(attempts: Attempts, fact: LedgerFact, file: CaseFile | undefined): Attempt | undefined {
  if (isBegin(fact)) {
    const attempt = begun(fact, file);
    attempts.set(attempt.id, attempt);
    return attempt;
  }
  if (!('contact' in fact.data)) return undefined;
  const known = attempts.get(fact.data.contact as string);
  if (!known) return undefined;
  const next = told(known, fact as Later);
  attempts.set(next.id, next);
  return next;
}
