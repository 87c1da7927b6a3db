/** Decides contact commands. A contact that happened is recorded, whatever it breaks. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { dateRefusal, flagsOf, frameOf, instantRefusal, sealed, subjectOf } from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import { toMillis, type CivilDate } from '../dates.js';
import type { New } from '../fact.js';
import type { ContactMedium } from '../party/party.events.js';
import { impossible, isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import type { CallMode, ContactFact } from './contact.events.js';
import type { Contact } from './contact.state.js';
import { interaction, whomRefusal, type Whom } from './interaction.decide.js';

/** A call or other attempt, with all that came of it at once. */
export interface RecordContact extends Whom {
  readonly type: 'RecordContact';
  readonly channel: ContactMedium;
  readonly mode?: CallMode;
  /** Left out: not known. */
  readonly connected?: boolean;
  /** Why it did not connect: NO_ANSWER, BUSY, WRONG_NUMBER, … */
  readonly cause?: string;
  /** How the right party was verified. */
  readonly rightParty?: string;
  readonly conversation?: { readonly startedAt?: string; readonly endedAt?: string; readonly effective?: boolean };
  readonly voicemail?: string;
  readonly outcome?: string;
  /** What the debtor said. */
  readonly feedback?: string;
}
export interface RecordMessage extends Whom {
  readonly type: 'RecordMessage';
  readonly channel: ContactMedium;
  readonly template?: string;
  readonly optOut?: boolean;
  readonly reply?: boolean;
  readonly text?: string;
}
export interface IssueNotice extends Whom {
  readonly type: 'IssueNotice';
  /** Kind of notice: `reminder`, `demand`, `fine`, `validation`. */
  readonly notice: string;
  readonly template?: string;
  readonly itemizationDate?: CivilDate;
  readonly discloses?: readonly string[];
}
export interface RecordVisit extends Whom {
  readonly type: 'RecordVisit';
  readonly visitors?: readonly string[];
  readonly idShown?: boolean;
  readonly entryConsent?: boolean;
  readonly outcome?: string;
  readonly feedback?: string;
}
export interface RecordDelivery extends Command {
  readonly type: 'RecordDelivery';
  /** The message or notice; the case's last one where absent. */
  readonly contact?: string;
  readonly delivered: boolean;
  readonly method?: string;
  readonly cause?: string;
}
export interface RecordContactOutcome extends Command {
  readonly type: 'RecordContactOutcome';
  readonly contact: string;
  readonly outcome: string;
  readonly feedback?: string;
}
export interface CorrectContact extends Command {
  readonly type: 'CorrectContact';
  readonly contact: string;
  readonly reason: string;
  readonly changes: Readonly<Record<string, string>>;
  /** What should have been noted, in words. */
  readonly text?: string;
}
export type ContactCommand =
  RecordContact | RecordMessage | IssueNotice | RecordVisit | RecordDelivery | RecordContactOutcome | CorrectContact;

type NewContactFact = New<ContactFact>;

function conversationRefusal({ conversation, connected }: RecordContact): Refusal | undefined {
  if (!conversation) return undefined;
  if (connected === false) {
    return impossible('not-connected', 'A contact that did not connect holds no conversation.', 'conversation');
  }
  const { startedAt, endedAt } = conversation;
  const bad = instantRefusal(startedAt, 'conversation.startedAt') ?? instantRefusal(endedAt, 'conversation.endedAt');
  if (bad || !startedAt || !endedAt || toMillis(startedAt) <= toMillis(endedAt)) return bad;
  return impossible('ends-before-start', 'The conversation ends before it starts.', 'conversation.endedAt');
}

/** One call, several facts: attempted, connected or not, verified, talked, outcome. */
function contactFacts(command: RecordContact, state: CaseState, context: Context): NewContactFact[] {
  const { newId: contact } = context;
  const { channel, connected, cause, rightParty, conversation, voicemail, outcome, feedback, party } = command;
  const whom = interaction(command, channel, state, context);
  const facts: NewContactFact[] = [{ type: 'ContactAttempted', data: { ...whom, mode: command.mode } }];
  if (connected === true || conversation) facts.push({ type: 'ContactConnected', data: { contact }, cause: 0 });
  if (connected === false)
    facts.push({ type: 'DialNotConnected', data: { contact, cause: cause ?? 'UNKNOWN' }, cause: 0 });
  if (voicemail !== undefined) facts.push({ type: 'VoicemailLeft', data: { contact, class: voicemail }, cause: 0 });
  if (rightParty !== undefined)
    facts.push({ type: 'RightPartyVerified', data: { contact, method: rightParty }, cause: 0 });
  if (conversation) facts.push({ type: 'ConversationHeld', data: { contact, ...conversation }, cause: 0 });
  if (outcome !== undefined || feedback !== undefined) {
    const data = { contact, code: outcome ?? 'NOTED' };
    facts.push({ type: 'ContactOutcomeRecorded', data, cause: 0, ...sealed(subjectOf(state, party), { feedback }) });
  }
  return facts;
}

