/** What was done on cases, and what came in, as figures count it? */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { daysBetween, isDayOnly, localDate, toMillis } from '../../src/ledger/dates.js';
import type { Folds, Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { OCCURRENCES, type Kind } from './occurrences.tables.js';
import type { ByType } from '../../src/ledger/fact.js';

const HOUR_MS = 3_600_000;

/** How late a fact was recorded, in hours; a fact with only a day is on time on that day. */
export function delayHours({ at, rec, zone }: Pick<CaseStreamFact, 'at' | 'rec' | 'zone'>): number {
  const recorded = toMillis(rec);
  if (isDayOnly(at)) return Math.max(daysBetween(at, localDate(recorded, zone.name)) * 24, 0);
  return Math.max(Math.floor((recorded - toMillis(at)) / HOUR_MS), 0);
}

interface Detail {
  readonly part?: string;
  readonly outbound?: boolean;
  readonly channel?: string;
  readonly batch?: string;
  readonly due?: string;
}

function put(kind: Kind, fact: CaseStreamFact, key: StreamKey, rows: RowSink, detail: Detail = {}): void {
  const { part = null, outbound, channel = null, batch = null, due } = detail;
  const imported = fact.src?.via === 'import' ? 1 : 0;
  rows.insert(OCCURRENCES, [
    key, fact.position, kind, dateValue(fact.eff), part, outbound ? 1 : 0, channel, batch, optionalDate(due),
    delayHours(fact), imported,
  ]); // prettier-ignore
}

type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

function interaction(kind: Kind) {
  type Begin = Of<'ContactAttempted' | 'MessageSent' | 'MessageReceived' | 'NoticeIssued' | 'VisitConducted'>;
  return (fact: Begin, key: StreamKey, rows: RowSink): void => {
    const { contact: part, direction, channel } = fact.data;
    put(kind, fact, key, rows, { part, outbound: direction === 'OUTBOUND', channel });
  };
}

function ofContact(kind: Kind) {
  return (
    fact: Of<'ContactConnected' | 'RightPartyVerified' | 'ConversationHeld'>,
    key: StreamKey,
    rows: RowSink,
  ): void => put(kind, fact, key, rows, { part: fact.data.contact });
}

const FOLDS: Folds = {
  ContactAttempted: interaction('attempt'),
  MessageSent: interaction('message'),
  MessageReceived: interaction('message'),
  NoticeIssued: interaction('notice'),
  VisitConducted: interaction('visit'),
  ContactConnected: ofContact('connected'),
  RightPartyVerified: ofContact('verified'),
  ConversationHeld: ofContact('conversation'),
  ContactRecordCorrected(fact, key, rows) {
    // An import withdraws or replaces a contact that its source no longer has; other corrections leave it counted.
    if (fact.data.changes['record'] !== undefined) put('withdrawn', fact, key, rows, { part: fact.data.contact });
  },
  PromiseMade: (fact, key, rows) => put('promise', fact, key, rows, { part: fact.data.promise }),
  ComplaintReceived: (fact, key, rows) =>
    put('complaint', fact, key, rows, { part: fact.data.complaint, due: fact.data.dueDate }),
  ComplaintExtended: (fact, key, rows) =>
    put('extended', fact, key, rows, { part: fact.data.complaint, due: fact.data.dueDate }),
  ComplaintDecided: (fact, key, rows) => put('decided', fact, key, rows, { part: fact.data.complaint }),
  AccountPlaced: (fact, key, rows) =>
    put('placed', fact, key, rows, { part: fact.data.placement, batch: fact.data.batch }),
  AccountRecalled: (fact, key, rows) => put('recalled', fact, key, rows, { part: fact.data.placement }),
  PaymentReceived: (fact, key, rows) => put('payment', fact, key, rows, { part: fact.data.payment }),
  CaseClosed: (fact, key, rows) => put('closed', fact, key, rows),
  CaseReopened: (fact, key, rows) => put('reopened', fact, key, rows),
};

export function occurrencesProjection(): Projection {
  return { name: 'occurrences', version: 1, tables: [OCCURRENCES], lanes: 'stream', on: FOLDS };
}
