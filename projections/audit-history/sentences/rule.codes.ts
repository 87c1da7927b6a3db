/** Answers of rules in words, English and simplified Chinese. Reasons of packs are an open list: these are known ones. */
import type { HoldSourceName } from '../../../src/ledger/hold/index.js';
import type { OutcomeKind } from '../../../src/rules/pack.js';
import { RULE_CLOCK_REASONS } from './rule-clock.codes.js';

type Pair = readonly [en: string, zh: string];

const verdict = {
  ALLOWED: ['allowed', '准许'],
  NOT_EVALUATED: ['not evaluated', '未评估'],
  PROHIBITED: ['prohibited', '禁止'],
  PRESUMED_VIOLATION: ['presumed violation', '推定违规'],
  PRESUMED_COMPLIANCE: ['presumed compliance', '推定合规'],
  DUTY_DUE: ['duty due', '义务待履行'],
  DUTY_MET: ['duty met', '义务已履行'],
  DUTY_MISSED: ['duty missed', '义务未履行'],
  HOLD: ['hold', '冻结'],
  RETAIN_UNTIL: ['to be kept', '须保存'],
  ADVISORY: ['advice', '提示'],
} satisfies Record<OutcomeKind | 'ALLOWED' | 'NOT_EVALUATED', Pair>;

