/** Money received and given back, in words. */
import type { PaymentFact } from '../../../src/ledger/payment/index.js';
import { appliedEn, appliedZh, debtsEn, owedEn, owedZh } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const paymentSentences: Sentences<PaymentFact> = {
  PaymentReceived: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(
          `Payment ${c.id(data.payment)} of ${c.money(data.amount, data.currency)} received`,
          given(data.method, (method) => `by ${c.code('method', method)}`),
          given(data.payerRole, (role) => `from the ${c.code('role', role)}`),
        ),
        given(filled(data.directedTo), (debts) => `directed to ${debtsEn(debts, c)}`),
        given(data.externalRef, (ref) => `reference ${c.name(ref)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `收到还款 ${c.id(data.payment)}，金额 ${c.money(data.amount, data.currency)}`,
        given(data.method, (method) => `方式：${c.code('method', method)}`),
        given(data.payerRole, (role) => `付款人：${c.code('role', role)}`),
        given(filled(data.directedTo), (debts) => `指定偿还债务 ${c.ids(debts)}`),
        given(data.externalRef, (ref) => `外部编号：${c.name(ref)}`),
      ),
  },
  PaymentAllocated: {
    en: ({ data }, c) =>
      c.say(
        `Payment ${c.id(data.payment)} allocated by waterfall ${c.name(data.waterfall)} (version ${data.version}): ${appliedEn(data.lines, c)}`,
        given(data.held || undefined, (held) => `${c.money(held)} held unallocated`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款 ${c.id(data.payment)} 按冲抵顺序 ${c.name(data.waterfall)} 分配（第 ${data.version} 版）：${appliedZh(data.lines, c)}`,
        given(data.held || undefined, (held) => `余 ${c.money(held)} 未冲抵，暂存`),
      ),
  },
  PaymentUnallocatedHeld: {
    en: ({ data }, c) =>
      c.say(
        `${c.money(data.amount)} of payment ${c.id(data.payment)} held unallocated`,
        `nothing was due that waterfall ${c.name(data.waterfall)} could pay`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款 ${c.id(data.payment)} 中 ${c.money(data.amount)} 未冲抵，暂存`,
        `冲抵顺序 ${c.name(data.waterfall)} 下无到期款项可冲抵`,
      ),
  },
  PaymentsReallocated: {
    en: ({ data, cause }, c) =>
      c.say(
        `Allocation changed: ${data.changes
          .map(({ credit, version, lines }) => `credit ${c.id(credit)} (version ${version}) ${appliedEn(lines, c)}`)
          .join('; ')}`,
        given(cause, (event) => `because of event ${c.event(event)}`),
      ),
    zh: ({ data, cause }, c) =>
      c.say(
        `重新冲抵：${data.changes
          .map(({ credit, version, lines }) => `贷项 ${c.id(credit)}（第 ${version} 版）${appliedZh(lines, c)}`)
          .join('；')}`,
        given(cause, (event) => `起因事件 ${c.event(event)}`),
      ),
  },
  PaymentReversed: {
    en: ({ data, ref }, c) =>
      c.say(
        `Reversal ${c.id(data.reversal)} takes back ${c.money(data.amount)} of payment ${c.id(data.payment)} paid on ${c.name(data.paidOn)}`,
        `reason ${c.code('reversalReason', data.reason)}`,
        c.code('reversalBasis', data.basis),
        given(filled(data.lines), (lines) => `owed again ${owedEn(lines, c)}`),
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
        given(ref, (event) => `reverses event ${c.event(event)}`),
      ),
    zh: ({ data, ref }, c) =>
      c.say(
        `冲正 ${c.id(data.reversal)}：还款 ${c.id(data.payment)}（付款日 ${c.name(data.paidOn)}）冲回 ${c.money(data.amount)}`,
        `原因：${c.code('reversalReason', data.reason)}`,
        c.code('reversalBasis', data.basis),
        given(filled(data.lines), (lines) => `恢复欠款：${owedZh(lines, c)}`),
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
        given(ref, (event) => `被冲正事件 ${c.event(event)}`),
      ),
  },
  RefundPaid: {
    en: ({ data }, c) =>
      c.say(
        c.phrase(
          `Refund ${c.id(data.refund)} of ${c.money(data.amount)} paid`,
          given(data.method, (method) => `by ${c.code('method', method)}`),
        ),
        `out of ${c.list(data.from.map(({ credit, amount }) => `${c.money(amount)} held from credit ${c.id(credit)}`))}`,
        given(data.refundRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `退款 ${c.id(data.refund)}，金额 ${c.money(data.amount)}`,
        given(data.method, (method) => `方式：${c.code('method', method)}`),
        `来源：${c.list(data.from.map(({ credit, amount }) => `贷项 ${c.id(credit)} 暂存款 ${c.money(amount)}`))}`,
        given(data.refundRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
};
