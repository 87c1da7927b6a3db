/**
 * Conduct: each complaint with the contacts that it complains of, what the rules say of these, and whether somebody handles
 * a complaint about himself (投诉办法 2020, recusal).
 */
import type { AnyFact } from '../../src/ledger/fact.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { daysBetween, type CivilDate } from '../../src/ledger/dates.js';
import type { CaseFile } from '../../src/rules/index.js';
import type { ContactFinding, Judged } from './contact-findings.calc.js';

/** Where a complaint names no contact, those of so many days before it are looked at. */
export const LOOKED_BACK_DAYS = 30;

type Received = Extract<LedgerFact, { type: 'ComplaintReceived' }>;
type Step = Extract<LedgerFact, { type: 'ComplaintStepRecorded' }>;

export interface Broken {
  readonly rule: string;
  readonly pack: string;
  readonly outcome: string;
  /** BLOCKS: it forbids; WARNS: it only advises. */
  readonly effect: 'BLOCKS' | 'WARNS';
  readonly reason?: string;
  readonly inputs?: readonly string[];
}

export interface ContactComplainedOf {
  readonly contact: string;
  readonly event: string;
  readonly on: CivilDate;
  readonly channel: string;
  readonly staff?: string;
  readonly agency?: string;
  /** NAMED in the complaint, of a member of STAFF that it names, or only of the days BEFORE it. */
  readonly why: 'NAMED' | 'STAFF' | 'BEFORE';
  /** Codes of what is wrong with the clearance behind it. */
  readonly clearance: readonly string[];
  /** Rules broken by what was known then; null: nobody had recorded the case. */
  readonly asKnown: readonly Broken[] | null;
  readonly asNowKnown: readonly Broken[];
}

export interface HandlerConflict {
  readonly handler: string;
  /** Event id of the fact that made him handler. */
  readonly event: string;
  /** The complaint is about him; or he made contacts of the days before it, and it names none. */
  readonly reason: 'handler-is-subject' | 'handler-made-contacts';
  readonly inputs: readonly string[];
}

export interface ConductFinding {
  readonly complaint: string;
  readonly event: string;
  readonly receivedOn: CivilDate;
  readonly topic?: string;
  readonly contacts: readonly ContactComplainedOf[];
  readonly conflicts: readonly HandlerConflict[];
}

function brokenIn({ verdicts }: Judged): Broken[] {
  return verdicts.flatMap(({ rule, pack, outcome, effect, reason, inputs }) =>
    effect === undefined ? [] : [{ rule, pack, outcome, effect, reason, inputs }],
  );
}

/** Undefined: the complaint is not about this contact. */
function whyOf({ data, eff }: Received, finding: ContactFinding): ContactComplainedOf['why'] | undefined {
  const { contact, attempt, begin } = finding;
  const { about = [] } = data;
  if (about.includes(contact)) return 'NAMED';
  const days = daysBetween(begin.eff, eff);
  const isNear = days >= 0 && days <= LOOKED_BACK_DAYS;
  const makers = [attempt.staff, ...(attempt.visitors ?? [])];
  if (isNear && makers.some((staff) => staff !== undefined && about.includes(staff))) return 'STAFF';
  return isNear && about.length === 0 ? 'BEFORE' : undefined;
}

function complainedOf(received: Received, findings: readonly ContactFinding[]): ContactComplainedOf[] {
  return findings.flatMap((finding): ContactComplainedOf[] => {
    const why = whyOf(received, finding);
    if (!why) return [];
    const { contact, begin, attempt, decision, asKnown, asNowKnown } = finding;
    const { channel, staff, agency } = attempt;
    const who = { contact, event: begin.id, on: begin.eff, channel, staff, agency };
    const then = asKnown.nothing === 'case-not-recorded-then' ? null : brokenIn(asKnown);
    return [{ ...who, why, clearance: decision.reasons, asKnown: then, asNowKnown: brokenIn(asNowKnown) }];
  });
}

/** Everybody who ever handled it: handing it on cures no conflict. */
function handlersOf(
  { id, data }: Received,
  steps: readonly Step[],
): { readonly staff: string; readonly event: string }[] {
  const first = data.handler === undefined ? [] : [{ staff: data.handler, event: id }];
  const later = steps.flatMap(({ id: event, data: step }) =>
    step.complaint === data.complaint && typeof step['handler'] === 'string' ? [{ staff: step['handler'], event }] : [],
  );
  return [...first, ...later];
}

function conflictsOf(received: Received, steps: readonly Step[], contacts: readonly ContactComplainedOf[]) {
  const { about = [] } = received.data;
  return handlersOf(received, steps).flatMap(({ staff: handler, event }): HandlerConflict[] => {
    const own = contacts.filter(({ staff }) => staff === handler);
    const inputs = own.map((contact) => contact.event);
    const isSubject = about.includes(handler) || own.some(({ why }) => why !== 'BEFORE');
    if (isSubject) return [{ handler, event, reason: 'handler-is-subject', inputs: [received.id, ...inputs] }];
    return own.length === 0
      ? []
      : [{ handler, event, reason: 'handler-made-contacts', inputs: [received.id, ...inputs] }];
  });
}

function ofType<T extends LedgerFact['type']>(facts: readonly AnyFact[], type: T, asOf: CivilDate) {
  return facts.filter((fact) => fact.type === type && fact.eff <= asOf) as Extract<LedgerFact, { type: T }>[];
}

/** Each complaint of a case by V, as known at K. */
export function conductFindings(
  { facts }: CaseFile,
  asOf: CivilDate,
  findings: readonly ContactFinding[],
): ConductFinding[] {
  const received = ofType(facts, 'ComplaintReceived', asOf);
  if (received.length === 0) return [];
  const steps = ofType(facts, 'ComplaintStepRecorded', asOf);
  return received.map((fact) => {
    const contacts = complainedOf(fact, findings);
    const { complaint, topic } = fact.data;
    const conflicts = conflictsOf(fact, steps, contacts);
    return { complaint, event: fact.id, receivedOn: fact.eff, topic, contacts, conflicts };
  });
}
