/**
 * Values of register fields in simplified Chinese: every value of a choice, and the codes that rules and documents here name. Read
 * in English they stand as recorded. A code that a source made up stands as recorded in both.
 */
import { codeText } from '../codes.js';

// prettier-ignore
const VALUES: Readonly<Record<string, string>> = {
  ACCEPTED: '予以受理', ACCOUNT_DEBIT: '账户扣款', ACCURACY_DISPUTED: '准确性有异议', ADDRESS: '地址', ADJOURNED: '延期',
  ALL: '全部', APPLIED: '已执行', APPROVED: '批准', ARBITRATION: '仲裁', AREA_CODE: '电话区号', ATTORNEY: '律师', AUDIT: '审计',
  BREATHING_SPACE: '喘息期', CALL: '电话', CLAIM: '权利主张', CLEAN: '未变更', CLOSED: '终结', COMPANY: '本公司',
  COMPANY_POLICY: '公司制度', COMPLAINT_SURGE: '投诉激增', CONDUCT: '以行为表示', CONFIRMED: '维持原报送', CONSENT_WITHDRAWN: '撤回同意',
  CONTACT: '联系', CORRECTED: '已更正', COUNTER_OFFER: '反提议', COURT: '法院', COURT_ORDER: '法院裁定', COURT_PERMISSION: '法院许可',
  CREDITOR: '债权人', CURED: '恢复正常', DATA: '数据', DEBT_ADVISER: '债务顾问', DELETION_HARD: '技术上难以删除',
  DELIVERY_RECEIPT: '送达回执', DISCHARGED: '免责', DISMISSED: '驳回', DISPUTE: '异议', EMPLOYER: '雇主', EXECUTOR: '遗嘱执行人',
  EXPIRED: '期满', FORCE_MAJEURE: '不可抗力', GOOD: '良好', GUARDIAN: '监护人', HANDLER_ASSIGNED: '指定经办人', HEALTH: '健康',
  HIGH: '高', HOLDING_RESPONSE: '阶段性答复', HOME: '住所', INCIDENT: '事件', INFORMATION_SECURITY: '信息安全',
  INSOLVENCY_CLAIM: '申报破产债权', INVESTIGATING: '调查中', INVESTIGATION: '调查', LEGAL: '法律程序', LEGAL_CLAIM: '法律主张',
  LEGAL_DUTY: '法定义务', LEGAL_HOLD: '证据保全', LIMITATION: '诉讼时效', LITIGATION: '诉讼', MATERIAL_REQUESTED: '要求补充材料',
  MEDIA: '媒体', MODEL: '模型', NEWSPAPER_NOTICE: '报纸公告', NO_ASSETS: '无财产可供执行', NOT_IDENTIFIED: '身份未核实',
  OBJECTION: '反对处理', OPEN_CASE: '案件未结', OTHER: '其他', PAID: '已还', PARTLY_CORRECTED: '部分更正', PAYMENT_ORDER: '支付令',
  PERFORMANCE: '业绩', PERSONAL: '个人破产', PLAN: '还款计划', POLICE_REPORT: '报案', PTP: '承诺还款', PURPOSE_ENDED: '处理目的已实现',
  REASSIGNED: '号码已转配', RECEIVED: '收到', RECORDED_ORAL: '有录音的口头表示', REFUSING: '拒绝还款', REGULATOR: '监管机构',
  REJECTED: '不成立', RELUCTANT: '意愿不强', REPRESENTATIVE: '代理人', REQUEST: '本人请求', RETENTION: '法定保存',
  RETENTION_EXPIRED: '保存期限届满', RETENTION_RUNS: '保存期限未届满', REVIEW_REQUESTED: '申请核查', REVOKED: '已撤回', SAFETY: '安全',
  SENT: '发出', SPECIAL_MENTION: '关注', STAFF_RETRAINED: '员工再培训', STATED: '本人陈述', SUBJECT: '本人', SUBSTANDARD: '次级', SUE: '起诉',
  SUMMARY_RESOLUTION: '简易处理', THREAT: '威胁', TIME: '时间', UNEMPLOYMENT: '失业', UNKNOWN: '不明', UNLAWFUL: '违法处理',
  UPHELD: '成立', VERBAL: '言语', VISITED: '已上门', WILLING: '愿意', WITHDRAWN: '撤回', WRITTEN: '书面',
  // Usual kinds of documents.
  CONTRACT: '合同', STATEMENT: '账单', LETTER: '信函', POWER_OF_ATTORNEY: '授权委托书', JUDGMENT: '判决书', ID_COPY: '身份证件复印件',
  // Why a hold holds.
  DECEASED: '已故', BANKRUPTCY: '破产', INCAPACITY: '丧失行为能力', MORATORIUM: '延期偿付',
  // Purposes of consent, and days.
  FREQUENCY: '频次', OUTSIDE_HOURS: '时段以外', WORKPLACE: '工作场所', ELECTRONIC: '电子方式', AUTODIALLED: '自动拨号',
  DIRECT_DESPITE_ATTORNEY: '有律师仍直接联系', THIRD_PARTY: '第三人',
  MO: '周一', TU: '周二', WE: '周三', TH: '周四', FR: '周五', SA: '周六', SU: '周日',
};

/** Where a field means something else by a value than the others do. */
const OWN: Readonly<Record<string, string>> = {
  'agency.covers CONDUCT': '催收行为',
  'complaintStep.step ACCEPTED': '受理',
  'demand.kind PAYMENT_ORDER': '申请支付令',
};

/** Of the ledger's own dictionaries, by the name of the field. */
const SHARED = { component: 'component', channel: 'channel', channels: 'channel', medium: 'channel' } as const;

/** Fields that name somebody or something: what stands there is no code, however it is written. */
const NAMES: ReadonlySet<string> = new Set([
  'jurisdiction',
  'jurisdictions',
  'grade',
  'rule',
  'ref',
  'reference',
  'currency',
]);

/** A value of a field in words; undefined where it has none, and stands as recorded. */
export function valueZh(register: string, field: string, value: string): string | undefined {
  if (NAMES.has(field)) return undefined;
  if (field in SHARED) return codeText(SHARED[field as keyof typeof SHARED], value, 'zh');
  return OWN[`${register}.${field} ${value}`] ?? (Object.hasOwn(VALUES, value) ? VALUES[value] : undefined);
}

/** Values that have words, and the exceptions: a test holds them against the registers. */
export const NAMED_VALUES: readonly string[] = Object.keys(VALUES);
export const OWN_VALUES: readonly string[] = Object.keys(OWN);
