/**
 * Allocation: which component of which debt a credit's money is used for (domain/model.md 4.5).
 *
 * The recorded allocation always equals a replay of all money entries in the order (effective date, store order). A new
 * entry at the end is one more step; anything earlier, or any reversal, is a full replay, and the differences are
 * recorded as delta lines. Earlier facts are never touched.
 */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import {
  addDue,
  addHeld,
  bookMove,
  CASE_LEVEL,
  insertEntry,
  REFUNDED,
  type Account,
  type DebtAccount,
  type MoneyEntry,
  type Move,
} from './account.state.js';
import type { CreditChange } from './payment.events.js';

type CreditEntry = Extract<MoneyEntry, { kind: 'credit' }>;
type Due = Account['due'];

interface Book {
  readonly due: Due;
  readonly held: Map<string, number>;
  readonly moves: Map<string, Move>;
  readonly credits: CreditEntry[];
  readonly debts: readonly string[];
}

/** Debts in the order in which they are paid: the case's own line first, then the oldest. */
function debtOrder(debts: ReadonlyMap<string, DebtAccount>): string[] {
  const sorted = [...debts.values()].sort((a, b) => {
    if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
    return a.ordinal - b.ordinal;
  });
  return [CASE_LEVEL, ...sorted.map((debt) => debt.id)];
}

/** Spends what a credit has on what is due, in order; returns the moves, and books nothing. */
function spend(due: Due, debts: readonly string[], credit: CreditEntry, available: number, eff: CivilDate): Move[] {
  const moves: Move[] = [];
  let left = available;
  const pay = (debt: string, component: Component, already = 0): void => {
    const owed = (due.get(debt)?.get(component) ?? 0) - already;
    const amount = Math.min(left, owed);
    if (amount <= 0) return;
    left -= amount;
    moves.push({ credit: credit.id, debt, component, amount, eff });
  };
  const [own] = credit.directedTo;
  if (credit.component !== undefined && own !== undefined) pay(own, credit.component);
  const [first] = moves;
  const order = [...credit.directedTo, ...debts.filter((debt) => !credit.directedTo.includes(debt))];
  for (const debt of order) {
    if (left === 0) break;
    if (!due.has(debt)) continue;
    for (const component of credit.waterfall.components) {
      const isFirst = first?.debt === debt && first.component === component;
      pay(debt, component, isFirst ? first.amount : 0);
    }
  }
  return moves;
}

/** Uses money that credits still hold on what is due at a date, oldest credit first. */
function useHeld(book: Book, eff: CivilDate): void {
  if (book.held.size === 0 || book.due.size === 0) return;
  for (const credit of book.credits) {
    const available = book.held.get(credit.id) ?? 0;
    if (available <= 0) continue;
    for (const move of spend(book.due, book.debts, credit, available, eff)) bookMove(book, move);
  }
}

/** Says how much of a use of a credit, at most `most`, earlier take-backs have undone already; asked from the last use on. */
function takenBack(own: readonly Move[]): (debt: string, component: Component, most: number) => number {
  const taken = new Map<string, number>();
  for (const { debt, component, amount } of own) {
    if (amount < 0) taken.set(`${debt} ${component}`, (taken.get(`${debt} ${component}`) ?? 0) - amount);
  }
  return (debt, component, most) => {
    const key = `${debt} ${component}`;
    const part = Math.min(most, taken.get(key) ?? 0);
    taken.set(key, (taken.get(key) ?? 0) - part);
    return part;
  };
}

/** Takes money back from a credit: first what it holds, then what was refunded, then what it paid, last use first. */
function takeBack(book: Book, entry: Extract<MoneyEntry, { kind: 'take-back' }>): void {
  const { credit, eff } = entry;
  let missing = entry.amount - (book.held.get(credit) ?? 0);
  const free = (debt: string, component: Component, amount: number): void => {
    if (amount <= 0) return;
    missing -= amount;
    bookMove(book, { credit, debt, component, amount: -amount, eff });
  };
  const own = [...book.moves.values()].filter((move) => move.credit === credit);
  const refunded = own.reduce((sum, m) => sum + (m.component === REFUNDED ? m.amount : 0), 0);
  const taken = takenBack(own);
  const recovered = taken(CASE_LEVEL, 'refund-recoverable', refunded);
  free(CASE_LEVEL, 'refund-recoverable', Math.min(missing, refunded - recovered));
  for (const { debt, component, amount } of own.reverse()) {
    if (missing <= 0) break;
    if (component === REFUNDED || amount <= 0) continue;
    free(debt, component, Math.min(missing, amount - taken(debt, component, amount)));
  }
  addHeld(book.held, credit, -entry.amount);
}

/** Pays a refund out of the credits it names. What they no longer hold is owed back to the creditor. */
function payRefund(book: Book, entry: Extract<MoneyEntry, { kind: 'refund' }>): void {
  for (const { credit, amount } of entry.from) {
    const short = amount - (book.held.get(credit) ?? 0);
    const { eff } = entry;
    if (short > 0) {
      bookMove(book, { credit, debt: CASE_LEVEL, component: 'refund-recoverable', amount: -short, eff });
    }
    bookMove(book, { credit, debt: CASE_LEVEL, component: REFUNDED, amount, eff });
  }
}

