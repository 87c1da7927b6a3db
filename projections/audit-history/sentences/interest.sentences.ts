/** Interest, in words: terms, postings, what postings should have been, suspensions and lower rates. */
import type { AccrualDelta, InterestFact } from '../../../src/ledger/interest/index.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

/** A half-open window: `to` is the first day after it. */
const windowEn = (from: string, to: string | undefined, c: Speaker): string =>
  c.phrase(
    `from ${c.name(from)}`,
    given(to, (day) => `to before ${c.name(day)}`),
  );
const windowZh = (from: string, to: string | undefined, c: Speaker): string =>
  `自 ${c.name(from)} 起${to === undefined ? '' : `，至 ${c.name(to)} 前`}`;

function deltaEn({ debt, component, to, delta, eff }: AccrualDelta, c: Speaker): string {
  const amount = c.money(Math.abs(delta));
  return `${delta < 0 ? 'lowered' : 'raised'} by ${amount} for ${c.code('component', component)} of debt ${c.id(debt)} posted to before ${c.name(to)} (as of ${c.name(eff)})`;
}

function deltaZh({ debt, component, to, delta, eff }: AccrualDelta, c: Speaker): string {
  const way = delta < 0 ? '调减' : '调增';
  return `债务 ${c.id(debt)} 截至 ${c.name(to)} 前入账的${c.code('component', component)}${way} ${c.money(Math.abs(delta))}（${c.name(eff)} 起）`;
}

export const interestSentences: Sentences<InterestFact> = {
  InterestTermsSet: {
    en: ({ data }, c) =>
      c.say(
        `By terms ${c.id(data.terms)} debt ${c.id(data.debt)} bears ${c.code('component', data.component)} of ${c.name(data.rate)}% ${c.code('period', data.period)} on ${c.list(data.base.map((name) => c.code('component', name)))}`,
        windowEn(data.from, data.to, c),
        `day count ${c.name(data.dayCount)}`,
        data.capitaliseOn === undefined ? 'simple' : `compounding at the end of day ${data.capitaliseOn} of each month`,
        `rounded ${c.code('rounding', data.rounding)} when posted`,
        `policy ${c.name(data.policy)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `计息条款 ${c.id(data.terms)}：债务 ${c.id(data.debt)} 以${c.list(data.base.map((name) => c.code('component', name)))}为基数计收${c.code('component', data.component)}，${c.code('period', data.period)}利率 ${c.name(data.rate)}%`,
        windowZh(data.from, data.to, c),
        `计息基准 ${c.name(data.dayCount)}`,
        data.capitaliseOn === undefined ? '单利' : `复利，每月 ${data.capitaliseOn} 日终计入基数`,
        `入账时${c.code('rounding', data.rounding)}`,
        `利息政策 ${c.name(data.policy)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  InterestAccrued: {
    en: ({ data }, c) =>
      c.say(
        `Interest of ${c.money(data.amount)} posted to ${c.code('component', data.component)} of debt ${c.id(data.debt)}`,
        windowEn(data.from, data.to, c),
        `because of ${c.code('trigger', data.trigger)}`,
        `${c.name(data.remainder)} of a minor unit carried over`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 的${c.code('component', data.component)}入账 ${c.money(data.amount)}`,
        windowZh(data.from, data.to, c),
        `事由：${c.code('trigger', data.trigger)}`,
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
        `Interest suspended on debt ${c.ids(data.debts)} (${c.id(data.suspension)})`,
        windowEn(data.from, data.to, c),
        `reason ${c.code('suspension', data.reason)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `停息 ${c.id(data.suspension)}：债务 ${c.ids(data.debts)} 停止计息`,
        windowZh(data.from, data.to, c),
        `原因：${c.code('suspension', data.reason)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  InterestResumed: {
    en: ({ data }, c) => `Interest borne again from ${c.name(data.on)}, suspension ${c.id(data.suspension)} ended`,
    zh: ({ data }, c) => `自 ${c.name(data.on)} 起恢复计息，停息 ${c.id(data.suspension)} 结束`,
  },
  InterestRateConcessionGranted: {
    en: ({ data }, c) =>
      c.say(
        `Concession ${c.id(data.concession)}: lower rate of ${c.name(data.rate)}% ${c.code('period', data.period)} granted on ${c.code('component', data.component)} of debt ${c.id(data.debt)}`,
        windowEn(data.from, data.to, c),
        `authority ${c.name(data.authority)}`,
        `reason ${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `利率优惠 ${c.id(data.concession)}：债务 ${c.id(data.debt)} 的${c.code('component', data.component)}利率优惠至每${c.code('period', data.period)} ${c.name(data.rate)}%`,
        windowZh(data.from, data.to, c),
        `审批权限：${c.name(data.authority)}`,
        `原因：${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
};