// prettier-ignore
const ruleReason = {
  ...RULE_CLOCK_REASONS,
  'outside-hours': ['outside the hours', '不在允许时段内'],
  'inconvenient-time': ['at a time that was said to be inconvenient', '属已告知的不便时间'],
  'too-many-calls-placed': ['too many calls', '呼叫次数过多'],
  'too-many-contacts': ['too many contacts', '联系次数过多'],
  'too-many-conversations': ['too many conversations', '通话次数过多'],
  'too-many-effective-conversations': ['too many effective conversations', '有效通话次数过多'],
  'too-many-unanswered-dials': ['too many unanswered calls', '未接呼叫次数过多'],
  'too-many-visits': ['too many visits', '上门次数过多'],
  'too-soon-after-conversation': ['too soon after a conversation', '距上次通话过近'],
  'time-not-wished': ['at a time that the person does not wish', '属本人不愿接听的时间'],
  'medium-not-wished': ['on a medium that the person does not wish', '属本人不愿使用的渠道'],
  'medium-to-avoid': ['on a medium to be avoided', '属应避免的渠道'],
  'place-not-wished': ['at a place that the person does not wish', '属本人不愿的地点'],
  'place-to-avoid': ['at a place to be avoided', '属应避免的地点'],
  'inconvenient-place': ['at an inconvenient place', '属不便的地点'],
  'employer-forbids': ['the employer forbids it', '用人单位禁止'],
  'represented-by-attorney': ['the person has an attorney', '本人已由律师代理'],
  'asked-to-cease': ['the person asked to cease', '本人要求停止联系'],
  'refused-contact': ['the person refused contact', '本人拒绝联系'],
  'opted-out': ['the person opted out', '本人已退订'], 'no-consent': ['no consent', '未取得同意'],
  'consent-revoked': ['the consent was revoked', '同意已撤回'],
  'no-proof-of-number': ['no proof of the number', '号码缺少凭据'],
  'proof-of-number-too-old': ['the proof of the number is too old', '号码凭据已过期'],
  'number-reassigned': ['the number was given to somebody else', '号码已易主'],
  'no-opt-out-notice': ['no notice of how to opt out', '未告知退订方式'],
  'no-initial-disclosure': ['the collector has not said who it is', '未作首次身份告知'],
  'no-collector-disclosure': ['it does not say that it is from a debt collector', '未表明催收人身份'],
  'debt-disputed': ['the debt is disputed', '债务存在异议'],
  'disputed-not-verified': ['disputed and not verified yet', '异议尚未核实'],
  'debt-paid': ['the debt is paid', '债务已还清'], 'debt-discharged': ['the debt was discharged', '债务已免除'],
  'portion-held': ['a portion is held', '部分金额冻结'],
  'third-person-contacted': ['a third person', '联系第三人'],
  'third-person-not-for-location': ['a third person, and not for locating', '联系第三人且非为查找债务人'],
  'third-person-asked-before': ['the third person was asked before', '该第三人此前已被询问'],
  'debt-told-to-third-person': ['it would tell a third person of the debt', '将向第三人透露债务'],
  'purpose-not-allowed': ['the purpose is not allowed', '目的不被允许'],
  'person-has-died': ['the person has died', '本人已去世'],
  'contact-in-moratorium': ['a moratorium stands', '处于暂缓期'],
  'breathing-space': ['a breathing space stands', '处于喘息期'],
  'mental-health-breathing-space': ['a mental health crisis breathing space stands', '处于心理危机喘息期'],
  'debt-adviser-at-work': ['a debt adviser is at work', '债务顾问正在处理'],
  'plan-stands': ['a repayment plan stands', '还款计划履行中'],
  'contact-point-invalid': ['the contact point is invalid', '联系方式已失效'],
  'contact-point-of-other-medium': ['the contact point is for another channel', '联系方式不适用于该渠道'],
  'contact-point-without-basis': ['the contact point has no lawful basis', '联系方式无合法依据'],
  'not-the-persons-own': ['the contact point is not their own', '并非本人的联系方式'],
  'no-pack': ['no active rule pack for this jurisdiction', '该法域没有启用的规则包'],
  'jurisdiction-not-stated': ['no jurisdiction is stated', '未说明法域'],
  'capacity-not-stated': ['the capacity is not stated', '未说明催收身份'],
  'creditor-kind-not-stated': ['the kind of creditor is not stated', '未说明债权人类型'],
  'product-not-known': ['the product is not known', '产品不明'], 'role-not-known': ['the role is not known', '角色不明'],
  'party-kind-not-known': ['the kind of party is not known', '当事人类型不明'],
  'person-not-known': ['the person is not known', '对象不明'],
  'time-of-day-not-known': ['the time of day is not known', '具体时间不明'],
  'calendar-not-known': ['the calendar is not known', '工作日历不明'],
  'contact-point-not-named': ['no contact point is named', '未指明联系方式'],
  'contact-point-not-known': ['the contact point is not known', '联系方式不明'],
  'place-not-known': ['the place is not known', '地点不明'], 'mode-not-stated': ['how it is dialled is not stated', '未说明拨打方式'],
  'attorney-not-named': ['the attorney is not named', '未记录律师姓名'],
  'opt-out-notice-not-stated': ['whether it says how to opt out is not stated', '未说明是否告知退订方式'],
  'answers-inbound': ['it answers the person', '系答复本人'], consent: ['the person consented', '本人已同意'],
  'confirms-opt-out': ['it confirms the opt-out', '系确认退订'], 'required-by-law': ['the law requires it', '法律要求'],
  'attorney-known': ['the attorney is known', '律师已知'],
} satisfies Record<string, Pair>;

const heldBy = {
  dispute: ['dispute', '异议'],
  plan: ['repayment plan', '还款计划'],
  moratorium: ['moratorium', '暂缓期'],
  death: ['death', '死亡'],
  incapacity: ['incapacity', '丧失行为能力'],
  bankruptcy: ['bankruptcy', '破产'],
  'cease-request': ['request to cease', '停止联系要求'],
  representation: ['representation', '代理'],
  incident: ['incident', '事件'],
} satisfies Record<HoldSourceName, Pair>;

/** What rules count. */
const counter = {
  calls_placed: ['calls placed', '呼叫次数'],
  contacts: ['contacts', '联系次数'],
  conversations: ['conversations', '通话次数'],
  effective_conversations: ['effective conversations', '有效通话次数'],
  unanswered_dials: ['unanswered dials', '未接呼叫次数'],
  visits: ['visits', '上门次数'],
  max: ['max', '上限'],
  window_days: ['window days', '统计天数'],
} satisfies Record<string, Pair>;

export const RULE_CODES = { verdict, ruleReason, heldBy, counter };
