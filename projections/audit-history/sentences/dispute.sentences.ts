/** Disputes and the collection holds that they place, in words. */
import type { DisputeFact } from '../../../src/ledger/dispute/index.js';
import { debtsEn } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const disputeSentences: Sentences<DisputeFact> = {
  DisputeRaised: {
    en: ({ data }, c) =>
      c.colon(
        c.say(
          `Dispute ${c.id(data.dispute)} raised`,
          `ground ${c.code('disputeGround', data.ground)}`,
          given(filled(data.debts), (debts) => `about ${debtsEn(debts, c)}`),
          given(data.amount, (amount) => `disputed portion ${c.money(amount)}`),
          given(data.inWriting, (yes) => (yes ? 'in writing' : 'not in writing')),
        ),
        c.optional('text'),
      ),
    zh: ({ data }, c) =>
      c.say(
        `提出异议 ${c.id(data.dispute)}，理由：${c.code('disputeGround', data.ground)}`,
        given(filled(data.debts), (debts) => `涉及债务 ${c.ids(debts)}`),
        given(data.amount, (amount) => `异议部分 ${c.money(amount)}`),
        given(data.inWriting, (yes) => (yes ? '书面提出' : '非书面提出')),
        given(c.optional('text'), (words) => `内容：${words}`),
      ),
  },
  CollectionHoldPlaced: {
    en: ({ data }, c) =>
      c.say(
        `Collection put on hold for dispute ${c.id(data.dispute)}`,
        given(data.amount, (amount) => `for the disputed ${c.money(amount)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `因异议 ${c.id(data.dispute)} 暂停催收`,
        given(data.amount, (amount) => `范围为异议部分 ${c.money(amount)}`),
      ),
  },
  DisputeStepRecorded: {
    en: ({ data }, c) =>
      c.say(
        `Step of dispute ${c.id(data.dispute)}: ${c.code('step', data.step)}`,
        given(data.result, (result) => `result ${c.code('outcome', result)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `异议 ${c.id(data.dispute)} 的处理步骤：${c.code('step', data.step)}`,
        given(data.result, (result) => `结果：${c.code('outcome', result)}`),
      ),
  },
  DisputeResolved: {
    en: ({ data }, c) =>
      c.say(
        `Dispute ${c.id(data.dispute)} resolved: ${c.code('outcome', data.outcome)}`,
        given(data.holdReleaseRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `异议 ${c.id(data.dispute)} 已处理完毕，结论：${c.code('outcome', data.outcome)}`,
        given(data.holdReleaseRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  DisputeWithdrawn: {
    en: ({ data }, c) =>
      c.say(
        `Dispute ${c.id(data.dispute)} withdrawn`,
        given(data.holdReleaseRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `异议 ${c.id(data.dispute)} 已撤回`,
        given(data.holdReleaseRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  CollectionHoldReleased: {
    en: ({ data }, c) => `Collection hold for dispute ${c.id(data.dispute)} released`,
    zh: ({ data }, c) => `因异议 ${c.id(data.dispute)} 的暂停催收已解除`,
  },
};
