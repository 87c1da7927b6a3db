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
  setting: ['Setting', '设置'], value: ['Value', '值'], standard: ['Default', '默认值'], meaning: ['Meaning', '含义'],
  recordedHead: ['Recorded', '记录时间'], none: ['None.', '无。'],
  rows: ['Rows', '行数'], newFacts: ['Facts added', '新增事实'], unchanged: ['Rows unchanged', '未变行'],
  changed: ['Rows changed', '已变行'], missing: ['Rows missing', '缺失行'], ignored: ['Rows ignored', '忽略行'],
  rejected: ['Rows rejected', '拒收行'], rejectsFile: ['Rejects file', '拒收文件'], seconds: ['Seconds', '秒'],
  debt: ['Debt', '债务'], component: ['Component', '组成'], since: ['since', '起算日'], opening: ['Opening', '期初'],
  charges: ['Charges', '计收'], interest: ['Interest', '利息'], payments: ['Payments', '还款'], credits: ['Credits', '减项'],
  closing: ['Closing', '期末'], accrued: ['Accrued, not posted', '已计未入账利息'], date: ['Date', '起息日'],
  amount: ['Amount', '金额'], what: ['What', '事项'], onTheCase: ['on the case', '整案'], from: ['From', '自'],
} satisfies Record<string, Pair>;

export type Word = keyof typeof WORDS;

export function word(name: Word, language: Language): string {
  return WORDS[name][language === 'en' ? 0 : 1];
}
