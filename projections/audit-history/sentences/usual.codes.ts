/** Codes that books bring along beside those that the ledger has names for: as they are usual in collection systems. */

type Pair = readonly [en: string, zh: string];
type Dictionary = Readonly<Record<string, Pair>>;

// prettier-ignore
export const USUAL_CODES = {
  contactOutcome: {
    WILL_PAY_LATER: ['will pay later', '称稍后还款'], PART_PAYMENT_OFFERED: ['offers a part', '提出部分还款'],
    PROMISE_DISCUSSED: ['promise discussed', '已谈及还款承诺'], REFUSES: ['refuses', '拒绝'],
    DISPUTES: ['disputes the debt', '提出异议'], SAYS_PAID: ['says that it is paid', '称已还款'],
  },
  verification: {
    CARD_LAST_FOUR: ['last four digits of the card', '卡号后四位'], BIRTH_DATE: ['date of birth', '出生日期'],
    ID_LAST_FOUR: ['last four characters of the ID', '证件号码后四位'],
    SSN_LAST_FOUR: ['last four digits of the SSN', '社会安全号后四位'],
  },
  basis: { CONTRACT: ['contract', '合同约定'], APPLICATION: ['application', '申请资料'] },
  purpose: {
    THANKS: ['thanks for a payment', '还款致谢'], PROMISE_DUE: ['promise falls due', '承诺到期提醒'],
    ANSWER: ['answer', '答复'], ASKS_BALANCE: ['asks for the balance', '查询余额'], STOP: ['stop', '要求停止'],
    OFFER: ['offer', '还款方案'], DEMAND: ['demand', '催款'], FINE: ['fine', '罚款通知'], ENQUIRY: ['enquiry', '咨询'],
    LAWYER_LETTER: ['lawyer’s letter', '律师函'],
  },
  notice: { LAWYER_LETTER: ['lawyer’s letter', '律师函'] },
  cause: { UNKNOWN_NUMBER: ['number unknown', '号码不存在'] },
  method: {
    COUNTER: ['at the counter', '柜台'], ACH: ['ACH', '自动清算（ACH）'], MONEY_ORDER: ['money order', '汇票'],
    CHECK: ['check', '支票'], MAIL: ['mail', '邮寄'],
  },
  counter: {
    failures_in_a_row: ['failures in a row', '连续未联系上次数'], needed: ['needed', '所需次数'],
    amount_percent: ['percent by amount', '金额权重百分比'],
  },
} satisfies Readonly<Record<string, Dictionary>>;
