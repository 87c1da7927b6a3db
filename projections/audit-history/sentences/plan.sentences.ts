/** Repayment plans and deferrals, in words. */
import type { Agreement, PlanFact, PlanTerms } from '../../../src/ledger/plan/index.js';
import { planNoticeSentences } from './plan-notice.sentences.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

type Negotiated = Exclude<PlanFact, { type: keyof typeof planNoticeSentences }>;

function scheduleText({ instalments, currency }: PlanTerms, c: Speaker, separator: string): string {
  return instalments
    .map(({ no, dueDate, amount }) => `${no}. ${c.name(dueDate)} ${c.money(amount, currency)}`)
    .join(separator);
}

function termsEn(data: PlanTerms, c: Speaker): string {
  return c.say(
    `${c.money(data.total, data.currency)} on debts ${c.ids(data.debts)}`,
    `kind ${c.code('planKind', data.kind)}`,
    `instalments ${scheduleText(data, c, '; ')}`,
    `grace ${data.graceDays} ${data.graceDays === 1 ? 'day' : 'days'}`,
    `breaks by ${c.name(data.breakRule)}`,
    given(data.interest, (interest) => `interest ${c.code('planInterest', interest)}`),
    `offered by ${c.code('cancelledBy', data.proposer)}`,
    `policy ${c.name(data.policy)}`,
  );
}

function termsZh(data: PlanTerms, c: Speaker): string {
  return c.say(
    `合计 ${c.money(data.total, data.currency)}，涉及债务 ${c.ids(data.debts)}`,
    `类型：${c.code('planKind', data.kind)}`,
    `各期：${scheduleText(data, c, '；')}`,
    `宽限期 ${data.graceDays} 天`,
    `违约规则 ${c.name(data.breakRule)}`,
    given(data.interest, (interest) => `利息：${c.code('planInterest', interest)}`),
    `提出方：${c.code('cancelledBy', data.proposer)}`,
    `政策 ${c.name(data.policy)}`,
  );
}

const agreedEn = ({ form, recordingRef }: Agreement, c: Speaker): string =>
  c.say(
    c.code('agreementForm', form),
    given(recordingRef, (ref) => `recording ${c.name(ref)}`),
  );
const agreedZh = ({ form, recordingRef }: Agreement, c: Speaker): string =>
  c.say(
    c.code('agreementForm', form),
    given(recordingRef, (ref) => `录音 ${c.name(ref)}`),
  );

type Deferral = Extract<PlanFact, { type: 'DeferralGranted' }>['data'];

function shiftsText(shifts: NonNullable<Deferral['shifts']>, c: Speaker, arrow: string): string {
  return shifts.map(({ no, from, to }) => `${no}. ${c.name(from)} ${arrow} ${c.name(to)}`).join('; ');
}

const negotiated: Sentences<Negotiated> = {
  PlanProposed: {
    en: ({ data }, c) => `Plan ${c.id(data.plan)} proposed (version ${data.version}): ${termsEn(data, c)}`,
    zh: ({ data }, c) => `提出还款计划 ${c.id(data.plan)}（第 ${data.version} 版）：${termsZh(data, c)}`,
  },
  PlanCounterOffered: {
    en: ({ data }, c) =>
      `Other terms offered for plan ${c.id(data.plan)} (version ${data.version}): ${termsEn(data, c)}`,
    zh: ({ data }, c) => `就还款计划 ${c.id(data.plan)} 提出新条件（第 ${data.version} 版）：${termsZh(data, c)}`,
  },
  PlanAgreed: {
    en: ({ data }, c) => `Plan ${c.id(data.plan)} agreed in version ${data.version}: ${agreedEn(data, c)}`,
    zh: ({ data }, c) => `还款计划 ${c.id(data.plan)} 第 ${data.version} 版达成协议：${agreedZh(data, c)}`,
  },
  PlanActivated: {
    en: ({ data }, c) =>
      c.say(
        `Plan ${c.id(data.plan)} put into force in version ${data.version}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款计划 ${c.id(data.plan)} 第 ${data.version} 版开始执行`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  PlanRestructured: {
    en: ({ data }, c) =>
      c.say(
        `Plan ${c.id(data.plan)} restructured (version ${data.version} in place of ${data.supersedes}): ${termsEn(data, c)}`,
        agreedEn(data, c),
        `reason ${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款计划 ${c.id(data.plan)} 已重组（第 ${data.version} 版取代第 ${data.supersedes} 版）：${termsZh(data, c)}`,
        agreedZh(data, c),
        `原因：${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  PlanCancelled: {
    en: ({ data }, c) =>
      c.say(
        `Plan ${c.id(data.plan)} cancelled by ${c.code('cancelledBy', data.by)}`,
        `reason ${c.code('reason', data.reason)}`,
        given(data.holdReleaseRequest, (id) => `as approved in request ${c.id(id)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `还款计划 ${c.id(data.plan)} 已取消，取消方：${c.code('cancelledBy', data.by)}`,
        `原因：${c.code('reason', data.reason)}`,
        given(data.holdReleaseRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
      ),
  },
  DeferralGranted: {
    en: ({ data }, c) =>
      c.say(
        `Deferral ${c.id(data.deferral)} granted until ${c.name(data.until)}`,
        given(data.plan, (plan) => `plan ${c.id(plan)}`),
        given(data.version, (version) => `version ${version}`),
        given(data.shifts, (shifts) => `instalments ${shiftsText(shifts, c, 'to')}`),
        given(data.debts, (debts) => `debts ${c.ids(debts)}`),
        `reason ${c.code('reason', data.reason)}`,
        given(data.authority, (authority) => `authority ${c.name(authority)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `准予延期 ${c.id(data.deferral)}，至 ${c.name(data.until)}`,
        given(data.plan, (plan) => `还款计划 ${c.id(plan)}`),
        given(data.version, (version) => `第 ${version} 版`),
        given(data.shifts, (shifts) => `各期 ${shiftsText(shifts, c, '改为')}`),
        given(data.debts, (debts) => `债务 ${c.ids(debts)}`),
        `原因：${c.code('reason', data.reason)}`,
        given(data.authority, (authority) => `批准：${c.name(authority)}`),
      ),
  },
  PlanAffordabilityTested: {
    en: ({ data }, c) =>
      c.say(
        `Plan ${c.id(data.plan)} (version ${data.version}) tested by ${c.name(data.rule)}: ${data.passed ? 'affordable' : 'not affordable'}`,
        `dearest month ${c.money(data.monthly)} of ${c.money(data.disposable)} to spare`,
        given(data.ratioBps, (ratio) => c.percent(ratio)),
        given(data.assessment, (assessment) => `assessment ${c.name(assessment)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `按 ${c.name(data.rule)} 测试还款计划 ${c.id(data.plan)}（第 ${data.version} 版）：${data.passed ? '可负担' : '不可负担'}`,
        `最高月供 ${c.money(data.monthly)}，每月可支配 ${c.money(data.disposable)}`,
        given(data.ratioBps, (ratio) => c.percent(ratio)),
        given(data.assessment, (assessment) => `评估 ${c.name(assessment)}`),
      ),
  },
};

export const planSentences: Sentences<PlanFact> = { ...negotiated, ...planNoticeSentences };
