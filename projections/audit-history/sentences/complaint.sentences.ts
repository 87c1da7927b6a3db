/** Complaints, in words. */
import type { ComplaintFact } from '../../../src/ledger/complaint/index.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const complaintSentences: Sentences<ComplaintFact> = {
  ComplaintReceived: {
    en: ({ data }, c) =>
      c.colon(
        c.say(
          `Complaint ${c.id(data.complaint)} received`,
          given(data.channel, (channel) => `channel ${c.code('channel', channel)}`),
          given(data.topic, (topic) => `topic ${c.code('topic', topic)}`),
          given(filled(data.about), (about) => `about ${c.ids(about)}`),
          given(data.handler, (handler) => `handled by ${c.id(handler)}`),
          given(data.externalRef, (ref) => `reference ${c.name(ref)}`),
          given(data.dueDate, (on) => `answer due ${c.name(on)}`),
        ),
        c.optional('text'),
      ),
    zh: ({ data }, c) =>
      c.say(
        `收到投诉 ${c.id(data.complaint)}`,
        given(data.channel, (channel) => `渠道：${c.code('channel', channel)}`),
        given(data.topic, (topic) => `主题：${c.code('topic', topic)}`),
        given(filled(data.about), (about) => `被投诉对象：${c.ids(about)}`),
        given(data.handler, (handler) => `经办人：${c.id(handler)}`),
        given(data.externalRef, (ref) => `外部编号：${c.name(ref)}`),
        given(data.dueDate, (on) => `答复期限 ${c.name(on)}`),
        given(c.optional('text'), (words) => `内容：${words}`),
      ),
  },
  ComplaintAcknowledged: {
    en: ({ data }, c) =>
      c.say(
        `Complaint ${c.id(data.complaint)} acknowledged`,
        given(data.responseBy, (on) => `answer promised by ${c.name(on)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `投诉 ${c.id(data.complaint)} 已确认受理`,
        given(data.responseBy, (on) => `告知将于 ${c.name(on)} 前答复`),
      ),
  },
  ComplaintExtended: {
    en: ({ data }, c) =>
      c.say(
        `Answer to complaint ${c.id(data.complaint)} extended to ${c.name(data.dueDate)}`,
        `reason ${c.code('reason', data.reason)}`,
        given(data.level, (level) => c.code('extensionLevel', level)),
        given(data.approvedBy, (who) => `approved by ${c.id(who)}`),
        given(data.notifiedAt, (at) => `complainant told at ${c.name(at)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `投诉 ${c.id(data.complaint)} 的答复期限延长至 ${c.name(data.dueDate)}`,
        `原因：${c.code('reason', data.reason)}`,
        given(data.level, (level) => c.code('extensionLevel', level)),
        given(data.approvedBy, (who) => `批准人：${c.id(who)}`),
        given(data.notifiedAt, (at) => `已于 ${c.name(at)} 告知投诉人`),
      ),
  },
  ComplaintDecided: {
    en: ({ data }, c) =>
      c.say(
        `Complaint ${c.id(data.complaint)} decided: ${c.code('outcome', data.outcome)}`,
        given(data.redress, (amount) => `redress ${c.money(amount)}`),
        given(filled(data.discloses), (codes) => `discloses ${c.list(codes.map(c.name))}`),
        given(c.optional('text'), (words) => `decision ${words}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `投诉 ${c.id(data.complaint)} 已作出处理决定：${c.code('outcome', data.outcome)}`,
        given(data.redress, (amount) => `补偿 ${c.money(amount)}`),
        given(filled(data.discloses), (codes) => `告知事项：${c.list(codes.map((code) => c.code('disclosed', code)))}`),
        given(c.optional('text'), (words) => `决定内容：${words}`),
      ),
  },
  ComplaintClosed: {
    en: ({ data }, c) =>
      c.say(
        `Complaint ${c.id(data.complaint)} closed`,
        given(data.reason, (reason) => `reason ${c.code('reason', reason)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `投诉 ${c.id(data.complaint)} 已办结`,
        given(data.reason, (reason) => `原因：${c.code('reason', reason)}`),
      ),
  },
};
