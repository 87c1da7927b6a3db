/** Moments of contact: calls, messages, letters, visits. */
import type { PartyRole } from '../../../../ledger/case/index.js';
import { toInstant, toMillis } from '../../../../ledger/dates.js';
import type { ContactMedium } from '../../../../ledger/party/index.js';
import { memberOf } from '../cast.js';
import type { Diary } from '../diary.js';
import type { Message, Reply, Said } from '../place.js';
import type { Beat } from '../story.js';

const OUTCOME: Readonly<Record<Said, string>> = {
  'will-pay': 'WILL_PAY',
  'salary-late': 'WILL_PAY_LATER',
  forgot: 'WILL_PAY',
  'half-now': 'PART_PAYMENT_OFFERED',
  hardship: 'HARDSHIP',
  excuse: 'PROMISE_DISCUSSED',
  refuses: 'REFUSES',
  disputes: 'DISPUTES',
  'paid-already': 'SAYS_PAID',
  'third-party': 'THIRD_PERSON',
  'speaks-for': 'REPRESENTATIVE_SPOKE',
  'calls-back': 'CALL_BACK',
};

/** Whom a contact is with, on which of the person's contact points, and who made it. */
function whom(diary: Diary, medium: ContactMedium, role: PartyRole = 'DEBTOR') {
  const { party, role: actual, points } = memberOf(diary, role);
  const point = points[medium === 'sms' || medium === 'chat' ? 'phone' : medium === 'visit' ? 'letter' : medium];
  return { party, role: actual, point, staff: diary.dice.pick(diary.setting.place.staff) };
}

/** A call that nobody takes: NO_ANSWER, BUSY, WRONG_NUMBER, … */
export const unanswered =
  (cause = 'NO_ANSWER'): Beat =>
  (diary) => {
    diary.tell({
      type: 'RecordContact',
      channel: 'phone',
      mode: 'MANUAL',
      purpose: 'reminder',
      connected: false,
      cause,
      ...whom(diary, 'phone'),
    });
  };

/** A call that ends at the answering machine. */
export const voicemail =
  (kind: string): Beat =>
  (diary) => {
    diary.tell({
      type: 'RecordContact',
      channel: 'phone',
      mode: 'MANUAL',
      purpose: 'reminder',
      voicemail: kind,
      ...whom(diary, 'phone'),
    });
  };

interface Call {
  readonly inbound?: boolean;
  readonly purpose?: string;
  /** Hour of the day at which it is made. */
  readonly at?: number;
  /** With somebody else than the debtor. */
  readonly role?: PartyRole;
}

/** A conversation and what the person said. With a contact person, the debt is not discussed. */
export const talk =
  (said: Said, { inbound, purpose, at, role }: Call = {}): Beat =>
  (diary) => {
    const { dice, setting } = diary;
    if (at !== undefined) diary.setClock(at, dice.int(5, 30));
    const outsider = role === 'CONTACT_PERSON';
    const startedAt = diary.nextMoment();
    const endedAt = toInstant(toMillis(startedAt) + dice.int(70, 540) * 1000).replace('.000Z', 'Z');
    diary.tell({
      type: 'RecordContact',
      channel: 'phone',
      direction: inbound === true ? 'INBOUND' : 'OUTBOUND',
      mode: inbound === true ? undefined : 'MANUAL',
      purpose: purpose ?? (inbound === true ? 'enquiry' : 'reminder'),
      occurredAt: startedAt,
      connected: true,
      rightParty: outsider ? undefined : dice.pick(setting.place.verified),
      conversation: { startedAt, endedAt, effective: !outsider },
      outcome: OUTCOME[said],
      feedback: diary.say(setting.place.words.said[said]),
      ...whom(diary, 'phone', role),
    });
  };

/** What the debtor said, noted some time after the contact. */
export const outcomeLater =
  (said: Said): Beat =>
  (diary) => {
    const feedback = diary.say(diary.setting.place.words.said[said]);
    diary.tell({ type: 'RecordContactOutcome', contact: diary.last('contact'), outcome: OUTCOME[said], feedback });
  };

export const message =
  (channel: 'sms' | 'email' | 'chat', template: Message): Beat =>
  (diary) => {
    const text = diary.say(diary.setting.place.words.messages[template]);
    diary.tell({ type: 'RecordMessage', channel, purpose: template, template, text, ...whom(diary, channel) });
  };

/** The debtor writes. */
export const reply =
  (channel: 'sms' | 'email' | 'chat', kind: Reply): Beat =>
  (diary) => {
    const text = diary.say(diary.setting.place.words.replies[kind]);
    const { party, role, point } = whom(diary, channel);
    diary.tell({ type: 'RecordMessage', channel, direction: 'INBOUND', purpose: kind, text, party, role, point });
  };

/** A letter: `reminder`, `demand`, `fine`, `validation`. */
export const letter =
  (notice: string, role?: PartyRole): Beat =>
  (diary) => {
    const { party, role: actual, point } = whom(diary, 'letter', role);
    diary.tell({ type: 'IssueNotice', notice, template: `${notice}@1`, purpose: notice, party, role: actual, point });
  };

/** The last message or letter arrived. */
export const delivered =
  (method?: string): Beat =>
  (diary) => {
    diary.tell({ type: 'RecordDelivery', contact: diary.last('contact'), delivered: true, method });
  };

/** It came back: `UNKNOWN_NUMBER`, `MAILBOX_FULL`, `MOVED`. */
export const failed =
  (cause: string): Beat =>
  (diary) => {
    diary.tell({ type: 'RecordDelivery', contact: diary.last('contact'), delivered: false, cause });
  };

export const visit =
  (said: Said): Beat =>
  (diary) => {
    const { dice, setting } = diary;
    diary.setClock(dice.int(14, 16), dice.int(0, 59));
    diary.tell({
      type: 'RecordVisit',
      purpose: 'field-visit',
      visitors: dice.shuffled(setting.place.staff).slice(0, 2),
      idShown: true,
      entryConsent: dice.int(0, 1) === 1,
      outcome: OUTCOME[said],
      feedback: diary.say(setting.place.words.said[said]),
      ...whom(diary, 'visit'),
    });
  };

/** The record of the last contact was wrong. */
export const correct =
  (reason: string, changes: Readonly<Record<string, string>>): Beat =>
  (diary) => {
    const text = diary.say(diary.setting.place.words.corrections);
    diary.tell({ type: 'CorrectContact', contact: diary.last('contact'), reason, changes, text });
  };
