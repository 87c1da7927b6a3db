/** Moments of money. */
import type { Component } from '../../../../ledger/components.js';
import { addDays } from '../../../../ledger/dates.js';
import { dueOf as dueOnDebt } from '../../../../ledger/payment/index.js';
import type { ReversalBasis, ReversalReason } from '../../../../ledger/policy.js';
import { openDebt } from '../opening.js';
import type { Diary } from '../diary.js';
import type { IdOf } from '../step.js';
import type { Beat } from '../story.js';
import type { Sum } from './amounts.js';

/** The case's nth debt. */
function debtAt(diary: Diary, n = 0): IdOf | undefined {
  return diary.debts[n];
}

/** A further debt of the same debtor: the nth kind of the place. */
export const anotherDebt =
  (kind: number): Beat =>
  (diary) =>
    openDebt(diary, kind);

export const charge =
  (component: Component, sum: Sum, legalBasis?: string): Beat =>
  (diary) => {
    const dueDate = addDays(diary.day, 15);
    diary.tell({ type: 'AssessCharge', debt: debtAt(diary), component, amount: sum(diary), dueDate, legalBasis });
  };

/** Corrects the balance; `sign` -1 lowers it. */
export const adjust =
  (component: Component, sign: 1 | -1, sum: Sum, reason: string, evidence?: string): Beat =>
  (diary) => {
    const delta = sign * sum(diary);
    diary.tell({ type: 'AdjustBalance', debt: debtAt(diary), component, delta, reason, evidence });
  };

export const waive =
  (component: Component, sum: Sum, authority: string, reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'ApplyWaiver', debt: debtAt(diary), component, amount: sum(diary), authority, reason });
  };

/** What a settlement leaves is waived, component by component. */
export const waiveRest =
  (authority: string, reason: string): Beat =>
  (diary) => {
    for (const debt of diary.debts) {
      for (const component of [...(diary.state.account.due.get(debt.idOf)?.keys() ?? [])]) {
        const amount = dueOnDebt(diary.state.account, debt.idOf, component);
        diary.tell({ type: 'ApplyWaiver', debt, component, amount, authority, reason });
      }
    }
  };

export const chargeOff =
  (reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'ChargeOffDebt', debt: debtAt(diary), amount: diary.due('principal'), reason });
  };

/** The creditor states how many months the first debt is in arrears. */
export const arrears =
  (monthsPastDue: number): Beat =>
  (diary) => {
    diary.tell({ type: 'ReportDelinquency', debt: debtAt(diary), monthsPastDue, statedBy: 'creditor' });
  };

interface Payment {
  readonly payerRole?: string;
  /** The payer names this debt. */
  readonly debt?: number;
  /** Booked this many days after its value date. */
  readonly late?: number;
  /** With a time of day (card, wallet), or as the bank books it. */
  readonly instant?: boolean;
}

export const pay =
  (sum: Sum, { payerRole = 'DEBTOR', debt, late, instant }: Payment = {}): Beat =>
  (diary) => {
    const { dice, setting } = diary;
    const { methods } = setting.place;
    const booked = instant !== true;
    const named = debt === undefined ? undefined : debtAt(diary, debt);
    diary.tell({
      type: 'RecordPayment',
      amount: sum(diary),
      currency: setting.place.portfolio.currency,
      method: dice.pick(booked ? methods.booked : methods.instant),
      payerRole,
      directedTo: named && [named],
      externalRef: `TX-${dice.digits(8)}`,
      occurredAt: booked ? diary.day : undefined,
      effectiveDate: late === undefined ? undefined : addDays(diary.day, -late),
    });
  };

/** Takes the last payment back, in whole or in part. */
export const reverse =
  (reason: ReversalReason, basis?: ReversalBasis, sum?: Sum): Beat =>
  (diary) => {
    const payment = diary.last('payment');
    diary.tell({ type: 'ReversePayment', payment, amount: sum?.(diary), reason, basis });
  };

export const refund =
  (sum: Sum): Beat =>
  (diary) => {
    const { currency } = diary.setting.place.portfolio;
    diary.tell({ type: 'PayRefund', amount: sum(diary), currency, method: 'bank-transfer' });
  };
