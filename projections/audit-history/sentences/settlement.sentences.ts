/** Settlements, in words. */
import type { SettlementFact } from '../../../src/ledger/settlement/index.js';
import type { Sentences } from './sentence.js';
import { given } from './speaker.js';

export const settlementSentences: Sentences<SettlementFact> = {
  SettlementOffered: {
    en: ({ data }, c) =>
      c.say(
        `Settlement ${c.id(data.settlement)} offered: ${c.money(data.amount, data.currency)} for the ${c.money(data.owed, data.currency)} owed on debts ${c.ids(data.debts)}`,
        `to be accepted by ${c.name(data.expires)}`,
        `to be paid by ${c.name(data.payBy)}`,
        given(data.authority, (authority) => `authority ${c.name(authority)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `提出和解 ${c.id(data.settlement)}：以 ${c.money(data.amount, data.currency)} 结清债务 ${c.ids(data.debts)} 所欠 ${c.money(data.owed, data.currency)}`,
        `接受期限 ${c.name(data.expires)}`,
        `付款期限 ${c.name(data.payBy)}`,
        given(data.authority, (authority) => `批准：${c.name(authority)}`),
      ),
  },
  SettlementAccepted: {
    en: ({ data }, c) =>
      c.say(
        `Settlement ${c.id(data.settlement)} accepted: ${c.code('agreementForm', data.form)}`,
        given(data.recordingRef, (ref) => `recording ${c.name(ref)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `接受和解 ${c.id(data.settlement)}：${c.code('agreementForm', data.form)}`,
        given(data.recordingRef, (ref) => `录音 ${c.name(ref)}`),
      ),
  },
  SettlementCompleted: {
    en: ({ data }, c) =>
      c.say(
        `Settlement ${c.id(data.settlement)} completed: ${c.money(data.paid)} paid`,
        `${c.money(data.waived)} waived`,
        `authority ${c.name(data.authority)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `和解 ${c.id(data.settlement)} 已履行：已还 ${c.money(data.paid)}`,
        `减免 ${c.money(data.waived)}`,
        `批准：${c.name(data.authority)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  SettlementLapsed: {
    en: ({ data }, c) =>
      c.say(
        `Settlement ${c.id(data.settlement)} lapsed while ${c.code('settlementStage', data.stage)}`,
        `${c.money(data.paid)} paid in time`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `和解 ${c.id(data.settlement)} 已失效（失效前：${c.code('settlementStage', data.stage)}）`,
        `期限内已还 ${c.money(data.paid)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
  SettlementLapseRevised: {
    en: ({ data }, c) =>
      c.say(
        `Settlement ${c.id(data.settlement)} revised from ${c.code('settlementStage', data.from)} to ${c.code('settlementStage', data.to)}`,
        `${c.money(data.paid)} paid in time`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `和解 ${c.id(data.settlement)} 由${c.code('settlementStage', data.from)}修正为${c.code('settlementStage', data.to)}`,
        `期限内已还 ${c.money(data.paid)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
};
