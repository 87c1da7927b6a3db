/** Codes of interest in words, English and simplified Chinese. */
import type { Period, Rounding, SuspensionReason, Trigger } from '../../../src/ledger/interest/index.js';

type Pair = readonly [en: string, zh: string];

const period = { day: ['a day', '日'], month: ['a month', '月'], year: ['a year', '年'] } satisfies Record<
  Period,
  Pair
>;
const rounding = {
  HALF_UP: ['half up', '四舍五入'],
  HALF_EVEN: ['half to even', '四舍六入五成双'],
  DOWN: ['down', '舍去尾数'],
  UP: ['up', '进位'],
} satisfies Record<Rounding, Pair>;
const trigger = {
  MONTH_END: ['month end', '月末'],
  PAYMENT: ['a payment', '还款'],
  STATEMENT: ['a statement', '账单'],
  JUDGMENT: ['a judgment', '判决'],
} satisfies Record<Trigger, Pair>;
const suspension = {
  MORATORIUM: ['moratorium', '延期偿付'],
  PLAN: ['repayment plan', '还款计划'],
  DISPUTE: ['dispute', '争议'],
  COURT: ['court order', '法院裁定'],
  OTHER: ['other', '其他'],
} satisfies Record<SuspensionReason, Pair>;

export const INTEREST_CODES = { period, rounding, trigger, suspension };
