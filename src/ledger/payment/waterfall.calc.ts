/** The waterfall's pipeline: what one credit's money is used for on one day. Books nothing. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import { compareRates, rateInForce } from '../interest/rate.calc.js';
import { isSuspended, type Rate } from '../interest/terms.js';
import { CASE_LEVEL, type DebtAccount, type Move } from './account.state.js';
import { unpaidByDate, type Book, type CreditEntry } from './book.state.js';
import { sharesOf } from './shares.calc.js';
import { rowsOf, type Across, type DebtKey, type Row, type Waterfall } from './waterfall.js';

type Owing = Pick<Book, 'due' | 'order' | 'reads'>;

/** Whether order and what can be taken follow from opening dates and components alone. */
export function isPlain({ statuses, afterJudgment, across, excludes, minimum }: Waterfall): boolean {
  if (statuses || afterJudgment || minimum || excludes.length > 0) return false;
  return across.by.length === 1 && across.by[0] === 'oldest' && across.equal === 'as-registered';
}

const PLAIN = new WeakMap<Waterfall, boolean>();

function plain(waterfall: Waterfall): boolean {
  const known = PLAIN.get(waterfall);
  if (known !== undefined) return known;
  const found = isPlain(waterfall);
  PLAIN.set(waterfall, found);
  return found;
}

/** Spends what a credit has on what is owed, in order; returns the moves, and books nothing. */
export function spend(book: Book, credit: CreditEntry, available: number, eff: CivilDate): Move[] {
  if (plain(credit.waterfall)) return spendInOrder(book, credit, available, eff);
  if (book.reads) book.reads.all = true;
  const purse = new Purse(book, credit, available, eff);
  purse.directed();
  purse.undirected();
  return purse.moves;
}

/** The plain order: named debts, then the oldest; within each its components. Runs for every entry of every replay. */
export function spendInOrder(
  { due, order, reads }: Owing,
  credit: CreditEntry,
  available: number,
  eff: CivilDate,
): Move[] {
  const moves: Move[] = [];
  const { id, directedTo, component: own, waterfall } = credit;
  let left = available;
  const pay = (debt: string, component: Component, owed: number): void => {
    if (left === 0) return;
    reads?.component(debt, component, left > owed ? undefined : owed - left);
    const amount = left < owed ? left : owed;
    if (amount <= 0) return;
    left -= amount;
    moves.push({ credit: id, debt, component, amount, eff });
  };
  const payAll = (debt: string, paid: number): void => {
    const components = due.get(debt);
    if (!components) {
      if (left > 0) reads?.debt(debt);
      return;
    }
    for (const component of waterfall.components) {
      const owed = components.get(component) ?? 0;
      if (owed > 0 || reads) pay(debt, component, component === own && debt === directedTo[0] ? owed - paid : owed);
    }
  };
  const [first] = directedTo;
  if (own !== undefined && first !== undefined) pay(first, own, due.get(first)?.get(own) ?? 0);
  const already = moves[0]?.amount ?? 0;
  for (const debt of directedTo) payAll(debt, already);
  for (const debt of order) {
    if (left === 0) break;
    if (directedTo.length === 0 || !directedTo.includes(debt)) payAll(debt, already);
  }
  return moves;
}

/** One credit's money on its way through the steps of a waterfall. */
class Purse {
  readonly moves: Move[] = [];
  private left: number;

  constructor(
    private readonly book: Book,
    private readonly credit: CreditEntry,
    available: number,
    private readonly eff: CivilDate,
  ) {
    this.left = available;
  }

  /** The debts that the payer named, whatever is disputed on them; an adjustment or waiver its own component first. */
  directed(): void {
    const { component, directedTo } = this.credit;
    const [own] = directedTo;
    if (component !== undefined && own !== undefined) this.pay(own, component, this.owed(own, component));
    for (const debt of directedTo) this.within(debt, this.owedOn(debt));
  }

  /** What names no debt: the month's minimum first where the waterfall says so, then across debts. */
  undirected(): void {
    const { minimum, across } = this.credit.waterfall;
    if (minimum) this.across(minimum, (debt) => this.minimumLeft(debt));
    this.across(across, () => Number.MAX_SAFE_INTEGER);
  }

  /** Debts in order, those that no key tells apart together. `most` bounds what a debt may get. */
  private across({ by, equal }: Across, most: (debt: string) => number): void {
    const open = this.book.order.filter((debt) => this.owedOn(debt) > 0);
    const compare = orderBy(by, this.book, this.eff);
    const debts = open.filter((debt) => debt !== CASE_LEVEL).sort(compare);
    if (open.includes(CASE_LEVEL)) this.within(CASE_LEVEL, this.left);
    const room = (debt: string): number => Math.min(this.free(debt, debts), most(debt));
    for (let at = 0; at < debts.length && this.left > 0;) {
      const first = debts[at] as string;
      let end = at + 1;
      if (equal === 'pro-rata') while (end < debts.length && compare(first, debts[end] as string) === 0) end += 1;
      const group = debts.slice(at, end).map((id) => ({ id, weight: room(id) }));
      const shares = sharesOf(
        this.left,
        group.filter(({ weight }) => weight > 0),
      );
      for (const [debt, share] of shares) this.within(debt, share);
      at = end;
    }
  }

