/** Legal steps, in words. */
import type { LegalFact } from '../../../src/ledger/legal/index.js';
import { debtsEn } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const legalSentences: Sentences<LegalFact> = {
  LegalActionFiled: {
    en: ({ data }, c) =>
      c.say(
        `Legal action ${c.id(data.action)} filed: ${c.code('legalKind', data.kind)}`,
        given(data.court, (court) => `court ${c.name(court)}`),
        given(data.docket, (docket) => `docket ${c.name(docket)}`),
        given(filled(data.debts), (debts) => `about ${debtsEn(debts, c)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `提起法律程序 ${c.id(data.action)}：${c.code('legalKind', data.kind)}`,
        given(data.court, (court) => `法院：${c.name(court)}`),
        given(data.docket, (docket) => `案号：${c.name(docket)}`),
        given(filled(data.debts), (debts) => `涉及债务 ${c.ids(debts)}`),
      ),
  },
  CourtStepRecorded: {
    en: ({ data }, c) =>
      c.say(
        `Court step in legal action ${c.id(data.action)}: ${c.code('step', data.step)}`,
        given(data.result, (result) => `result ${c.code('outcome', result)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `法律程序 ${c.id(data.action)} 的步骤：${c.code('step', data.step)}`,
        given(data.result, (result) => `结果：${c.code('outcome', result)}`),
      ),
  },
  JudgmentEntered: {
    en: ({ data }, c) =>
      c.say(
        `Judgment entered in legal action ${c.id(data.action)}: ${c.code('outcome', data.outcome)}`,
        given(data.amount, (amount) => `judgment debt ${c.money(amount)}`),
        given(data.performanceDeadline, (on) => `to be performed by ${c.name(on)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `法律程序 ${c.id(data.action)} 已判决：${c.code('outcome', data.outcome)}`,
        given(data.amount, (amount) => `判决确定的债务 ${c.money(amount)}`),
        given(data.performanceDeadline, (on) => `履行期限至 ${c.name(on)}`),
      ),
  },
};
