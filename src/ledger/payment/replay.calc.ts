/** The replay: money entries taken up in their order, and what each credit's money is used for on the way. */
import type { Component } from '../components.js';
import { dayNumber, type CivilDate } from '../dates.js';
import { LeavesSafeIntegers } from '../money.js';
import { advance, unposted } from '../interest/lane.calc.js';
import {
  addDue,
  bearsInterest,
  CASE_LEVEL,
  netOf,
  REFUNDED,
  type DebtAccount,
  type MoneyEntry,
  type Move,
} from './account.state.js';
import {
  bookUse,
  holding,
  movesOf,
  newBook,
  noteDueDate,
  type AccrualEntry,
  type Book,
  type CreditEntry,
} from './book.state.js';
import { monthKey, spend } from './waterfall.calc.js';

/** Thrown where a replay that began in the middle must know what a credit paid before: begin at the start. */
export class NeedsWhole extends Error {}

function use(book: Book, credit: CreditEntry, available: number, eff: CivilDate): void {
  for (const move of spend(book, credit, available, eff)) {
    bookUse(book, move);
    if (credit.component !== undefined || book.debts.get(move.debt)?.minimumPayment === undefined) continue;
    const key = monthKey(move.debt, eff);
    book.paid.set(key, (book.paid.get(key) ?? 0) + move.amount);
  }
}

/** Uses money that credits still hold on what is owed at a date, oldest credit first. */
function useHeld(book: Book, eff: CivilDate): void {
  if (book.reads) {
    book.reads.held = true;
    if (book.waiting && book.due.size === 0) book.reads.dues = true;
  }
  if (!book.waiting || book.due.size === 0) return;
  const credits = holding(book);
  book.waiting = undefined;
  book.isJumbled = false;
  for (const credit of credits) {
    use(book, credit, book.held.get(credit.id), eff);
    if (book.held.get(credit.id) > 0) book.waiting = { credit, before: book.waiting };
  }
}

/**
 * A new credit is used by itself: what older ones still hold, nothing could take before, and nothing new is owed; but
 * where interest is suspended, a moratorium may have passed meanwhile.
 */
function receive(book: Book, credit: CreditEntry): void {
  if (bearsInterest(book)) useHeld(book, credit.eff);
  book.held.add(credit.id, credit.amount);
  if (credit.amount > 0) {
    if (book.due.size > 0) use(book, credit, credit.amount, credit.eff);
    else if (book.reads) book.reads.dues = true;
  }
  if (book.held.get(credit.id) > 0) book.waiting = { credit, before: book.waiting };
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
function takeBack(book: Book, entry: Extract<MoneyEntry, { kind: 'take-back' }>, isWhole: boolean): void {
  if (!isWhole) throw new NeedsWhole();
  const { credit, eff } = entry;
  if (book.reads) {
    book.reads.held = true;
    book.reads.credits.add(credit);
  }
  let missing = entry.amount - book.held.get(credit);
  const free = (debt: string, component: Component, amount: number): void => {
    if (amount <= 0) return;
    missing -= amount;
    bookUse(book, { credit, debt, component, amount: -amount, eff });
  };
  const own = (book.usesOf.get(credit) ?? []).filter(({ amount }) => amount !== 0).map((move) => ({ ...move }));
  const refunded = own.reduce((sum, m) => sum + (m.component === REFUNDED ? m.amount : 0), 0);
  const taken = takenBack(own);
  const recovered = taken(CASE_LEVEL, 'refund-recoverable', refunded);
  free(CASE_LEVEL, 'refund-recoverable', Math.min(missing, refunded - recovered));
  for (const { debt, component, amount } of own.reverse()) {
    if (missing <= 0) break;
    if (component === REFUNDED || amount <= 0) continue;
    free(debt, component, Math.min(missing, amount - taken(debt, component, amount)));
  }
  book.held.add(credit, -entry.amount);
}

/** Pays a refund out of the credits it names. What they no longer hold is owed back to the creditor. */
function payRefund(book: Book, entry: Extract<MoneyEntry, { kind: 'refund' }>): void {
  if (book.reads) book.reads.held = true;
  for (const { credit, amount } of entry.from) {
    const short = amount - book.held.get(credit);
    const { eff } = entry;
    if (short > 0) {
      bookUse(book, { credit, debt: CASE_LEVEL, component: 'refund-recoverable', amount: -short, eff });
    }
    bookUse(book, { credit, debt: CASE_LEVEL, component: REFUNDED, amount, eff });
  }
}

/** Interest accrues up to the day of an entry; of a posting, to the end of its day. */
export function accrueTo(book: Book, day: number): void {
  for (const lane of book.lanes) {
    const { interest } = book.debts.get(lane.debt) ?? {};
    book.reads?.debt(lane.debt);
    if (interest) advance(lane, interest, book.due.get(lane.debt), day);
  }
}

/** Posts what a lane has accrued; what is below a minor unit stays with the lane. */
function postInterest(book: Book, entry: AccrualEntry): void {
  const { debt, component, eff } = entry;
  const lane = book.lanes.find((item) => item.debt === debt && item.component === component);
  if (!lane) return;
  const { amount, remainder } = unposted(lane);
  lane.posted += amount;
  book.accruals.push({ entry, amount, remainder });
  addDue(book.due, debt, component, amount);
  if (!Number.isSafeInteger(netOf(book))) throw new LeavesSafeIntegers('the case owes more than the safe integers');
  noteDueDate(book, { debt, component, amount, eff });
}

/** Takes up one entry. @param isWhole the book began at the start, so it knows what every credit was used for. */
export function step(book: Book, entry: MoneyEntry, isWhole: boolean): void {
  if (book.lanes.length > 0) accrueTo(book, dayNumber(entry.eff) + (entry.kind === 'accrual' ? 1 : 0));
  switch (entry.kind) {
    case 'credit':
      receive(book, entry);
      return;
    case 'charge':
      addDue(book.due, entry.debt, entry.component, entry.amount);
      noteDueDate(book, entry);
      if (entry.isFollowed) return;
      break;
    case 'accrual':
      postInterest(book, entry);
      break;
    case 'take-back':
      takeBack(book, entry, isWhole);
      break;
    case 'refund':
      payRefund(book, entry);
      break;
    case 'hold':
      book.holds.set(entry.id, entry);
      return;
    case 'release':
      book.holds.delete(entry.id);
      break;
  }
  useHeld(book, entry.eff);
}

/** The allocation that follows from money entries in their order. */
export function replay(
  entries: readonly MoneyEntry[],
  debts: ReadonlyMap<string, DebtAccount>,
): Book & { readonly moves: ReadonlyMap<string, Move> } {
  const book = newBook(debts);
  for (const entry of entries) step(book, entry, true);
  return { ...book, moves: movesOf(book) };
}