  /** What is owed on a debt beside what undirected money must pass by. A held portion of several debts lies on the first. */
  private free(debt: string, open: readonly string[]): number {
    const { excludes } = this.credit.waterfall;
    const { interest } = this.book.debts.get(debt) ?? {};
    if (interest && excludes.includes('moratorium') && isSuspended(interest, this.eff, 'MORATORIUM')) return 0;
    let free = this.owedOn(debt);
    for (const { why, debts, amount, eff } of this.book.holds.values()) {
      if (!excludes.includes(why)) continue;
      const covered = debts ?? open.filter((id) => (this.book.debts.get(id)?.openedOn ?? eff) <= eff);
      if (!covered.includes(debt)) continue;
      let portion = amount ?? Number.MAX_SAFE_INTEGER;
      for (const before of covered.slice(0, covered.indexOf(debt))) {
        if (amount !== undefined) portion -= Math.min(portion, this.owedOn(before));
      }
      free -= portion;
    }
    return Math.max(free, 0);
  }

  private minimumLeft(debt: string): number {
    const asked = this.book.debts.get(debt)?.minimumPayment ?? 0;
    const now = this.moves.reduce((sum, move) => (move.debt === debt ? sum + move.amount : sum), 0);
    return Math.max(asked - (this.book.paid.get(monthKey(debt, this.eff)) ?? 0) - now, 0);
  }

  /** Spends at most `most` on a debt, row by row of its grid. */
  private within(debt: string, most: number): void {
    const { performBy } = this.book.debts.get(debt) ?? {};
    const rows = rowsOf(this.credit.waterfall, performBy !== undefined && this.eff > performBy);
    let room = Math.min(most, this.left);
    for (const row of rows) {
      if (room <= 0) return;
      room -= this.pay(debt, row.component, Math.min(room, this.owedIn(debt, row)));
    }
  }

  private pay(debt: string, component: Component, most: number): number {
    const amount = Math.min(this.left, most);
    if (amount <= 0) return 0;
    this.left -= amount;
    this.moves.push({ credit: this.credit.id, debt, component, amount, eff: this.eff });
    return amount;
  }

  private owedIn(debt: string, { component, status }: Row): number {
    const owed = this.owed(debt, component);
    if (status === undefined || owed === 0) return owed;
    const { inAdvance, due } = unpaidByDate(this.book, { debt, component }, this.eff);
    // What this credit has paid of the component already, it paid on the earliest dues.
    const beyond = status === 'IN_ADVANCE' ? 0 : status === 'DUE' ? inAdvance : inAdvance + due;
    return Math.max(owed - beyond, 0);
  }

  private owed(debt: string, component: Component): number {
    let owed = this.book.due.get(debt)?.get(component) ?? 0;
    for (const move of this.moves) if (move.debt === debt && move.component === component) owed -= move.amount;
    return owed;
  }

  private owedOn(debt: string): number {
    let owed = 0;
    for (const amount of this.book.due.get(debt)?.values() ?? []) owed += amount;
    for (const move of this.moves) if (move.debt === debt) owed -= move.amount;
    return owed;
  }
}

export function monthKey(debt: string, eff: CivilDate): string {
  return `${debt} ${eff.slice(0, 7)}`;
}

type Compare = (a: string, b: string) => number;
type Ranks = (a: DebtAccount, b: DebtAccount) => number;

const text = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Compares two debts on a day by keys; 0 where no key tells them apart. */
function orderBy(keys: readonly DebtKey[], book: Book, day: CivilDate): Compare {
  const ranks: Record<DebtKey, Ranks> = {
    oldest: (a, b) => text(a.openedOn, b.openedOn),
    due: (a, b) => Number(hasDue(book, b.id, day)) - Number(hasDue(book, a.id, day)),
    security: (a, b) => (a.security ?? 0) - (b.security ?? 0),
    rate: (a, b) => compareRates(rateOn(b, day), rateOn(a, day)),
    maturity: (a, b) => text(maturityOf(a), maturityOf(b)),
  };
  return (a, b) => {
    const [one, other] = [book.debts.get(a), book.debts.get(b)];
    if (!one || !other) return 0;
    for (const key of keys) {
      const rank = ranks[key](one, other);
      if (rank !== 0) return rank;
    }
    return 0;
  };
}

/** A debt's burden: the rate of its interest terms, or the one that it names. */
function rateOn({ interest, annualRate = '0' }: DebtAccount, day: CivilDate): Rate {
  return (interest && rateInForce(interest, day)) ?? { rate: annualRate, period: 'year' };
}
/** A debt without a due date was due when it was opened. */
const maturityOf = ({ dueDate, openedOn }: DebtAccount): CivilDate => dueDate ?? openedOn;

/** Whether anything of a debt is due by a day. */
function hasDue(book: Book, debt: string, day: CivilDate): boolean {
  for (const component of book.due.get(debt)?.keys() ?? []) {
    const { pastDue, due } = unpaidByDate(book, { debt, component }, day);
    if (pastDue + due > 0) return true;
  }
  return false;
}
