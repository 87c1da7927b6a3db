/** For tests: samples of the DTOs of money and promises. */
import type * as charges from '../ledger/charge/charge.decide.js';
import * as charge from '../ledger/charge/charge.dto.js';
import type * as debts from '../ledger/debt/debt.decide.js';
import * as debt from '../ledger/debt/debt.dto.js';
import type * as delinquencies from '../ledger/delinquency/delinquency.decide.js';
import * as delinquency from '../ledger/delinquency/delinquency.dto.js';
import type * as interests from '../ledger/interest/interest.decide.js';
import * as interest from '../ledger/interest/interest.dto.js';
import type * as payments from '../ledger/payment/payment.decide.js';
import * as payment from '../ledger/payment/payment.dto.js';
import type * as promises from '../ledger/promise/promise.decide.js';
import * as promise from '../ledger/promise/promise.dto.js';
import { COMMON, DEBT, of, REQUEST, type Sample } from './sample.fixture.js';

const TERMS = {
  ...COMMON,
  amount: 20000,
  currency: 'EUR',
  dueDate: '2026-04-10',
  debts: [DEBT],
  graceDays: 3,
  toleranceBps: 1000,
  channel: 'phone',
  contact: '7f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d14',
  promisedBy: 'DEBTOR',
};

export const MONEY_SAMPLES: readonly Sample[] = [
  of<debts.RegisterDebt>()(debt.RegisterDebtDto, {
    ...COMMON,
    ref: '4417-88213',
    creditor: 'Lakeside Bank',
    product: 'credit-card',
    currency: 'EUR',
    balances: {
      principal: 125000,
      interest: 3100,
      fee: 1500,
      penalty: 0,
      cost: 950,
      'judgment-debt': 0,
      'doubled-interest': 0,
    },
    dueDate: '2026-01-15',
    itemizationDate: '2026-02-01',
    chargeOffOn: '2026-07-15',
    security: 0,
    annualRate: '29.99',
    minimumPayment: 2500,
  }),
  of<debts.ChargeOffDebt, 'debt'>()(debt.ChargeOffDebtDto, {
    ...COMMON,
    amount: 125000,
    reason: '180 days past due',
    chargeOffRequest: REQUEST,
  }),
  of<delinquencies.ReportDelinquency, 'debt'>()(delinquency.ReportDelinquencyDto, {
    ...COMMON,
    asOf: '2026-03-10',
    monthsPastDue: 2,
    daysPastDue: 45,
    statedBy: 'host-system',
  }),
  of<interests.SetInterestTerms>()(interest.SetInterestTermsDto, {
    ...COMMON,
    debt: DEBT,
    rate: '29.99',
    period: 'year',
    dayCount: 'ACT/365F',
    capitaliseOn: 20,
    base: ['principal'],
    component: 'interest',
    rounding: 'HALF_UP',
    from: '2026-02-01',
    to: '2027-02-01',
    waiverRequest: REQUEST,
  }),
  of<interests.PostInterest>()(interest.PostInterestDto, { ...COMMON, through: '2026-02-28', trigger: 'STATEMENT' }),
  of<interests.SuspendInterest>()(interest.SuspendInterestDto, {
    ...COMMON,
    debts: [DEBT],
    from: '2026-03-01',
    to: '2026-04-30',
    reason: 'MORATORIUM',
    waiverRequest: REQUEST,
  }),
  of<interests.ResumeInterest, 'suspension'>()(interest.ResumeInterestDto, { ...COMMON, on: '2026-04-15' }),
  of<interests.GrantRateConcession>()(interest.GrantRateConcessionDto, {
    ...COMMON,
    debt: DEBT,
    component: 'interest',
    rate: '9.9',
    period: 'year',
    from: '2026-03-01',
    to: '2026-09-01',
    authority: 'supervisor-2',
    reason: 'hardship',
    waiverRequest: REQUEST,
  }),
  of<charges.AssessCharge>()(charge.AssessChargeDto, {
    ...COMMON,
    debt: DEBT,
    component: 'fee',
    amount: 1500,
    currency: 'EUR',
    dueDate: '2026-04-10',
    legalBasis: 'contract, clause 9.2',
  }),
  of<charges.AdjustBalance>()(charge.AdjustBalanceDto, {
    ...COMMON,
    debt: DEBT,
    component: 'interest',
    delta: -300,
    currency: 'EUR',
    reason: 'interest charged for one day too many',
    evidence: 'statement of 2026-03-01, line 4',
    waiverRequest: REQUEST,
  }),
  of<charges.ApplyWaiver>()(charge.ApplyWaiverDto, {
    ...COMMON,
    debt: DEBT,
    component: 'cost',
    amount: 950,
    currency: 'EUR',
    authority: 'team lead, mandate 4',
    reason: 'settlement',
    waiverRequest: REQUEST,
  }),
  of<payments.RecordPayment>()(payment.RecordPaymentDto, {
    ...COMMON,
    amount: 12500,
    currency: 'EUR',
    method: 'bank-transfer',
    payerRole: 'DEBTOR',
    directedTo: [DEBT],
    externalRef: 'TRN 2026/0310-77',
  }),
  of<payments.ReversePayment, 'payment'>()(payment.ReversePaymentDto, {
    ...COMMON,
    amount: 2500,
    reason: 'NSF',
    basis: 'ORIGINAL_DATE',
    waiverRequest: REQUEST,
  }),
  of<payments.PayRefund>()(payment.PayRefundDto, {
    ...COMMON,
    amount: 100,
    currency: 'EUR',
    method: 'bank-transfer',
    refundRequest: REQUEST,
  }),
  of<promises.MakePromise>()(promise.MakePromiseDto, TERMS),
  of<promises.RenegotiatePromise, 'promise'>()(promise.RenegotiatePromiseDto, TERMS),
  of<promises.CancelPromise, 'promise'>()(promise.CancelPromiseDto, { ...COMMON, by: 'FIRM', reason: 'plan instead' }),
];
