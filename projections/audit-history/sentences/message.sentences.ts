/** Messages and notices, in words. */
import type { ContactFact } from '../../../src/ledger/contact/index.js';
import { directionBut, sharedEn, sharedZh, whomEn } from './interaction.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export type MessageFact = Extract<ContactFact, { readonly type: `Message${string}` | `Notice${string}` }>;

export const messageSentences: Sentences<MessageFact> = {
  MessageSent: {
    en: ({ data }, c) =>
      c.colon(
        c.say(
          c.phrase(`Message ${c.id(data.contact)} sent by ${c.code('channel', data.channel)}`, whomEn(data, 'to', c)),
          directionBut('OUTBOUND', data, c),
          sharedEn(data, c),
          given(data.reply, (yes) => (yes ? 'in reply to a message' : 'not in reply to a message')),
          given(data.template, (template) => `template ${c.name(template)}`),
          given(data.optOut, (yes) => (yes ? 'says how to opt out' : 'does not say how to opt out')),
        ),
        c.optional('text'),
      ),
    zh: ({ data }, c) =>
      c.say(
        `发送消息 ${c.id(data.contact)}，渠道：${c.code('channel', data.channel)}`,
        directionBut('OUTBOUND', data, c),
        sharedZh(data, '收件人', c),
        given(data.reply, (yes) => (yes ? '系答复来信' : '非答复来信')),
        given(data.template, (template) => `模板：${c.name(template)}`),
        given(data.optOut, (yes) => (yes ? '载明退订方式' : '未载明退订方式')),
        given(c.optional('text'), (words) => `内容：${words}`),
      ),
  },
  MessageReceived: {
    en: ({ data }, c) =>
      c.colon(
        c.say(
          c.phrase(
            `Message ${c.id(data.contact)} received by ${c.code('channel', data.channel)}`,
            whomEn(data, 'from', c),
          ),
          directionBut('INBOUND', data, c),
          sharedEn(data, c),
        ),
        c.optional('text'),
      ),
    zh: ({ data }, c) =>
      c.say(
        `收到消息 ${c.id(data.contact)}，渠道：${c.code('channel', data.channel)}`,
        directionBut('INBOUND', data, c),
        sharedZh(data, '发送人', c),
        given(c.optional('text'), (words) => `内容：${words}`),
      ),
  },
  MessageDelivered: {
    en: ({ data }, c) => `Message ${c.id(data.contact)} delivered`,
    zh: ({ data }, c) => `消息 ${c.id(data.contact)} 已送达`,
  },
  MessageBounced: {
    en: ({ data }, c) =>
      c.colon(
        `Message ${c.id(data.contact)} bounced`,
        given(data.cause, (cause) => c.code('cause', cause)),
      ),
    zh: ({ data }, c) =>
      c.say(
        `消息 ${c.id(data.contact)} 被退回`,
        given(data.cause, (cause) => `原因：${c.code('cause', cause)}`),
      ),
  },
  NoticeIssued: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(
          `Notice ${c.id(data.contact)} (${c.code('notice', data.notice)}) issued by ${c.code('channel', data.channel)}`,
          whomEn(data, 'to', c),
        ),
        directionBut('OUTBOUND', data, c),
        sharedEn(data, c),
        given(data.template, (template) => `template ${c.name(template)}`),
        given(data.itemizationDate, (day) => `itemises the debt as of ${c.name(day)}`),
        given(filled(data.discloses), (codes) => `discloses ${c.list(codes.map(c.name))}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `发出通知 ${c.id(data.contact)}：${c.code('notice', data.notice)}`,
        `渠道：${c.code('channel', data.channel)}`,
        directionBut('OUTBOUND', data, c),
        sharedZh(data, '收件人', c),
        given(data.template, (template) => `模板：${c.name(template)}`),
        given(data.itemizationDate, (day) => `债务明细截至 ${c.name(day)}`),
        given(filled(data.discloses), (codes) => `告知事项：${c.list(codes.map((code) => c.code('disclosed', code)))}`),
      ),
  },
  NoticeDelivered: {
    en: ({ data }, c) =>
      c.phrase(
        `Notice ${c.id(data.contact)} delivered`,
        given(data.method, (method) => `by ${c.code('method', method)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `通知 ${c.id(data.contact)} 已送达`,
        given(data.method, (method) => `方式：${c.code('method', method)}`),
      ),
  },
  NoticeReturnedUndeliverable: {
    en: ({ data }, c) =>
      c.colon(
        `Notice ${c.id(data.contact)} returned undeliverable`,
        given(data.cause, (cause) => c.code('cause', cause)),
      ),
    zh: ({ data }, c) =>
      c.say(
        `通知 ${c.id(data.contact)} 无法送达，被退回`,
        given(data.cause, (cause) => `原因：${c.code('cause', cause)}`),
      ),
  },
};
