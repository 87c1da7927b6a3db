/** Facts of money, in a word or two. */
import type { Coded } from '../../src/documents/model.js';

const NAMES: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  DebtRegistered: ['debt registered', '债务登记'],
  ChargeAssessed: ['charge', '计收'],
  InterestAccrued: ['interest posted', '利息入账'],
  InterestAccrualAdjusted: ['interest recomputed', '利息重算'],
  BalanceAdjusted: ['adjustment', '余额调整'],
  WaiverApplied: ['waiver', '减免'],
  PaymentReceived: ['payment', '还款'],
  PaymentAllocated: ['payment allocated', '还款冲抵'],
  PaymentsReallocated: ['allocation changed', '重新冲抵'],
  PaymentReversed: ['payment reversed', '还款冲正'],
  RefundPaid: ['refund', '退款'],
};

export function moneyFact(type: string): Coded {
  const [en, zh] = NAMES[type] ?? [type, type];
  return { code: type, en, zh };
}
