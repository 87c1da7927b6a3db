/** What the ledger noticed about plans, in words. */
import type { InstalmentNotice, PlanFact, PlanNotice } from '../../../src/ledger/plan/index.js';
import type { Sentence, Sentences } from './sentence.js';
import type { Speaker } from './speaker.js';

type Notice = Extract<
  PlanFact,
  {
    type:
      | 'InstalmentDue'
      | 'InstalmentPaid'
      | 'InstalmentPaidLate'
      | 'InstalmentPartiallyPaid'
      | 'InstalmentMissed'
      | 'InstalmentOutcomeRevised'
      | 'PlanBroken'
      | 'PlanCompleted'
      | 'PlanStateRevised';
  }
>;
type Plain = Exclude<
  Notice,
  { type: 'InstalmentOutcomeRevised' | 'PlanBroken' | 'PlanCompleted' | 'PlanStateRevised' }
>;

const whichEn = ({ no, plan, version }: InstalmentNotice, c: Speaker): string =>
  `Instalment ${no} of plan ${c.id(plan)} (version ${version})`;
const whichZh = ({ no, plan, version }: InstalmentNotice, c: Speaker): string =>
  `还款计划 ${c.id(plan)}（第 ${version} 版）第 ${no} 期`;

const paidEn = ({ dueDate, paid, amount, ordinal }: InstalmentNotice, c: Speaker): string =>
  c.say(`due ${c.name(dueDate)}`, `${c.money(paid)} of ${c.money(amount)} paid`, `notice ${ordinal}`);
const paidZh = ({ dueDate, paid, amount, ordinal }: InstalmentNotice, c: Speaker): string =>
  c.say(`到期日 ${c.name(dueDate)}`, `应还 ${c.money(amount)}，已还 ${c.money(paid)}`, `第 ${ordinal} 次认定`);

function plain(en: string, zh: string): Sentence<Plain> {
  return {
    en: ({ data }, c) => `${whichEn(data, c)} ${en}: ${paidEn(data, c)}`,
    zh: ({ data }, c) => `${whichZh(data, c)}${zh}：${paidZh(data, c)}`,
  };
}

const planEn = ({ plan, version }: PlanNotice, c: Speaker): string => `Plan ${c.id(plan)} (version ${version})`;
const planZh = ({ plan, version }: PlanNotice, c: Speaker): string => `还款计划 ${c.id(plan)}（第 ${version} 版）`;

export const planNoticeSentences: Sentences<Notice> = {
  InstalmentDue: plain('is due', '已到期'),
  InstalmentPaid: plain('was paid', '已按期还清'),
  InstalmentPaidLate: plain('was paid late', '已逾期还清'),
  InstalmentPartiallyPaid: plain('was paid in part only', '仅部分还款'),
  InstalmentMissed: plain('was missed', '未还款'),
  InstalmentOutcomeRevised: {
    en: ({ data }, c) =>
      `${whichEn(data, c)} revised from ${c.code('instalmentOutcome', data.from)} to ${c.code('instalmentOutcome', data.to)}: ${paidEn(data, c)}`,
    zh: ({ data }, c) =>
      `${whichZh(data, c)}的结果由${c.code('instalmentOutcome', data.from)}修正为${c.code('instalmentOutcome', data.to)}：${paidZh(data, c)}`,
  },
  PlanBroken: {
    en: ({ data }, c) =>
      c.say(
        `${planEn(data, c)} broken by ${c.name(data.rule)}`,
        `${c.money(data.paid)} paid`,
        `${c.money(data.arrears)} in arrears`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `${planZh(data, c)}已违约，规则 ${c.name(data.rule)}`,
        `已还 ${c.money(data.paid)}`,
        `拖欠 ${c.money(data.arrears)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
  PlanCompleted: {
    en: ({ data }, c) => c.say(`${planEn(data, c)} completed`, `${c.money(data.paid)} paid`, `notice ${data.ordinal}`),
    zh: ({ data }, c) =>
      c.say(`${planZh(data, c)}已履行完毕`, `已还 ${c.money(data.paid)}`, `第 ${data.ordinal} 次认定`),
  },
  PlanStateRevised: {
    en: ({ data }, c) =>
      c.say(
        data.from === data.to
          ? `${planEn(data, c)} ${c.code('planState', data.to)} since another day than was noticed`
          : `${planEn(data, c)} revised from ${c.code('planState', data.from)} to ${c.code('planState', data.to)}`,
        `${c.money(data.paid)} paid`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        data.from === data.to
          ? `${planZh(data, c)}${c.code('planState', data.to)}的起始日有变`
          : `${planZh(data, c)}由${c.code('planState', data.from)}修正为${c.code('planState', data.to)}`,
        `已还 ${c.money(data.paid)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
};
