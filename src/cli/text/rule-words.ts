/** Labels of rules and clearances in printed answers, and reasons and outcomes of rules in words. */
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { AuthorityRank, Words } from '../../rules/pack.js';
import type { Language } from './words.js';

type Pair = readonly [en: string, zh: string];

// prettier-ignore
const LABELS = {
  permitted: ['PERMITTED', '准许'], blocked: ['BLOCKED', '阻止'],
  clearance: ['Clearance', '联系许可'], party: ['Party', '当事人'], contact: ['Contact', '联系'], planned: ['Planned for', '计划时间'],
  asked: ['Asked', '询问时间'], reserved: ['Reserved until', '保留至'], next: ['Next allowed', '下次可联系时间'],
  noTime: ['no time is known', '尚无可联系时间'], from: ['allowed from', '可联系时间始于'], role: ['Role', '角色'], purpose: ['Purpose', '目的'],
  cases: ['Cases', '案件'], debts: ['Debts', '债务'], zones: ['Zones', '时区'], blockedBy: ['Blocked by', '阻止依据'],
  advisedBy: ['Advised by', '提示'], notEvaluated: ['Not evaluated', '未评估'], allowedBy: ['Allowed by', '准许依据'], held: ['Held', '冻结'],
  rule: ['Rule', '规则'], reason: ['Why', '事由'], title: ['Title', '名称'], counters: ['Counters', '计数'],
  whole: ['the whole', '全部'], same: ['The decision comes out the same, byte for byte.', '重新判定，结果逐字节一致。'],
  differs: ['The decision comes out differently:', '重新判定，结果不一致：'], state: ['State', '状态'], pack: ['Pack', '规则包'],
  rules: ['Rules', '规则数'], jurisdiction: ['Jurisdiction', '法域'], since: ['Since', '启用时间'], digest: ['Digest', '摘要'],
  source: ['Source', '来源'], parameters: ['Parameters', '参数'], inForce: ['In force', '有效期'], verification: ['Verification', '核实'],
  authority: ['Authority', '效力层级'], outcome: ['Outcome', '结果'], evaluator: ['Evaluator', '判定函数'], applies: ['Applies to', '适用范围'],
  vectors: ['Examples', '示例'], holds: ['holds', '成立'], fails: ['FAILS', '不成立'], onwards: ['onwards', '起'],
  everywhere: ['everywhere', '所有法域'], anything: ['any contact', '所有联系'], channel: ['Channel', '渠道'],
  none: ['none', '无'], shared: ['Shared with', '共用人'], others: ['others', '人'],
} satisfies Record<string, Pair>;

const STATES: Readonly<Record<string, Pair>> = {
  ACTIVE: ['active', '启用中'],
  EARLIER: ['earlier', '曾启用'],
  SHIPPED: ['not activated', '未启用'],
  BLOCKED: ['blocked', '阻止'],
  RESERVED: ['reserved', '保留中'],
  USED: ['used', '已使用'],
  RELEASED: ['given back', '已退回'],
  EXPIRED: ['expired', '已过期'],
  verified: ['verified at the source', '已核对原文'],
  secondary: ['from a secondary source', '据二手来源'],
  unverified: ['not verified: advises only', '未核实：仅作提示'],
};

const RANKS = {
  statute: ['statute', '法律'],
  regulation: ['regulation', '条例'],
  departmental_rule: ['departmental rule', '部门规章'],
  supervisory: ['supervisory', '监管文件'],
  judicial_interpretation: ['judicial interpretation', '司法解释'],
  standard: ['recommended standard', '推荐性标准'],
  industry_code: ['industry code', '行业准则'],
  company: ['company', '公司规则'],
} satisfies Record<AuthorityRank, Pair>;

export function rankText(rank: AuthorityRank, lang: Language): string {
  return RANKS[rank][lang === 'en' ? 0 : 1];
}

export function label(name: keyof typeof LABELS, lang: Language): string {
  return LABELS[name][lang === 'en' ? 0 : 1];
}

export function stateText(state: string, lang: Language): string {
  return STATES[state]?.[lang === 'en' ? 0 : 1] ?? state;
}

export function reasonText(reason: string, lang: Language): string {
  return codeText('ruleReason', reason, lang) ?? reason.replaceAll('-', ' ');
}

export function verdictText(outcome: string, lang: Language): string {
  return codeText('verdict', outcome, lang) ?? outcome;
}

export function said(words: Words, lang: Language): string {
  return words[lang];
}

/** `calls placed 8, max 7`. */
export function countersText(counters: Readonly<Record<string, number>> | undefined, lang: Language): string | null {
  const nameOf = (name: string): string => codeText('counter', name, lang) ?? name.replaceAll('_', ' ');
  const parts = Object.entries(counters ?? {}).map(([name, value]) => `${nameOf(name)} ${value}`);
  return parts.length === 0 ? null : parts.join(', ');
}
