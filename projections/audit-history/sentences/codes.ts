/**
 * Codes in words, English and simplified Chinese. Closed vocabularies are complete by type; open ones list what is
 * usual in the field. A code that is not here is shown as it was recorded.
 */
import type { CloseReason } from '../../../src/ledger/case/index.js';
import type { Component } from '../../../src/ledger/components.js';
import type { Direction } from '../../../src/ledger/contact/index.js';
import type { DisputeGround } from '../../../src/ledger/dispute/index.js';
import type { Flag } from '../../../src/ledger/fact.js';
import type { ContactMedium } from '../../../src/ledger/party/index.js';
import type { PromiseOutcome } from '../../../src/ledger/promise/index.js';
import { ACCESS_CODES } from './access.codes.js';
import { COMPLAINT_CODES } from './complaint.codes.js';
import { CONTACT_CODES } from './contact.codes.js';
import { DEADLINE_CODES } from './deadline.codes.js';
import { PARTY_CODES } from './party.codes.js';
import { PAYMENT_CODES } from './payment.codes.js';
import { PLAN_CODES } from './plan-codes.js';
import { INTEREST_CODES } from './interest.codes.js';
import { RETENTION_CODES } from './retention.codes.js';
import { RULE_CODES } from './rule.codes.js';
import { USUAL_CODES } from './usual.codes.js';
import type { Locale } from './words.js';

export type Pair = readonly [en: string, zh: string];
type Dictionary = Readonly<Record<string, Pair>>;

const component = {
  principal: ['principal', '本金'],
  interest: ['interest', '利息'],
  fee: ['fees', '费用'],
  penalty: ['penalties', '违约金'],
  cost: ['costs', '实现债权费用'],
  'judgment-debt': ['judgment debt', '判决确定的债务'],
  'doubled-interest': ['doubled default interest', '加倍部分债务利息'],
  'refund-recoverable': ['recoverable refund', '应追回退款'],
} satisfies Record<Component, Pair>;

const channel = {
  phone: ['phone', '电话'],
  sms: ['SMS', '短信'],
  email: ['e-mail', '电子邮件'],
  letter: ['letter', '信函'],
  visit: ['visit', '上门'],
  chat: ['chat', '在线聊天'],
} satisfies Record<ContactMedium, Pair>;
// prettier-ignore
const otherChannel = {
  WEB: ['web form', '网页'], APP: ['app', '手机应用'], BRANCH: ['branch office', '营业网点'],
  REGULATOR: ['regulator', '监管机构'], REFERRAL: ['referral', '转办'],
} satisfies Dictionary;

const direction = {
  OUTBOUND: ['outbound', '主动联系'],
  INBOUND: ['inbound', '对方来联'],
} satisfies Record<Direction, Pair>;

// prettier-ignore
const flag = {
  'zero-amount': ['amount zero', '金额为零'], uncleared: ['without clearance', '未经放行'],
  'case-closed': ['recorded on a closed case', '记录于已结案案件'],
  'case-recalled': ['recorded on a recalled case', '记录于已退案案件'],
  'case-settled': ['recorded on a settled case', '记录于已结清案件'],
  'entry-ended': ['recorded after the entry had ended', '记录于事项结束之后'],
  'placed-already': ['placed while another placement is active', '委外时已有有效委外'],
  'posted-later': ['the rest of its consequences posted later in the import', '其余后续影响于导入中稍后过账'],
  'unknown-evidence': ['rests on events that are not there', '所依据的事件不存在'],
  duplicate: ['recorded before', '重复记录'], late: ['received late', '迟到'],
  retrospective: ['noticed afterwards', '事后认定'],
} satisfies Record<Flag, Pair>;

const closeReason = {
  SETTLED: ['settled', '已结清'],
  RECALLED: ['recalled', '退案'],
  CHARGED_OFF: ['charged off', '已核销'],
  WITHDRAWN: ['withdrawn', '撤案'],
} satisfies Record<CloseReason, Pair>;

const promiseOutcome = {
  OPEN: ['open', '待履行'],
  KEPT: ['kept', '已兑现'],
  PARTIALLY_KEPT: ['partially kept', '部分兑现'],
  BROKEN: ['broken', '未兑现'],
  CANCELLED: ['cancelled', '已取消'],
  RENEGOTIATED: ['renegotiated', '已重新商定'],
} satisfies Record<PromiseOutcome, Pair>;