/** The contact that a later fact is about. */
function contactFor(state: CaseState, id: string): Contact | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  return state.contacts.get(id) ?? unknown('unknown-contact', `The case has no contact '${id}'.`, 'contact');
}

function lastSent(state: CaseState): string | undefined {
  return [...state.contacts.values()].findLast((contact) => contact.sent)?.id;
}

function delivery(command: RecordDelivery, contact: Contact, state: CaseState): Decision<CaseStreamFact> {
  const { delivered, method, cause } = command;
  const id = contact.id;
  if (contact.channel === 'letter') {
    return delivered
      ? [{ type: 'NoticeDelivered', data: { contact: id, method, ...flagsOf(state) } }]
      : [{ type: 'NoticeReturnedUndeliverable', data: { contact: id, cause } }];
  }
  return delivered
    ? [{ type: 'MessageDelivered', data: { contact: id } }]
    : [{ type: 'MessageBounced', data: { contact: id, cause } }];
}

export const contactRules: Rules<ContactCommand, CaseState, CaseStreamFact> = {
  RecordContact: {
    creates: 'contact',
    personal: ['feedback'],
    decide(command, state, context) {
      const refusal = whomRefusal(command, state) ?? conversationRefusal(command);
      return refusal ?? contactFacts(command, state, context);
    },
  },
  RecordMessage: {
    creates: 'contact',
    personal: ['text'],
    decide(command, state, context) {
      const refusal = whomRefusal(command, state);
      if (refusal) return refusal;
      const { channel, template, optOut, reply, text, party } = command;
      const data = interaction(command, channel, state, context);
      const words = sealed(subjectOf(state, party), { text });
      if (command.direction === 'INBOUND') return [{ type: 'MessageReceived', data, ...words }];
      return [{ type: 'MessageSent', data: { ...data, template, optOut, reply }, ...words }];
    },
  },
  IssueNotice: {
    creates: 'contact',
    decide(command, state, context) {
      const { notice, template, itemizationDate, discloses } = command;
      const refusal = whomRefusal(command, state) ?? dateRefusal(itemizationDate, 'itemizationDate');
      if (refusal) return refusal;
      const whom = interaction(command, 'letter', state, context);
      return [{ type: 'NoticeIssued', data: { ...whom, notice, template, itemizationDate, discloses } }];
    },
  },
  RecordVisit: {
    creates: 'contact',
    personal: ['feedback'],
    decide(command, state, context) {
      const refusal = whomRefusal(command, state);
      if (refusal) return refusal;
      const { visitors, idShown, entryConsent, outcome, feedback, party } = command;
      const data = { ...interaction(command, 'visit', state, context), visitors, idShown, entryConsent };
      const visit = { type: 'VisitConducted' as const, data };
      if (outcome === undefined && feedback === undefined) return [visit];
      const result = { contact: context.newId, code: outcome ?? 'NOTED' };
      const words = sealed(subjectOf(state, party), { feedback });
      return [visit, { type: 'ContactOutcomeRecorded', data: result, cause: 0, ...words }];
    },
  },
  RecordDelivery: {
    decide(command, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      const id = command.contact ?? lastSent(state);
      if (id === undefined) return unknown('unknown-contact', 'The case has sent no message or notice yet.', 'contact');
      const contact = contactFor(state, id);
      return isRefusal(contact) ? contact : delivery(command, contact, state);
    },
  },
  RecordContactOutcome: {
    personal: ['feedback'],
    decide({ contact: id, outcome, feedback }, state) {
      const contact = contactFor(state, id);
      if (isRefusal(contact)) return contact;
      const data = { contact: id, code: outcome };
      return [{ type: 'ContactOutcomeRecorded', data, ...sealed(subjectOf(state), { feedback }) }];
    },
  },
  CorrectContact: {
    personal: ['text'],
    decide({ contact: id, reason, changes, text }, state) {
      const contact = contactFor(state, id);
      if (isRefusal(contact)) return contact;
      if (Object.keys(changes).length === 0 && text === undefined) {
        return notAllowed('nothing-corrected', 'Say what the record should have said.', 'changes');
      }
      const data = { contact: id, reason, changes };
      const words = sealed(subjectOf(state), { text });
      return [{ type: 'ContactRecordCorrected', data, ref: contact.event, ...words }];
    },
  },
};
