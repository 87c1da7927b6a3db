/** Who read what, and what a letter told, in words. In English these are the names that keys and records give them. */

type Dictionary = Readonly<Record<string, readonly [en: string, zh: string]>>;

// prettier-ignore
const accessRole = {
  collector: ['collector', '催收员'], supervisor: ['supervisor', '主管'], compliance: ['compliance', '合规'],
  auditor: ['auditor', '审计员'], reporting: ['reporting', '报表'], admin: ['admin', '管理员'],
} satisfies Dictionary;

// prettier-ignore
const accessWhat = {
  'agency-registers': ['agency-registers', '机构登记簿'], 'audit-pack': ['audit-pack', '审计证据包'],
  'audit-packs': ['audit-packs', '资产包审计证据包'],
  'case-difference': ['case-difference', '案件差异对比'], 'case-findings': ['case-findings', '案件合规发现'],
  'case-history': ['case-history', '案件沿革'], 'case-registers': ['case-registers', '案件登记簿'],
  'figure-accounts': ['figure-accounts', '指标所依账户'], 'incident-registers': ['incident-registers', '事件登记簿'],
  party: ['party', '当事人资料'], 'party-registers': ['party-registers', '当事人登记簿'],
  'party-search': ['party-search', '当事人查找'], 'personal-data': ['personal-data', '个人信息副本'],
  'staff-registers': ['staff-registers', '员工登记簿'],
} satisfies Dictionary;

/** Fields of a contact's record, as corrections name them. */
// prettier-ignore
const contactField = {
  agency: ['agency', '催收机构'], channel: ['channel', '渠道'], debts: ['debts', '债务'], direction: ['direction', '方向'],
  endedAt: ['endedAt', '结束时间'], feedback: ['feedback', '对方反馈'], mode: ['mode', '拨打方式'], outcome: ['outcome', '结果'],
  party: ['party', '当事人'], point: ['point', '联系方式'], purpose: ['purpose', '目的'], role: ['role', '角色'],
  staff: ['staff', '工作人员'], startedAt: ['startedAt', '开始时间'], effectiveDate: ['effectiveDate', '生效日'],
  occurredAt: ['occurredAt', '发生时间'],
} satisfies Dictionary;

/** What letters and decisions tell, as the rule packs name it. */
// prettier-ignore
const disclosed = {
  NAME: ['NAME', '姓名'], BALANCE: ['BALANCE', '欠款余额'], REASON: ['REASON', '催收事由'], LEGAL_BASIS: ['LEGAL_BASIS', '法律依据'],
  RIGHTS_AND_DUTIES: ['RIGHTS_AND_DUTIES', '权利与义务'], HOW_TO_QUERY: ['HOW_TO_QUERY', '查询方式'],
  HOW_TO_REPAY: ['HOW_TO_REPAY', '还款方式'], BANK_CONTACT: ['BANK_CONTACT', '银行联系方式'],
  ITEMIZATION: ['ITEMIZATION', '欠款明细'], DISPUTE_RIGHT: ['DISPUTE_RIGHT', '异议权'],
  OMBUDSMAN_RIGHT: ['OMBUDSMAN_RIGHT', '申诉专员权利'], SIX_MONTHS: ['SIX_MONTHS', '六个月期限'],
} satisfies Dictionary;

export const ACCESS_CODES = { accessRole, accessWhat, contactField, disclosed };
