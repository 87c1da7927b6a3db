/** What there is to keep on a case: its records by kind, each with the day from which its keeping counts (issue 4, point 4). */
import type { AnyFact } from '../../ledger/fact.js';
import type { CivilDate } from '../../ledger/dates.js';
import { dayOf } from '../dossier/attempt-day.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import type { CaseFile } from '../dossier/case-file.js';
import type { Dossier } from '../dossier/dossier.js';

export const RECORD_KINDS = [
  'CASE_FILE',
  'CONTACT',
  'RECORDING',
  'LETTER',
  'COMPLAINT',
  'CREDIT_DATA',
  'PROCESSING',
  'PAYMENT',
  'DISPUTE',
  'LEGAL',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface CaseRecord {
  readonly kind: RecordKind;
  /** Id of the contact, recording, complaint, payment, …; of the case itself its stream. */
  readonly id: string;
  /** The fact that made it. */
  readonly event: string;
  /** Its day; of a recording that of its call, however late it was attached. */
  readonly on: CivilDate;
  /** Of a recording: the contact that was recorded. */
  readonly contact?: string;
}

/** The fact that makes a record, with the member that holds its id. The case file is all facts together. */
const MADE_BY: Readonly<Record<string, readonly [kind: RecordKind, id: string]>> = {
  ContactAttempted: ['CONTACT', 'contact'],
  VisitConducted: ['CONTACT', 'contact'],
  RecordingAttached: ['RECORDING', 'recording'],
  NoticeIssued: ['LETTER', 'contact'],
  MessageSent: ['LETTER', 'contact'],
  MessageReceived: ['LETTER', 'contact'],
  ComplaintReceived: ['COMPLAINT', 'complaint'],
  CreditBureauReported: ['CREDIT_DATA', 'bureauReport'],
  // Data handed to others or to an agency, and decisions by machine: processing that is assessed and recorded (PIPL Art. 55).
  DataShared: ['PROCESSING', 'dataShare'],
  AccountPlaced: ['PROCESSING', 'placement'],
  ScoreComputed: ['PROCESSING', 'scoring'],
  PaymentReceived: ['PAYMENT', 'payment'],
  DisputeRaised: ['DISPUTE', 'dispute'],
  LegalActionFiled: ['LEGAL', 'action'],
  EnforcementApplied: ['LEGAL', 'enforcement'],
  DocumentFiled: ['LEGAL', 'document'],
  // The recording of an agreement by word of mouth.
  PlanAgreed: ['RECORDING', 'recordingRef'],
  PlanRestructured: ['RECORDING', 'recordingRef'],
};
const AGREEMENTS: ReadonlySet<string> = new Set(['PlanAgreed', 'PlanRestructured']);
const MAKERS: ReadonlySet<string> = new Set(Object.keys(MADE_BY));

function recordOf(fact: AnyFact, { dossier, file }: RecordsOf): CaseRecord | undefined {
  const made = MADE_BY[fact.type];
  if (!made) return undefined;
  const [kind, member] = made;
  const id = saidWord(fact, member);
  if (id === undefined && AGREEMENTS.has(fact.type)) return undefined;
  const record = { kind, id: id ?? fact.id, event: fact.id, on: fact.eff };
  if (fact.type !== 'RecordingAttached') return record;
  const contact = saidWord(fact, 'contact');
  const call = contact === undefined ? undefined : dossier.attempt(contact);
  return { ...record, contact, on: call ? dayOf(call, file.zone) : fact.eff };
}

export interface RecordsOf {
  readonly dossier: Dossier;
  readonly file: CaseFile;
  readonly asOf: CivilDate;
}

/** All records of a case up to a day: the case file first, then in the order in which they became known. */
export function recordsOf(scene: RecordsOf): readonly CaseRecord[] {
  const { file, asOf } = scene;
  const opened = file.facts[0]?.id ?? '';
  const own: CaseRecord = { kind: 'CASE_FILE', id: file.id, event: opened, on: file.openedOn };
  const made = new Map<string, CaseRecord>();
  for (const fact of factsUntil(file, MAKERS, asOf)) {
    const record = recordOf(fact, scene);
    const key = record && `${record.kind} ${record.id}`;
    if (key !== undefined && !made.has(key)) made.set(key, record as CaseRecord);
  }
  return [own, ...made.values()];
}