const keptWhen = {
  ON_TIME: ['on time', '按期'],
  IN_GRACE: ['within the grace period', '宽限期内'],
} satisfies Record<'ON_TIME' | 'IN_GRACE', Pair>;
const cancelledBy = { DEBTOR: ['the debtor', '债务人'], FIRM: ['the firm', '催收方'] } satisfies Record<
  'DEBTOR' | 'FIRM',
  Pair
>;

const disputeGround = {
  EXISTENCE: ['existence of the debt', '债务是否存在'],
  LEGALITY: ['legality of the debt', '债务合法性'],
  INTEREST: ['interest', '利息计算'],
  AMOUNT: ['amount', '金额'],
  DUE_DATE: ['due date', '还款期限'],
  RATE: ['rate', '利率'],
  IDENTITY: ['identity of the debtor', '债务人身份'],
  PAID: ['already paid', '已还款'],
  LIMITATION: ['limitation', '诉讼时效'],
  ORIGINAL_CREDITOR: ['original creditor', '原债权人'],
  OTHER: ['other', '其他'],
} satisfies Record<DisputeGround, Pair>;

// prettier-ignore
const cause = {
  NO_ANSWER: ['no answer', '无人接听'], BUSY: ['busy', '占线'], WRONG_NUMBER: ['wrong number', '号码错误'],
  SWITCHED_OFF: ['switched off', '关机'], OUT_OF_SERVICE: ['out of service', '停机'],
  INVALID_NUMBER: ['number not in use', '空号'], REJECTED: ['call rejected', '拒接'],
  UNREACHABLE: ['unreachable', '无法接通'], INVALID_ADDRESS: ['invalid address', '地址无效'],
  MAILBOX_FULL: ['mailbox full', '邮箱已满'], MOVED: ['addressee moved', '收件人已迁出'],
  REFUSED: ['acceptance refused', '拒收'], UNCLAIMED: ['not collected', '逾期未领'],
  DECEASED: ['addressee deceased', '收件人已故'], UNKNOWN: ['cause unknown', '原因不明'],
} satisfies Dictionary;

// prettier-ignore
const contactOutcome = {
  NOTED: ['noted', '已记录'], PROMISE_TO_PAY: ['promise to pay', '承诺还款'],
  REFUSED_TO_PAY: ['refused to pay', '拒绝还款'], DISPUTED: ['disputes the debt', '提出异议'],
  CLAIMS_PAID: ['says that it is paid', '称已还款'], CALL_BACK: ['call back agreed', '约定回电'],
  HARDSHIP: ['hardship', '经济困难'], RIGHT_PARTY: ['right party', '本人'],
  WRONG_PARTY: ['not the right party', '非本人'], THIRD_PARTY: ['third party answered', '第三人接听'],
  NO_CONTACT: ['nobody reached', '未联系上'], LEFT_MESSAGE: ['message left', '已留言'], HUNG_UP: ['hung up', '挂断'],
} satisfies Dictionary;

// prettier-ignore
const verification = {
  NAME: ['name', '姓名'], DATE_OF_BIRTH: ['date of birth', '出生日期'], ID_NUMBER: ['ID number', '证件号码'],
  ID_DOCUMENT: ['identity document', '身份证件'], ADDRESS: ['address', '地址'],
  ACCOUNT_NUMBER: ['account number', '账号'], SECURITY_QUESTION: ['security question', '安全问题'],
  ONE_TIME_CODE: ['one-time code', '一次性验证码'],
} satisfies Dictionary;

// prettier-ignore
const notice = {
  REMINDER: ['reminder', '还款提醒函'], DEMAND: ['demand', '催款函'], FINE: ['fine', '罚款通知'],
  PENALTY: ['penalty', '加收违约金通知'], VALIDATION: ['validation', '债务核实通知'], STATEMENT: ['statement', '对账单'],
  ASSIGNMENT: ['assignment of the debt', '债权转让通知'],
} satisfies Dictionary;

// prettier-ignore
const voicemail = {
  LIMITED_CONTENT: ['limited content', '有限内容'], FULL: ['full message', '完整内容'],
} satisfies Dictionary;

// prettier-ignore
const basis = {
  RESERVED: ['reserved with the creditor', '预留'], CONSENT: ['consent', '本人同意'],
  CREDITOR: ['from the creditor', '债权人提供'], DEBTOR: ['from the debtor', '债务人提供'],
  PUBLIC: ['public source', '公开渠道'],
} satisfies Dictionary;