function step(book: Book, entry: MoneyEntry): void {
  switch (entry.kind) {
    case 'charge':
      addDue(book.due, entry.debt, entry.component, entry.amount);
      break;
    case 'credit':
      book.credits.push(entry);
      addHeld(book.held, entry.id, entry.amount);
      break;
    case 'take-back':
      takeBack(book, entry);
      break;
    case 'refund':
      payRefund(book, entry);
      break;
  }
  useHeld(book, entry.eff);
}

/** The allocation that follows from money entries in their order. */
export function replay(entries: readonly MoneyEntry[], debts: ReadonlyMap<string, DebtAccount>): Book {
  const book: Book = { due: new Map(), held: new Map(), moves: new Map(), credits: [], debts: debtOrder(debts) };
  for (const entry of entries) step(book, entry);
  return book;
}

/** What changes when an account's entries become `entries`: new minus recorded, refunds apart (they say it themselves). */
export function differences(
  account: Account,
  entries: readonly MoneyEntry[],
  debts: ReadonlyMap<string, DebtAccount> = account.debts,
): Move[] {
  const target = replay(entries, debts).moves;
  const moves: Move[] = [];
  for (const [key, move] of target) {
    const amount = move.amount - (account.moves.get(key)?.amount ?? 0);
    if (amount !== 0 && move.component !== REFUNDED) moves.push({ ...move, amount });
  }
  for (const [key, move] of account.moves) {
    if (!target.has(key) && move.component !== REFUNDED) moves.push({ ...move, amount: -move.amount });
  }
  return moves;
}

/** Moves that new entries at the end of the account cause, without a replay; undefined when they need one. */
function stepAtEnd(account: Account, added: readonly MoneyEntry[]): Move[] | undefined {
  if (account.held.size > 0) return undefined;
  const last = account.entries[account.entries.length - 1];
  if (last && added.some((entry) => last.eff > entry.eff)) return undefined;
  if (added.every((entry) => entry.kind === 'charge')) return [];
  const [entry] = added;
  if (added.length !== 1 || entry?.kind !== 'credit') return undefined;
  return spend(account.due, debtOrder(account.debts), entry, entry.amount, entry.eff);
}

export interface Consequence {
  /** Moves of the credit that the new fact itself is about. */
  readonly own: readonly Move[];
  /** Delta lines of all other credits, for one `PaymentsReallocated`. */
  readonly others: readonly CreditChange[];
}

/** What new money entries of one date cause. `newDebt` is a debt that they register. */
export function consequenceOf(account: Account, added: readonly MoneyEntry[], newDebt?: DebtAccount): Consequence {
  const [first] = added;
  if (!first) return { own: [], others: [] };
  const moves = stepAtEnd(account, added) ?? fullStep(account, added, newDebt);
  return split(account, moves, first.kind === 'take-back' ? first.credit : first.id, first.eff);
}

function fullStep(account: Account, added: readonly MoneyEntry[], newDebt: DebtAccount | undefined): Move[] {
  const entries = [...account.entries];
  for (const entry of added) insertEntry(entries, entry);
  const debts = new Map(account.debts);
  if (newDebt) debts.set(newDebt.id, newDebt);
  return differences(account, entries, debts);
}

/** What follows when a credit had, from its own date on, `amount` less than recorded. */
export function consequenceOfLess(account: Account, credit: string, amount: number, eff: CivilDate): Consequence {
  const entries = account.entries.map((entry) =>
    entry.kind === 'credit' && entry.id === credit ? { ...entry, amount: entry.amount - amount } : entry,
  );
  return split(account, differences(account, entries), credit, eff);
}

/** Sorts moves into those of one credit and the changes of all others. Dates equal to the fact's own are left out. */
function split(account: Account, moves: readonly Move[], own: string, eff: CivilDate): Consequence {
  const others = new Map<string, Move[]>();
  const mine: Move[] = [];
  for (const move of moves) {
    if (move.credit === own) mine.push(move);
    else others.set(move.credit, [...(others.get(move.credit) ?? []), move]);
  }
  const changes = [...others].map(([credit, list]) => ({
    credit,
    version: (account.credits.get(credit)?.version ?? 0) + 1,
    lines: list.map((move) => lineOf(move, eff)),
  }));
  return { own: mine, others: changes };
}

/** A move as it is recorded; `sign` -1 for what a reversal takes back. */
export function lineOf(move: Move, eff: CivilDate, sign = 1): CreditChange['lines'][number] {
  if (move.component === REFUNDED) throw new Error('a refund is no allocation line');
  const line = { debt: move.debt, component: move.component, amount: sign * move.amount };
  return move.eff === eff ? line : { ...line, eff: move.eff };
}
