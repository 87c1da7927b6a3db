/** Folds money facts into the account. Only what is recorded counts: postings win over recomputation (law 4). */
import type { ChargeFact } from '../charge/charge.events.js';
import type { Component } from '../components.js';
import type { DebtFact } from '../debt/debt.events.js';
import { NO_INTEREST, type DebtInterest } from '../interest/terms.js';
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
  type DebtAccount,
  type MoneyEntry,
} from './account.state.js';
import type { AllocationLine, PaymentFact } from './payment.events.js';
import { forgetAfter } from './snapshots.js';

export type MoneyFact = DebtFact | ChargeFact | PaymentFact | InterestFact;
type Of<T extends MoneyFact['type']> = Extract<MoneyFact, { type: T }>;

/** Applies one money fact. The account is the caller's own and is changed in place. */
export function evolveAccount(account: Account, fact: MoneyFact): Account {
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
      forgetAfter(account);
      return account;
  }
}

/** Puts an entry in its place; what was remembered of a replay of later days is true no longer. */
function putEntry(account: Account, entry: MoneyEntry): void {
  insertEntry(account.entries, entry);
  forgetAfter(account, entry.eff);
}

/** A credit's entry, to be changed. It lies among those of its day. */
function creditEntry(account: Account, id: string): Extract<MoneyEntry, { kind: 'credit' }> | undefined {
  const eff = account.credits.get(id)?.eff;
  if (eff === undefined) return undefined;
  forgetAfter(account, eff);
  for (let at = indexFor(account.entries, { kind: 'credit', eff }) - 1; at >= 0; at--) {
    const entry = account.entries[at] as MoneyEntry;
    if (entry.kind === 'credit' && entry.id === id) return entry;
    if (entry.eff < eff) return undefined;
  }
  return undefined;
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
  forgetAfter(account);
}

function registerDebt(account: Account, fact: Of<'DebtRegistered'>): Account {
  const { debt, balances, dueDate: due, security, annualRate, minimumPayment } = fact.data;
  const { eff: openedOn } = fact;
  const seen = { dueDate: due, security, annualRate, minimumPayment };
  account.debts.set(debt, { id: debt, openedOn, ordinal: account.debts.size, ...seen });
  forgetAfter(account);
  for (const [component, amount] of Object.entries(balances) as [Component, number][]) {
    const id = `${debt} ${component}`;
    putEntry(account, { kind: 'charge', id, eff: fact.eff, debt, component, amount, due });
    addDue(account.due, debt, component, amount);
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
  });
  return account;
}

function allocate(account: Account, fact: Of<'PaymentAllocated'>): Account {
  bookLines(account, fact.data.payment, fact.data.lines, fact.eff, 1);
  return setWaterfall(account, fact.data.payment, fact.data.waterfall);
}

function setWaterfall(account: Account, payment: string, name: string): Account {
  const entry = creditEntry(account, payment);
  if (entry) entry.waterfall = waterfallNamed(name);
  return account;
}

function reallocate(account: Account, fact: Of<'PaymentsReallocated'>): Account {
  for (const { credit, version, lines } of fact.data.changes) {
    bookLines(account, credit, lines, fact.eff, 1);
    const known = account.credits.get(credit);
    if (known) known.version = version;
  }
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
  const entry = creditEntry(account, payment);
  if (entry) entry.amount -= amount;
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

function adjustAccruals(account: Account, { data }: Of<'InterestAccrualAdjusted'>): Account {
  for (const { debt, component, eff, delta } of data.lines) {
    const entry = accrualOn(account, { debt, component, eff });
    if (entry) entry.amount += delta;
    // Nothing was posted there when it should have been: from here on it is a posting like any other.
    else putEntry(account, { kind: 'accrual', id: `${debt} ${component} ${eff}`, eff, debt, component, amount: delta });
    addDue(account.due, debt, component, delta);
    forgetAfter(account, eff);
  }
  return account;
}

type InterestTerm = Of<'InterestTermsSet' | 'InterestSuspended' | 'InterestResumed' | 'InterestRateConcessionGranted'>;

/** The debts whose interest a fact, or one about to be recorded, changes: as they are seen after it. */
export function interestAfter(account: Account, { type, data }: Pick<InterestTerm, 'type' | 'data'>): DebtAccount[] {
  const changed = (id: string, change: (interest: DebtInterest) => Partial<DebtInterest>): DebtAccount[] => {
    const debt = account.debts.get(id);
    if (!debt) return [];
    const { interest = NO_INTEREST } = debt;
    return [{ ...debt, interest: { ...interest, ...change(interest) } }];
  };
  const fact = { type, data } as InterestTerm;
  switch (fact.type) {
    case 'InterestTermsSet': {
      const { terms: id, debt, policy: _policy, flags: _flags, extra: _extra, ...terms } = fact.data;
      return changed(debt, (known) => ({ terms: [...known.terms, { id, ...terms }] }));
    }
    case 'InterestSuspended': {
      const { suspension: id, debts, from, to, reason } = fact.data;
      return debts.flatMap((debt) =>
        changed(debt, (known) => ({ suspensions: [...known.suspensions, { id, from, to, reason }] })),
      );
    }
    case 'InterestResumed': {
      const { suspension, on: to } = fact.data;
      return [...account.debts.values()]
        .filter(({ interest }) => interest?.suspensions.some(({ id }) => id === suspension))
        .flatMap(({ id: debt }) =>
          changed(debt, (known) => ({
            suspensions: known.suspensions.map((item) => (item.id === suspension ? { ...item, to } : item)),
          })),
        );
    }
    case 'InterestRateConcessionGranted': {
      const { concession: id, debt, component, rate, period, from, to } = fact.data;
      const granted = { id, component, rate, period, from, to };
      return changed(debt, (known) => ({ concessions: [...known.concessions, granted] }));
    }
  }
}