const label = { MOBILE: ['mobile', '手机'], HOME: ['home', '住宅'], WORK: ['work', '单位'] } satisfies Dictionary;

/** What a complaint, a dispute or a court came to. */
// prettier-ignore
const outcome = {
  UPHELD: ['upheld', '成立'], PARTLY_UPHELD: ['partly upheld', '部分成立'], REJECTED: ['rejected', '不成立'],
  DISMISSED: ['dismissed', '驳回'], NOT_DISMISSED: ['not dismissed', '未驳回'], GRANTED: ['granted', '支持'],
  PARTLY_GRANTED: ['granted in part', '部分支持'], DEFAULT_JUDGMENT: ['default judgment', '缺席判决'],
  SETTLED: ['settled', '和解'],
} satisfies Dictionary;

// prettier-ignore
const legalKind = {
  LAWSUIT: ['lawsuit', '诉讼'], PAYMENT_ORDER: ['payment order', '支付令'], ARBITRATION: ['arbitration', '仲裁'],
  PRESERVATION: ['preservation', '财产保全'], ENFORCEMENT: ['enforcement', '强制执行'],
} satisfies Dictionary;

// prettier-ignore
const step = {
  VERIFICATION: ['verification', '核实'], APPEAL: ['appeal', '上诉'], SERVICE: ['service', '送达'],
  HEARING: ['hearing', '开庭'], MEDIATION: ['mediation', '调解'], PRESERVATION: ['preservation', '财产保全'],
  SEIZURE: ['seizure', '查封'], AUCTION: ['auction', '拍卖'],
} satisfies Dictionary;

// prettier-ignore
const reason = {
  GOODWILL: ['goodwill', '善意让步'],
  HARDSHIP: ['hardship', '经济困难'],
  SETTLEMENT: ['settlement', '和解'],
  CORRECTION: ['correction', '更正差错'],
  UNCOLLECTIBLE: ['uncollectible', '无法收回'],
  COURT: ['court order', '法院裁定'],
  BANKRUPTCY: ['bankruptcy', '破产'],
  DECEASED: ['deceased', '已故'],
  LIMITATION: ['limitation', '诉讼时效届满'],
  DISPUTE: ['dispute', '异议'],
  COMPLAINT: ['complaint', '投诉'],
  COMPLEX: ['complex matter', '情况复杂'],
  WRONG_NUMBER: ['wrong number', '号码错误'],
  CONTRACT_END: ['end of the mandate', '委托到期'],
  CREDITOR_REQUEST: ['creditor’s request', '债权人要求'],
  DEBTOR_REQUEST: ['debtor’s request', '债务人要求'],
  CALL_CANCELLED: ['call cancelled', '取消拨打'],
} satisfies Dictionary;

const DICTIONARIES = {
  ...ACCESS_CODES,
  component,
  ...PARTY_CODES,
  channel: { ...channel, ...otherChannel },
  direction,
  flag,
  closeReason,
  ...PAYMENT_CODES,
  promiseOutcome,
  ...PLAN_CODES,
  ...DEADLINE_CODES,
  keptWhen,
  cancelledBy,
  disputeGround,
  cause,
  contactOutcome,
  verification,
  ...CONTACT_CODES,
  notice,
  voicemail,
  basis,
  label,
  outcome,
  legalKind,
  step,
  ...INTEREST_CODES,
  ...RETENTION_CODES,
  ...RULE_CODES,
  reason,
  ...COMPLAINT_CODES,
};

export type CodeKind = keyof typeof DICTIONARIES;

/** Sources write `no-answer`, `No answer` and `NO_ANSWER`. */
function normal(code: string): string {
  return code.toUpperCase().replace(/[\s-]+/g, '_');
}

/** The ledger's own words come first. */
const BY_KIND = new Map(
  Object.entries(DICTIONARIES).map(([kind, dictionary]: [string, Dictionary]) => {
    const all = { ...(USUAL_CODES as Readonly<Record<string, Dictionary>>)[kind], ...dictionary };
    return [kind, new Map(Object.entries(all).map(([code, pair]) => [normal(code), pair]))];
  }),
);

/** The code in words; undefined where the dictionary does not know it. */
export function codeText(kind: CodeKind, code: string, locale: Locale): string | undefined {
  return BY_KIND.get(kind)?.get(normal(code))?.[locale === 'en' ? 0 : 1];
}
