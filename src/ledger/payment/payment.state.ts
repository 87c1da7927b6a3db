/** Folds money facts into the account. Only what is recorded counts: postings win over recomputation (law 4). */
import type { ChargeFact } from '../charge/charge.events.js';
import type { Component } from '../components.js';
import type { DebtFact } from '../debt/debt.events.js';
import type { InterestFact } from '../interest/interest.events.js';
import { STANDARD_WATERFALL, waterfallNamed } from '../policy.js';
import {
  addDue,
  addHeld,
  bookMove,
  CASE_LEVEL,
  accrualOn,
  indexFor,
  insertEntry,
  REFUNDED,
  type Account,
  type Credit,
  type MoneyEntry,
} from './account.state.js';
import { openingCharges } from './opening.calc.js';
import type { AllocationLine, PaymentFact } from './payment.events.js';
import { interestAfter } from './interest-after.calc.js';
import { isPostedLater, noteLeft } from './left.calc.js';
import { forgetTrace } from './trace.js';

export type MoneyFact = DebtFact | ChargeFact | PaymentFact | InterestFact;
type Of<T extends MoneyFact['type']> = Extract<MoneyFact, { type: T }>;

/** Applies one money fact. The account is the caller's own and is changed in place. */
export function evolveAccount(account: Account, fact: MoneyFact): Account {
  noteLeft(account, fact);
  switch (fact.type) {
    case 'DebtRegistered':
      return registerDebt(account, fact);
    case 'ChargedOff':
      return account;
    case 'ChargeAssessed':
      return charge(account, fact, fact.data.charge, fact.data.component, fact.data.amount);
    case 'BalanceAdjusted':
      return adjust(account, fact);
    case 'WaiverApplied':
      return lower(account, fact, 'waiver', fact.data.waiver, fact.data.amount);
    case 'PaymentReceived':
      return receive(account, fact);
    case 'PaymentAllocated':
      return allocate(account, fact);
    case 'PaymentUnallocatedHeld':
      return setWaterfall(account, fact.data.payment, fact.data.waterfall);
    case 'PaymentsReallocated':
      return reallocate(account, fact);
    case 'PaymentReversed':
      return reverse(account, fact);
    case 'RefundPaid':
      return refund(account, fact);
    case 'InterestAccrued':
      return accrue(account, fact);
    case 'InterestAccrualAdjusted':
      return adjustAccruals(account, fact);
    case 'InterestTermsSet':
    case 'InterestSuspended':
    case 'InterestResumed':
    case 'InterestRateConcessionGranted':
      for (const debt of interestAfter(account, fact)) account.debts.set(debt.id, debt);
      forgetTrace(account);
      return account;
  }
}

function putEntry(account: Account, entry: MoneyEntry): void {
  insertEntry(account.entries, entry);
  account.turnover += amountOf(entry);
}

/** Puts a changed entry in the place of what it was. */
function replaceEntry(account: Account, at: number, entry: MoneyEntry): void {
  account.turnover += amountOf(entry) - amountOf(account.entries[at] as MoneyEntry);
  account.entries[at] = entry;
}

function amountOf(entry: MoneyEntry): number {
  return 'amount' in entry && entry.kind !== 'hold' ? entry.amount : 0;
}

type CreditEntry = Extract<MoneyEntry, { kind: 'credit' }>;

/** Changes a credit's entry. It lies among those of its day. */
function changeCredit(account: Account, id: string, change: (entry: CreditEntry) => Partial<CreditEntry>): void {
  const eff = account.credits.get(id)?.eff;
  if (eff === undefined) return;
  for (let at = indexFor(account.entries, { kind: 'credit', eff }) - 1; at >= 0; at--) {
    const entry = account.entries[at] as MoneyEntry;
    if (entry.eff < eff) return;
    if (entry.kind !== 'credit' || entry.id !== id) continue;
    replaceEntry(account, at, { ...entry, ...change(entry) });
    return;
  }
}

/** Money that names no debt passes by what is held, or no longer. */
export function evolveHold(account: Account, entry: Extract<MoneyEntry, { kind: 'hold' | 'release' }>): void {
  putEntry(account, entry);
}

/** Debts under a judgment: after its last day for performance they are paid in another order. */
export function evolveJudged(account: Account, debts: Iterable<string>, performBy: string): void {
  for (const id of debts) {
    const debt = account.debts.get(id);
    if (debt) account.debts.set(id, { ...debt, performBy });
  }
  forgetTrace(account);
}

function registerDebt(account: Account, fact: Of<'DebtRegistered'>): Account {
  const { debt, balances, dueDate: due, security, annualRate, minimumPayment } = fact.data;
  const { eff: openedOn } = fact;
  const seen = { dueDate: due, security, annualRate, minimumPayment };
  account.debts.set(debt, { id: debt, openedOn, ordinal: account.debts.size, ...seen });
  forgetTrace(account);
  for (const entry of openingCharges({ debt, balances, eff: openedOn, due })) {
    putEntry(account, entry);
    addDue(account.due, debt, entry.component, entry.amount);
  }
  return account;
}

function charge(
  account: Account,
  fact: Of<'ChargeAssessed' | 'BalanceAdjusted'>,
  id: string,
  component: Component,
  amount: number,
): Account {
  const { debt } = fact.data;
  const due = fact.type === 'ChargeAssessed' ? fact.data.dueDate : undefined;
  putEntry(account, { kind: 'charge', id, eff: fact.eff, debt, component, amount, due });
  addDue(account.due, debt, component, amount);
  return account;
}

