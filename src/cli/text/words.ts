/** Headings and labels of printed answers, in the reader's language. */

export type Language = 'en' | 'zh';
type Pair = readonly [en: string, zh: string];

// prettier-ignore
const WORDS = {
  ref: ['Reference', '案件编号'], case: ['Case', '案件'], portfolio: ['Portfolio', '资产包'], product: ['Product', '产品'],
  opened: ['Opened', '立案日期'], stage: ['Stage', '状态'], assignee: ['Collector', '催收员'], currency: ['Currency', '币种'],
  net: ['Net', '净欠款'], held: ['Held', '暂存款'], name: ['Name', '名称'], title: ['Title', '标题'],
  creditor: ['Creditor', '债权人'], zone: ['Zone', '时区'], created: ['Created', '创建日期'], parties: ['Parties', '当事人'],
  facts: ['Facts', '事实'], contacts: ['Contacts', '联系'], promises: ['Promises', '还款承诺'],
  complaints: ['Complaints', '投诉'], disputes: ['Disputes', '异议'], legal: ['Legal actions', '法律程序'],
  placed: ['Placed with an agency', '已委外'], open: ['open', '进行中'], kept: ['kept', '已兑现'], broken: ['broken', '未兑现'],
  holding: ['holding', '冻结中'], yes: ['yes', '是'], no: ['no', '否'], total: ['Total', '合计'],
  charged: ['Charged', '入账'], adjusted: ['Adjusted', '调整'], waived: ['Waived', '减免'], paid: ['Paid', '已还'],
  refunded: ['Refunded', '已退款'], chargedOff: ['Charged off', '核销'], cases: ['Cases', '案件数'],
  casesOwing: ['Cases owing', '欠款案件'], owing: ['Owing', '欠款'], casesInCredit: ['Cases in credit', '溢缴案件'],
  credit: ['Credit', '溢缴额'], casesSettled: ['Cases settled', '已结清案件'], placedCases: ['Cases placed', '委外案件'],
  ageing: ['Ageing', '账龄'], debts: ['Debts', '债务笔数'], asOf: ['As of', '截至'], knownAt: ['known up to', '知悉截至'],
  nothingYet: ['nothing is recorded yet', '尚无记录'], event: ['event', '事件'], provisional: ['provisional', '暂定'],
  timesIn: ['Times are in', '时间所用时区：'], happened: ['Happened', '发生'], effective: ['effective', '起息'],
  recorded: ['recorded', '记录'], by: ['by', '记录人'], balance: ['balance', '余额'], late: ['recorded late', '补录'],
  corrects: ['corrects', '更正'], corrected: ['corrected or reversed by', '已被更正或冲正：'], more: ['More', '下一页'],
  position: ['Position', '位置'], type: ['Type', '类型'], stream: ['Stream', '流'], actor: ['By', '记录人'],
  version: ['Version', '版本'], state: ['State', '状态'], lag: ['Behind', '落后'], serves: ['Answers', '应答版本'],
  failure: ['Failure', '故障'], id: ['Id', '编号'], role: ['Role', '角色'], revoked: ['Revoked', '撤销'],
  keyExpires: ['Expires', '到期'], lastUsed: ['Last used', '最近使用'], bound: ['Portfolios', '资产组合数'],
  setting: ['Setting', '设置'], value: ['Value', '值'], standard: ['Default', '默认值'], meaning: ['Meaning', '含义'],
  recordedHead: ['Recorded', '记录时间'], none: ['None.', '无。'],
  register: ['Register', '登记簿'], valid: ['Valid', '有效'], due: ['Due', '期限'], reason: ['Why', '事由'], team: ['Team', '团队'],
  rows: ['Rows', '行数'], newFacts: ['Facts added', '新增事实'], unchanged: ['Rows unchanged', '未变行'],
  changed: ['Rows changed', '已变行'], missing: ['Rows missing', '缺失行'], ignored: ['Rows ignored', '忽略行'],
  everyDay: ['every day', '所有日期'],
  plan: ['Plan', '还款计划'], plans: ['Plans', '还款计划'], since: ['Since', '起始日'], nextDue: ['Next due', '下期到期日'],
  arrears: ['Arrears', '拖欠'], inCount: ['Instalments kept', '按期期数'], inAmount: ['Amount kept', '按期金额'],
  instalment: ['No', '期次'], amount: ['Amount', '金额'], outcome: ['Outcome', '结果'],
  made: ['Made', '承诺日期'], reported: ['As reported', '当时报告'], month: ['Month', '月份'], atRisk: ['At risk', '在险数'],
  brokenPlans: ['Broken', '违约'], censored: ['Censored', '删失'], survival: ['Survival', '存续率'],
  activated: ['Activated', '开始执行'], unbroken: ['Not broken', '未违约'], owed: ['Owed', '所欠'], expires: ['Expires', '接受期限'],
  payBy: ['Pay by', '付款期限'], kind: ['Kind', '类型'], grace: ['Grace until', '宽限至'], paidOn: ['Paid on', '还清日期'],
  breaksBy: ['Breaks by', '违约规则'], holds: ['Collection held', '暂停催收'], completed: ['completed', '已履行完毕'],
  active: ['active', '履行中'],
  screenAt: ['Screen at', '当时界面'], oldestDue: ['Oldest unpaid due date', '最早未付到期日'],
  daysPastDue: ['Days past due', '逾期天数'], overdue: ['Overdue', '逾期金额'],
  flags: ['Flags', '标记'], closed: ['closed', '已结案'], recalled: ['recalled', '已召回'], disputed: ['disputed', '有异议'],
  isHeld: ['collection held', '催收冻结'], isContactStopped: ['contact stopped', '停止联系'], isPlaced: ['placed', '已委外'], isChargedOff: ['charged off', '已核销'],
  today: ['today', '今日'], sevenDays: ['in 7 days', '近7日'], conversations: ['Conversations', '有效沟通'],
  lastContact: ['Last contact', '最近联系'], openPromise: ['Open promise', '待兑现承诺'],
  before: ['Before', '此前'], after: ['After', '此后'], difference: ['Difference', '差额'], causes: ['Because of', '原因'],
  against: ['Against', '对比'], same: ['Nothing differs.', '没有差异。'],
  lateBy: ['days late', '天后补录'], promiseOf: ['Promise', '承诺'], complaintOf: ['Complaint', '投诉'],
  complaintDue: ['Complaint due', '投诉时限'], disputeOf: ['Dispute', '异议'], disputeHold: ['Hold of dispute', '异议冻结'],
  placements: ['Placements', '委外'],
  rejected: ['Rows rejected', '拒收行'], rejectsFile: ['Rejects file', '拒收文件'], seconds: ['Seconds', '秒'],
  figure: ['Figure', '指标'], numerator: ['Numerator', '分子'], denominator: ['Denominator', '分母'],
  knownNow: ['Known now', '现知'], reportedThen: ['Reported then', '当时报告'], period: ['Period', '期间'],
  bucketTable: ['Bucket table', '逾期阶段表'], definitions: ['Definitions', '定义'], part: ['By', '细分'],
  reportedAt: ['reported at', '当时知悉截至'], events: ['Facts', '事实'],
  debt: ['Debt', '债务'], component: ['Component', '组成'], opening: ['Opening', '期初'],
  charges: ['Charges', '计收'], interest: ['Interest', '利息'], payments: ['Payments', '还款'], credits: ['Credits', '减项'],
  closing: ['Closing', '期末'], accrued: ['Accrued, not posted', '已计未入账利息'], date: ['Date', '起息日'],
  what: ['What', '事项'], onTheCase: ['on the case', '整案'], from: ['From', '自'],
} satisfies Record<string, Pair>;

export type Word = keyof typeof WORDS;

export function word(name: Word, language: Language): string {
  return WORDS[name][language === 'en' ? 0 : 1];
}
