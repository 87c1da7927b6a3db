/** Calls, visits and what came of any contact, in words. Messages and notices: `message.sentences.ts`. */
import type { ContactFact } from '../../../src/ledger/contact/index.js';
import { channelBut, sharedEn, sharedZh, whomEn } from './interaction.js';
import type { MessageFact } from './message.sentences.js';
import type { Sentences } from './sentence.js';
import { filled, given, type Speaker } from './speaker.js';

type TalkFact = Exclude<ContactFact, MessageFact>;
type Corrected = Extract<ContactFact, { type: 'ContactRecordCorrected' }>['data'];

function changesEn({ changes }: Corrected, c: Speaker): string | undefined {
  const said = Object.entries(changes).map(([field, value]) => `${c.name(field)} should read ${c.quote(value)}`);
  return filled(said) && c.list(said);
}

function changesZh({ changes }: Corrected, c: Speaker): string | undefined {
  const said = Object.entries(changes).map(([field, value]) => {
    const name = c.code('contactField', field);
    return `${name}${/\p{Script=Han}$/u.test(name) ? '' : ' '}应为${c.quote(value)}`;
  });
  return filled(said) && c.list(said);
}

export const talkSentences: Sentences<TalkFact> = {
  ContactAttempted: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(
          `Contact ${c.id(data.contact)} attempted by ${c.code('channel', data.channel)}`,
          whomEn(data, 'with', c),
        ),
        c.code('direction', data.direction),
        given(data.mode, (mode) => c.code('callMode', mode)),
        sharedEn(data, c),
      ),
    zh: ({ data }, c) =>
      c.say(
        `尝试联系 ${c.id(data.contact)}，渠道：${c.code('channel', data.channel)}`,
        c.code('direction', data.direction),
        given(data.mode, (mode) => c.code('callMode', mode)),
        sharedZh(data, '对象', c),
      ),
  },
  ContactConnected: {
    en: ({ data }, c) => `Contact ${c.id(data.contact)} connected`,
    zh: ({ data }, c) => `联系 ${c.id(data.contact)} 已接通`,
  },
  DialNotConnected: {
    en: ({ data }, c) => `Contact ${c.id(data.contact)} did not connect: ${c.code('cause', data.cause)}`,
    zh: ({ data }, c) => `联系 ${c.id(data.contact)} 未接通，原因：${c.code('cause', data.cause)}`,
  },
  RightPartyVerified: {
    en: ({ data }, c) =>
      `Right party verified in contact ${c.id(data.contact)}, by ${c.code('verification', data.method)}`,
    zh: ({ data }, c) => `联系 ${c.id(data.contact)} 已核实为本人，核实方式：${c.code('verification', data.method)}`,
  },
  ConversationHeld: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(
          `Conversation held in contact ${c.id(data.contact)}`,
          given(data.startedAt, (at) => `from ${c.name(at)}`),
          given(data.endedAt, (at) => `until ${c.name(at)}`),
        ),
        given(data.effective, (yes) => `the debt was ${yes ? '' : 'not '}discussed with the right party`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `联系 ${c.id(data.contact)} 中进行了沟通`,
        given(data.startedAt, (at) => `开始于 ${c.name(at)}`),
        given(data.endedAt, (at) => `结束于 ${c.name(at)}`),
        given(data.effective, (yes) => (yes ? '已与本人沟通债务' : '未与本人沟通债务')),
      ),
  },
  VoicemailLeft: {
    en: ({ data }, c) =>
      c.say(
        `Voicemail left in contact ${c.id(data.contact)}`,
        given(data.class, (kind) => `class ${c.code('voicemail', kind)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `联系 ${c.id(data.contact)} 中留下语音留言`,
        given(data.class, (kind) => `类别：${c.code('voicemail', kind)}`),
      ),
  },
  VisitConducted: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(`Visit ${c.id(data.contact)} conducted`, whomEn(data, 'with', c)),
        channelBut('visit', data, c),
        c.code('direction', data.direction),
        sharedEn(data, c),
        given(filled(data.visitors), (visitors) => `visitors ${c.ids(visitors)}`),
        given(data.idShown, (yes) => `identification ${yes ? '' : 'not '}shown`),
        given(data.entryConsent, (yes) => `consent to enter ${yes ? '' : 'not '}given`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `外访 ${c.id(data.contact)} 已进行`,
        channelBut('visit', data, c),
        c.code('direction', data.direction),
        sharedZh(data, '对象', c),
        given(filled(data.visitors), (visitors) => `外访人员：${c.ids(visitors)}`),
        given(data.idShown, (yes) => (yes ? '已出示证件' : '未出示证件')),
        given(data.entryConsent, (yes) => (yes ? '已获同意入户' : '未获同意入户')),
      ),
  },
  ContactOutcomeRecorded: {
    en: ({ data }, c) =>
      c.say(
        `Outcome of contact ${c.id(data.contact)}: ${c.code('contactOutcome', data.code)}`,
        given(c.optional('feedback'), (words) => `feedback ${words}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `联系 ${c.id(data.contact)} 的结果：${c.code('contactOutcome', data.code)}`,
        given(c.optional('feedback'), (words) => `对方反馈：${words}`),
      ),
  },
  ContactRecordCorrected: {
    en: ({ data, ref }, c) =>
      c.say(
        `Record of contact ${c.id(data.contact)} corrected`,
        `reason ${c.code('reason', data.reason)}`,
        changesEn(data, c),
        given(c.optional('text'), (words) => `note ${words}`),
        given(ref, (event) => `corrects event ${c.event(event)}`),
      ),
    zh: ({ data, ref }, c) =>
      c.say(
        `更正联系 ${c.id(data.contact)} 的记录`,
        `原因：${c.code('reason', data.reason)}`,
        changesZh(data, c),
        given(c.optional('text'), (words) => `说明：${words}`),
        given(ref, (event) => `被更正事件 ${c.event(event)}`),
      ),
  },
};
