/** Interest, in words: terms, postings, what postings should have been, suspensions and lower rates. */
import type {
  AccrualDelta,
  InterestFact,
  Period,
  Rounding,
  SuspensionReason,
  Trigger,
} from '../../../src/ledger/interest/index.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

type Pair = readonly [en: string, zh: string];

const PERIOD: Record<Period, Pair> = { day: ['a day', '日'], month: ['a month', '月'], year: ['a year', '年'] };
const ROUNDING: Record<Rounding, Pair> = {
  HALF_UP: ['half up', '四舍五入'],
  HALF_EVEN: ['half to even', '四舍六入五成双'],
  DOWN: ['down', '舍去尾数'],
  UP: ['up', '进位'],
};
const TRIGGER: Record<Trigger, Pair> = {
  MONTH_END: ['month end', '月末'],
  PAYMENT: ['a payment', '还款'],
  STATEMENT: ['a statement', '账单'],
  JUDGMENT: ['a judgment', '判决'],
};
const REASON: Record<SuspensionReason, Pair> = {
  MORATORIUM: ['moratorium', '延期偿付'],
  PLAN: ['repayment plan', '还款计划'],
  DISPUTE: ['dispute', '争议'],
  COURT: ['court order', '法院裁定'],
  OTHER: ['other', '其他'],
};

/** A half-open window: `to` is the first day after it. */
const windowEn = (from: string, to: string | undefined, c: Speaker): string =>
  c.phrase(
    `from ${c.name(from)}`,
    given(to, (day) => `to before ${c.name(day)}`),
  );
const windowZh = (from: string, to: string | undefined, c: Speaker): string =>
  `自 ${c.name(from)} 起${to === undefined ? '' : `，至 ${c.name(to)} 前`}`;

function deltaEn({ debt, component, to, delta }: AccrualDelta, c: Speaker): string {
  const amount = c.money(Math.abs(delta));
  return `${delta < 0 ? 'lowered' : 'raised'} by ${amount} for ${c.code('component', component)} of debt ${c.id(debt)} posted to before ${c.name(to)}`;
}

function deltaZh({ debt, component, to, delta }: AccrualDelta, c: Speaker): string {
  const way = delta < 0 ? '调减' : '调增';
  return `债务 ${c.id(debt)} 截至 ${c.name(to)} 前入账的${c.code('component', component)}${way} ${c.money(Math.abs(delta))}`;
}

export const interestSentences: Sentences<InterestFact> = {
  InterestTermsSet: {
    en: ({ data }, c) =>
      c.say(
        `Debt ${c.id(data.debt)} bears ${c.code('component', data.component)} of ${c.name(data.rate)}% ${PERIOD[data.period][0]} on ${c.list(data.base.map((name) => c.code('component', name)))}`,
        windowEn(data.from, data.to, c),
        `day count ${c.name(data.dayCount)}`,
        data.capitaliseOn === undefined ? 'simple' : `compounding at the end of day ${data.capitaliseOn} of each month`,
        `rounded ${ROUNDING[data.rounding][0]} when posted`,
        `policy ${c.name(data.policy)}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 以${c.list(data.base.map((name) => c.code('component', name)))}为基数计收${c.code('component', data.component)}，${PERIOD[data.period][1]}利率 ${c.name(data.rate)}%`,
        windowZh(data.from, data.to, c),
        `计息基准 ${c.name(data.dayCount)}`,
        data.capitaliseOn === undefined ? '单利' : `复利，每月 ${data.capitaliseOn} 日终计入基数`,
        `入账时${ROUNDING[data.rounding][1]}`,
        `利息政策 ${c.name(data.policy)}`,
      ),
  },
  InterestAccrued: {
    en: ({ data }, c) =>
      c.say(
        `Interest of ${c.money(data.amount)} posted to ${c.code('component', data.component)} of debt ${c.id(data.debt)}`,
        windowEn(data.from, data.to, c),
        `because of ${TRIGGER[data.trigger][0]}`,
        `${c.name(data.remainder)} of a minor unit carried over`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 的${c.code('component', data.component)}入账 ${c.money(data.amount)}`,
        windowZh(data.from, data.to, c),
        `事由：${TRIGGER[data.trigger][1]}`,
        `结转尾数 ${c.name(data.remainder)} 个最小货币单位`,
      ),
  },
  InterestAccrualAdjusted: {
    en: ({ data }, c) => `Posted interest recomputed: ${data.lines.map((line) => deltaEn(line, c)).join('; ')}`,
    zh: ({ data }, c) => `已入账利息重算：${data.lines.map((line) => deltaZh(line, c)).join('；')}`,
  },
  InterestSuspended: {
    en: ({ data }, c) =>
      c.say(
        `Interest suspended on debt ${c.ids(data.debts)}`,
        windowEn(data.from, data.to, c),
        `reason ${REASON[data.reason][0]}`,
      ),
    zh: ({ data }, c) =>
      c.say(`债务 ${c.ids(data.debts)} 停止计息`, windowZh(data.from, data.to, c), `原因：${REASON[data.reason][1]}`),
  },
  InterestResumed: {
    en: ({ data }, c) => `Interest borne again from ${c.name(data.on)}, suspension ${c.id(data.suspension)} ended`,
    zh: ({ data }, c) => `自 ${c.name(data.on)} 起恢复计息，停息 ${c.id(data.suspension)} 结束`,
  },
  InterestRateConcessionGranted: {
    en: ({ data }, c) =>
      c.say(
        `Lower rate of ${c.name(data.rate)}% ${PERIOD[data.period][0]} granted on ${c.code('component', data.component)} of debt ${c.id(data.debt)}`,
        windowEn(data.from, data.to, c),
        `authority ${c.name(data.authority)}`,
        `reason ${c.code('reason', data.reason)}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 的${c.code('component', data.component)}利率优惠至每${PERIOD[data.period][1]} ${c.name(data.rate)}%`,
        windowZh(data.from, data.to, c),
        `审批权限：${c.name(data.authority)}`,
        `原因：${c.code('reason', data.reason)}`,
      ),
  },
};
