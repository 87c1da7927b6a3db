/** Folds the facts of contacts into attempts. */
import type { Interaction } from '../../ledger/contact/index.js';
import { toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import type { Attempt } from './attempt.js';
import type { CaseFile } from './case-file.js';
import { whenHappened } from './moments.js';
import { roleIn } from './role.js';
import { told, type Later } from './told.js';

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

/** The person where none was named: the case's debtor. */
export function partyOf(
  { party, role }: Pick<Interaction, 'party' | 'role'>,
  file: CaseFile | undefined,
): string | undefined {
  if (party !== undefined || (role !== undefined && role !== 'DEBTOR')) return party;
  return [...(file?.parties ?? [])].find(([, roles]) => roles.includes('DEBTOR'))?.[0];
}

/** What only some kinds of interaction say. */
type Said = Partial<Pick<Attempt, 'mode' | 'optOut' | 'reply' | 'notice' | 'discloses' | 'itemizationDate'>> &
  Partial<Pick<Attempt, 'idShown' | 'entryConsent' | 'visitors'>>;

function begun(fact: Begin, file: CaseFile | undefined): Attempt {
  const { stream, zone } = fact;
  const data: Begin['data'] & Said = fact.data;
  const { at, day } = whenHappened(fact);
  // Each member by name: a spread of the data costs ten times as much, and cases have thousands of contacts.
  return {
    id: data.contact,
    event: fact.id,
    events: [fact.id],
    reserved: false,
    at,
    day,
    zone: zone.by === 'portfolio' ? undefined : zone.name,
    kind: KIND[fact.type],
    channel: data.channel,
    direction: data.direction,
    purpose: data.purpose ?? DEFAULT_PURPOSE,
    party: partyOf(data, file),
    role: roleIn(file, { party: partyOf(data, file), role: data.role }),
    point: data.point,
    debts: data.debts ?? [...(file?.debts.keys() ?? [])],
    cases: [stream],
    staff: data.staff,
    agency: data.agency,
    reason: data.reason,
    clearance: data.clearance,
    mode: data.mode,
    optOut: data.optOut,
    reply: data.reply,
    notice: data.notice,
    discloses: data.discloses,
    itemizationDate: data.itemizationDate,
    idShown: data.idShown,
    entryConsent: data.entryConsent,
    visitors: data.visitors,
    rec: toMillis(fact.rec),
  };
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
