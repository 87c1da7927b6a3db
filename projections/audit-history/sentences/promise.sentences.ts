/** Promises to pay and what became of them, in words. */
import type { OutcomeNotice, PromiseFact, PromiseTerms } from '../../../src/ledger/promise/index.js';
import { debtsEn } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given, type Speaker } from './speaker.js';

function termsEn(data: PromiseTerms, c: Speaker): string {
  return c.say(
    `${c.money(data.amount, data.currency)} by ${c.name(data.dueDate)} on ${debtsEn(data.debts, c)}`,
    given(data.promisedBy, (role) => `promised by the ${c.code('role', role)}`),
    given(data.channel, (channel) => `by ${c.code('channel', channel)}`),
    given(data.contact, (contact) => `in contact ${c.id(contact)}`),
    `grace ${data.graceDays} ${data.graceDays === 1 ? 'day' : 'days'}`,
    `tolerance ${c.percent(data.toleranceBps)}`,
    `policy ${c.name(data.policy)}`,
  );
}

function termsZh(data: PromiseTerms, c: Speaker): string {
  return c.say(
    `最迟于 ${c.name(data.dueDate)} 还款 ${c.money(data.amount, data.currency)}`,
    `涉及债务 ${c.ids(data.debts)}`,
    given(data.promisedBy, (role) => `承诺人：${c.code('role', role)}`),
    given(data.channel, (channel) => `渠道：${c.code('channel', channel)}`),
    given(data.contact, (contact) => `联系 ${c.id(contact)}`),
    `宽限期 ${data.graceDays} 天`,
    `允许差额 ${c.percent(data.toleranceBps)}`,
    `政策 ${c.name(data.policy)}`,
  );
}

function countedEn(data: OutcomeNotice, c: Speaker): string {
  return c.say(
    `${c.money(data.paid)} counted (${c.percent(data.ratioBps)})`,
    given(filled(data.qualifying), (ids) => `${ids.length === 1 ? 'payment' : 'payments'} ${c.ids(ids)}`),
    `notice ${data.ordinal}`,
  );
}

function countedZh(data: OutcomeNotice, c: Speaker): string {
  return c.say(
    `计入还款 ${c.money(data.paid)}（${c.percent(data.ratioBps)}）`,
    given(filled(data.qualifying), (payments) => `还款 ${c.ids(payments)}`),
    `第 ${data.ordinal} 次认定`,
  );
}

export const promiseSentences: Sentences<PromiseFact> = {
  PromiseMade: {
    en: ({ data }, c) => `Promise to pay ${c.id(data.promise)} made: ${termsEn(data, c)}`,
    zh: ({ data }, c) => `作出还款承诺 ${c.id(data.promise)}：${termsZh(data, c)}`,
  },
  PromiseRenegotiated: {
    en: ({ data }, c) =>
      `Promise to pay ${c.id(data.promise)} made in place of promise ${c.id(data.supersedes)}: ${termsEn(data, c)}`,
    zh: ({ data }, c) =>
      `重新商定还款承诺 ${c.id(data.promise)}，取代承诺 ${c.id(data.supersedes)}：${termsZh(data, c)}`,
  },
  PromiseCancelled: {
    en: ({ data }, c) =>
      c.say(
        `Promise to pay ${c.id(data.promise)} cancelled by ${c.code('cancelledBy', data.by)}`,
        `reason ${c.code('reason', data.reason)}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款承诺 ${c.id(data.promise)} 已取消，取消方：${c.code('cancelledBy', data.by)}`,
        `原因：${c.code('reason', data.reason)}`,
      ),
  },
  PromiseKept: {
    en: ({ data }, c) =>
      `Promise to pay ${c.id(data.promise)} kept ${c.code('keptWhen', data.when)}: ${countedEn(data, c)}`,
    zh: ({ data }, c) =>
      `还款承诺 ${c.id(data.promise)} 已兑现（${c.code('keptWhen', data.when)}）：${countedZh(data, c)}`,
  },
  PromisePartiallyKept: {
    en: ({ data }, c) => `Promise to pay ${c.id(data.promise)} partially kept: ${countedEn(data, c)}`,
    zh: ({ data }, c) => `还款承诺 ${c.id(data.promise)} 部分兑现：${countedZh(data, c)}`,
  },
  PromiseBroken: {
    en: ({ data }, c) => `Promise to pay ${c.id(data.promise)} broken: ${countedEn(data, c)}`,
    zh: ({ data }, c) => `还款承诺 ${c.id(data.promise)} 未兑现：${countedZh(data, c)}`,
  },
  PromiseOutcomeRevised: {
    en: ({ data }, c) =>
      c.colon(
        `Outcome of promise to pay ${c.id(data.promise)} revised from ${c.code('promiseOutcome', data.from)} to ${c.code('promiseOutcome', data.to)}`,
        countedEn(data, c),
      ),
    zh: ({ data }, c) =>
      c.colon(
        `还款承诺 ${c.id(data.promise)} 的结果由${c.code('promiseOutcome', data.from)}修正为${c.code('promiseOutcome', data.to)}`,
        countedZh(data, c),
      ),
  },
};
