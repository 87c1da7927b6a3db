/** Codes of payments and their reversals in words, English and simplified Chinese. */
import type { ReversalBasis, ReversalReason } from '../../../src/ledger/policy.js';

type Pair = readonly [en: string, zh: string];

export const PAYMENT_CODES = {
  reversalReason: {
    NSF: ['insufficient funds', '余额不足'],
    CHARGEBACK: ['chargeback', '拒付'],
    MISPOST: ['misposted', '误记账'],
    FRAUD: ['fraud', '欺诈'],
    COURT: ['court order', '法院裁定'],
    DUPLICATE: ['duplicate', '重复入账'],
  } satisfies Record<ReversalReason, Pair>,
  reversalBasis: {
    ORIGINAL_DATE: ['as if never paid', '视同从未还款'],
    REVERSAL_DATE: ['as of the reversal', '自冲正日起生效'],
  } satisfies Record<ReversalBasis, Pair>,
  /** How money moved, and how a notice was handed over. */
  // prettier-ignore
  method: {
    BANK_TRANSFER: ['bank transfer', '银行转账'], DIRECT_DEBIT: ['direct debit', '代扣'], CARD: ['card', '银行卡'],
    CASH: ['cash', '现金'], CHEQUE: ['cheque', '支票'], ONLINE: ['online payment', '网上支付'],
    ENFORCEMENT: ['enforcement proceeds', '强制执行款'], REGISTERED_MAIL: ['registered mail', '挂号信'],
    ORDINARY_MAIL: ['ordinary mail', '平信'], COURIER: ['courier', '快递'], IN_PERSON: ['in person', '当面送达'],
  } satisfies Record<string, Pair>,
};
