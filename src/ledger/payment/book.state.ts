/**
 * The book of a replay: what is owed, held and used while money entries are taken up in their order. It starts empty, or
 * as it was remembered before a run of the same entries.
 */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { Writable } from '../writable.js';
import type { Rational } from '../interest/rational.js';
import { lanesOf, type Lane } from '../interest/lane.calc.js';
import {
  addDue,
  CASE_LEVEL,
  moveKey,
  REFUNDED,
  type Account,
  type DebtAccount,
  type MoneyEntry,
  type Move,
} from './account.state.js';
import type { Reads } from './reads.js';
import { Sums } from './sums.js';

export type CreditEntry = Extract<MoneyEntry, { kind: 'credit' }>;
export type AccrualEntry = Extract<MoneyEntry, { kind: 'accrual' }>;
export type HoldEntry = Extract<MoneyEntry, { kind: 'hold' }>;

/** A move that may still grow: later uses of the same kind and day are added to it. */
export type Use = Writable<Move>;

/** Credits that may hold money, the last first. */
export interface Waiting {
  readonly credit: CreditEntry;
  readonly before: Waiting | undefined;
}

/** What a posting of interest comes to. */
export interface FoundAccrual {
  readonly entry: AccrualEntry;
  readonly amount: number;
  readonly remainder: Rational;
}

export interface Book {
  readonly due: Account['due'];
  readonly held: Sums;
  waiting: Waiting | undefined;
  /** Credits stand out of order in `waiting`, or twice. */
  isJumbled: boolean;
  readonly holds: Map<string, HoldEntry>;
  /** `debt component` -> charges by due date. */
  readonly dates: Map<string, Sums>;
  /** `debt yyyy-mm` -> what payments have paid in that month. */
  readonly paid: Map<string, number>;
  /** Uses in the order in which they were first booked since the book began. */
  readonly uses: Use[];
  /** Interest as it accrues. */
  readonly lanes: readonly Lane[];
  /** Interest posted since the book began, as the replay finds it. */
  readonly accruals: FoundAccrual[];
  readonly usesOf: Map<string, Use[]>;
  readonly debts: ReadonlyMap<string, DebtAccount>;
  /** The case's own line first, then the oldest. */
  readonly order: readonly string[];
  /** Notes what the steps look at, where somebody wants to know. */
  reads?: Reads;
}

/** Debts in the order in which they are paid: the case's own line first, then the oldest. */
export function debtOrder(debts: ReadonlyMap<string, DebtAccount>): string[] {
  const sorted = [...debts.values()].sort((a, b) => {
    if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
    return a.ordinal - b.ordinal;
  });
  return [CASE_LEVEL, ...sorted.map((debt) => debt.id)];
}

type Debts = ReadonlyMap<string, DebtAccount>;

export function newBook(debts: Debts): Book {
  return {
    due: new Map(),
    held: new Sums(),
    waiting: undefined,
    isJumbled: false,
    holds: new Map(),
    dates: new Map(),
    paid: new Map(),
    uses: [],
    usesOf: new Map(),
    lanes: [...debts.values()].flatMap(({ id, interest }) => (interest ? lanesOf(id, interest) : [])),
    accruals: [],
    debts,
    order: debtOrder(debts),
  };
}

/** A copy that can go its own way. Its uses begin anew: those before it are the recorded ones. */
export function copyBook(
  book: Omit<Book, 'uses' | 'usesOf' | 'order' | 'accruals' | 'reads'>,
  debts: Debts = book.debts,
): Book {
  const { due, held, waiting, isJumbled, holds, dates, paid, lanes } = book;
  return {
    due: new Map([...due].map(([debt, components]) => [debt, new Map(components)])),
    held: held.copy(),
    waiting,
    isJumbled,
    holds: new Map(holds),
    dates: new Map([...dates].map(([key, days]) => [key, days.copy()])),
    paid: new Map(paid),
    uses: [],
    usesOf: new Map(),
    lanes: lanes.map((lane) => ({ ...lane })),
    accruals: [],
    debts,
    order: debtOrder(debts),
  };
}

/** Books a use of a credit: it lowers what is due and what the credit has left. */
export function bookUse(book: Book, { credit, debt, component, amount, eff }: Move): void {
  if (component !== REFUNDED) addDue(book.due, debt, component, -amount);
  book.held.add(credit, -amount);
  const own = book.usesOf.get(credit);
  // Uses of a credit come in order of their days: only those of the last day can be the same.
  for (let at = (own?.length ?? 0) - 1; at >= 0; at--) {
    const known = own?.[at] as Use;
    if (known.eff !== eff) break;
    if (known.component !== component || known.debt !== debt) continue;
    known.amount += amount;
    return;
  }
  const use: Use = { credit, debt, component, amount, eff };
  book.uses.push(use);
  if (own) own.push(use);
  else book.usesOf.set(credit, [use]);
}

/** Credits that hold money, oldest first. */
export function holding({ waiting, held, isJumbled }: Book): CreditEntry[] {
  const credits: CreditEntry[] = [];
  for (let at = waiting; at; at = at.before) if (held.get(at.credit.id) > 0) credits.push(at.credit);
  credits.reverse();
  if (!isJumbled) return credits;
  const latest = Number.MAX_SAFE_INTEGER;
  credits.sort((a, b) => (a.eff === b.eff ? (a.ordinal ?? latest) - (b.ordinal ?? latest) : a.eff < b.eff ? -1 : 1));
  return credits.filter(({ id }, i) => credits[i - 1]?.id !== id);
}

type DueEntry = Omit<Extract<MoneyEntry, { kind: 'charge' }>, 'kind' | 'id'>;

/** Notes when a charge comes due; a charge without a due date is due at once. */
export function noteDueDate(book: Book, entry: DueEntry): void {
  const { debt, component, due = entry.eff, amount } = entry;
  const key = `${debt} ${component}`;
  const days = book.dates.get(key) ?? new Sums();
  days.add(due, amount);
  book.dates.set(key, days);
}

/** What of a component comes due only after a day, and what on it: payments have paid the earliest dues first. */
export function unpaidByDate(
  book: Pick<Book, 'due' | 'dates'>,
  { debt, component }: { debt: string; component: Component },
  day: CivilDate,
): { readonly pastDue: number; readonly due: number; readonly inAdvance: number } {
  let [later, today] = [0, 0];
  for (const [date, amount] of book.dates.get(`${debt} ${component}`)?.entries() ?? []) {
    if (date > day) later += amount;
    else if (date === day) today += amount;
  }
  const owed = book.due.get(debt)?.get(component) ?? 0;
  const inAdvance = Math.min(owed, Math.max(later, 0));
  const due = Math.min(owed - inAdvance, Math.max(today, 0));
  return { pastDue: owed - inAdvance - due, due, inAdvance };
}

/** The uses of a whole replay by key, as an account records them. */
export function movesOf(book: Book): Map<string, Move> {
  return new Map(book.uses.filter(({ amount }) => amount !== 0).map((use) => [moveKey(use), use]));
}