function adjust(account: Account, fact: Of<'BalanceAdjusted'>): Account {
  const { adjustment, component, delta } = fact.data;
  if (delta >= 0) return charge(account, fact, adjustment, component, delta);
  return lower(account, fact, 'adjustment', adjustment, -delta);
}

function lower(
  account: Account,
  fact: Of<'BalanceAdjusted' | 'WaiverApplied'>,
  kind: 'adjustment' | 'waiver',
  id: string,
  amount: number,
): Account {
  const { debt, component, lines, waterfall } = fact.data;
  addCredit(account, fact, kind, { id, amount });
  const entry: MoneyEntry = {
    kind: 'credit',
    id,
    eff: fact.eff,
    amount,
    directedTo: [debt],
    component,
    waterfall: waterfall === undefined ? STANDARD_WATERFALL : waterfallNamed(waterfall),
    ordinal: account.credits.size,
  };
  putEntry(account, entry);
  bookLines(account, id, lines ?? [], fact.eff, 1);
  return account;
}

function addCredit(
  account: Account,
  fact: MoneyFact,
  kind: Credit['kind'],
  { id, amount }: { id: string; amount: number },
): void {
  const { eff, at } = fact;
  account.credits.set(id, { id, event: fact.id, kind, amount, eff, at, reversed: 0, refunded: 0, version: 1 });
  addHeld(account.held, id, amount);
}

function receive(account: Account, fact: Of<'PaymentReceived'>): Account {
  const { payment, amount, directedTo } = fact.data;
  addCredit(account, fact, 'payment', { id: payment, amount });
  putEntry(account, {
    kind: 'credit',
    id: payment,
    eff: fact.eff,
    amount,
    directedTo: directedTo ?? [],
    waterfall: STANDARD_WATERFALL,
    ordinal: account.credits.size,
  });
  return account;
}

function allocate(account: Account, fact: Of<'PaymentAllocated'>): Account {
  bookLines(account, fact.data.payment, fact.data.lines, fact.eff, 1);
  return setWaterfall(account, fact.data.payment, fact.data.waterfall);
}

function setWaterfall(account: Account, payment: string, name: string): Account {
  const waterfall = waterfallNamed(name);
  if (waterfall !== STANDARD_WATERFALL) changeCredit(account, payment, () => ({ waterfall }));
  return account;
}

function reallocate(account: Account, fact: Of<'PaymentsReallocated'>): Account {
  for (const { credit, version, lines } of fact.data.changes) {
    bookLines(account, credit, lines, fact.eff, 1);
    const known = account.credits.get(credit);
    if (known) known.version = version;
  }
  if (!isPostedLater(fact)) account.left = undefined;
  return account;
}

function reverse(account: Account, fact: Of<'PaymentReversed'>): Account {
  const { reversal, payment, amount, basis, lines } = fact.data;
  bookLines(account, payment, lines, fact.eff, -1);
  addHeld(account.held, payment, -amount);
  const credit = account.credits.get(payment);
  if (credit) credit.reversed += amount;
  if (basis === 'REVERSAL_DATE') {
    putEntry(account, { kind: 'take-back', id: reversal, eff: fact.eff, credit: payment, amount });
    return account;
  }
  changeCredit(account, payment, (entry) => ({ amount: entry.amount - amount }));
  return account;
}

function refund(account: Account, fact: Of<'RefundPaid'>): Account {
  const { refund: id, from } = fact.data;
  putEntry(account, { kind: 'refund', id, eff: fact.eff, from });
  for (const { credit, amount } of from) {
    bookMove(account, { credit, debt: CASE_LEVEL, component: REFUNDED, amount, eff: fact.eff });
    const known = account.credits.get(credit);
    if (known) known.refunded += amount;
  }
  return account;
}

function bookLines(
  account: Account,
  credit: string,
  lines: readonly AllocationLine[],
  eff: string,
  sign: 1 | -1,
): void {
  for (const line of lines) {
    const { debt, component, amount } = line;
    bookMove(account, { credit, debt, component, amount: sign * amount, eff: line.eff ?? eff });
  }
}

function accrue(account: Account, { data, eff }: Of<'InterestAccrued'>): Account {
  const { debt, component, amount } = data;
  putEntry(account, { kind: 'accrual', id: `${debt} ${component} ${eff}`, eff, debt, component, amount });
  addDue(account.due, debt, component, amount);
  return account;
}

function adjustAccruals(account: Account, fact: Of<'InterestAccrualAdjusted'>): Account {
  for (const { debt, component, eff, delta } of fact.data.lines) {
    const at = accrualOn(account, { debt, component, eff });
    const entry = account.entries[at];
    if (entry?.kind === 'accrual') replaceEntry(account, at, { ...entry, amount: entry.amount + delta });
    // Nothing was posted there when it should have been: from here on it is a posting like any other.
    else putEntry(account, { kind: 'accrual', id: `${debt} ${component} ${eff}`, eff, debt, component, amount: delta });
    addDue(account.due, debt, component, delta);
  }
  if (!isPostedLater(fact)) account.left = undefined;
  return account;
}
