/**
 * The account of a case: what is owed by debt and component, and what each credit's money was used for.
 *
 * due(debt, component) = charges - moves; held(credit) = amount - reversed - moves. Every fact is linear in these, so a
 * prefix folds to the same account in whatever pieces it is read (law 5).
 */
import type { InterestComponent } from '../interest/interest.events.js';
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { DebtInterest } from '../interest/terms.js';
import { moveKey, Moves, REFUNDED, type Move } from './moves.js';
import type { Exclusion, Waterfall } from './waterfall.js';

export { moveKey, Moves, REFUNDED, type Move };

/** `refund-recoverable` is owed on the case as a whole: this stands in the place of a debt id. */
export const CASE_LEVEL = 'case';

interface Entry {
  readonly id: string;
  readonly eff: CivilDate;
}

/** The root facts of the account, as the allocation is recomputed from them. */
export type MoneyEntry =
  | (Entry & {
      readonly kind: 'charge';
      readonly debt: string;
      readonly component: Component;
      readonly amount: number;
      /** Contractual due date, where the fact gave one. */
      readonly due?: CivilDate;
      /** The next entry is of the same fact: nothing is paid in between. */
      readonly isFollowed?: true;
    })
  | (Entry & {
      readonly kind: 'credit';
      /** What is left of it on the original-date basis. */
      readonly amount: number;
      readonly directedTo: readonly string[];
      /** An adjustment or waiver is spent on its own component first. */
      readonly component?: Component;
      readonly waterfall: Waterfall;
      /** Its place among the case's credits in store order, from 1; the last where absent. */
      readonly ordinal?: number;
    })
  | (Entry & { readonly kind: 'take-back'; readonly credit: string; readonly amount: number })
  | (Entry & {
      readonly kind: 'refund';
      readonly from: readonly { readonly credit: string; readonly amount: number }[];
    })
  | (Entry & {
      /** From here on, money that names no debt passes by these debts or a part of them. */
      readonly kind: 'hold';
      readonly why: Exclusion;
      /** All that the case had on that day where absent. */
      readonly debts?: readonly string[];
      /** Held portion, minor units; the whole where absent. */
      readonly amount?: number;
    })
  | (Entry & { /** The hold with the same id ends. */ readonly kind: 'release' })
  | (Entry & {
      /** Interest posted at the end of its day: all that the lane has accrued, less what was posted before. */
      readonly kind: 'accrual';
      readonly debt: string;
      readonly component: InterestComponent;
      /** As recorded, adjustments included; a replay finds it anew. */
      readonly amount: number;
    });

export interface Credit {
  readonly id: string;
  /** Event id of the fact that brought it. */
  readonly event: string;
  readonly kind: 'payment' | 'adjustment' | 'waiver' | 'refund';
  readonly amount: number;
  readonly eff: CivilDate;
  /** When it came: for promises on their own day. */
  readonly at: string;
  reversed: number;
  refunded: number;
  version: number;
}

/** A debt as orders across debts see it. What depends on a day is read on the day of each entry. */
export interface DebtAccount {
  readonly id: string;
  readonly openedOn: CivilDate;
  /** Registration order: tie-break of the oldest debt. */
  readonly ordinal: number;
  readonly dueDate?: CivilDate;
  /** Value of what secures it, minor units; unsecured where absent. */
  readonly security?: number;
  /** Contractual rate, percent a year, a decimal. */
  readonly annualRate?: string;
  /** What the contract asks for in each calendar month, minor units. */
  readonly minimumPayment?: number;
  /** Last day for performing a judgment: after it, the order after judgment holds. */
  readonly performBy?: CivilDate;
  /** On what terms it bears interest. */
  readonly interest?: DebtInterest;
}

export interface Account {
  /** Sorted by effective date, then by store order. An entry that changes is replaced: replays remember those they saw. */
  readonly entries: MoneyEntry[];
  /** Sum of the amounts of all entries: no sum that a replay makes is larger. */
  turnover: number;
  readonly debts: Map<string, DebtAccount>;
  /** Recorded moves, summed by credit, debt, component and date. Key: see `moveKey`. */
  readonly moves: Moves;
  readonly credits: Map<string, Credit>;
  /** What is owed now by debt and component. */
  readonly due: Map<string, Map<Component, number>>;
  /** What each credit has left; credits with nothing left are absent. */
  readonly held: Map<string, number>;
  /** What facts of an import change for others and nothing posts yet. */
  left?: LeftPostings;
}

export interface LeftPostings {
  /** The day before the earliest value date of such a fact: interest is to be posted up to it. */
  readonly since: CivilDate;
  /** Event id of the first one recorded. */
  readonly cause: string;
}

export function emptyAccount(): Account {
  return {
    entries: [],
    turnover: 0,
    debts: new Map(),
    moves: new Moves(),
    credits: new Map(),
    due: new Map(),
    held: new Map(),
  };
}

/** A copy that can be changed apart from the original. */
export function copyOf({ entries, turnover, debts, moves, credits, due, held, left }: Account): Account {
  const copy: Account = {
    entries: [...entries],
    turnover,
    debts: new Map(debts),
    moves: new Moves(),
    credits: new Map([...credits].map(([id, credit]) => [id, { ...credit }])),
    due: new Map([...due].map(([debt, components]) => [debt, new Map(components)])),
    held: new Map(held),
    left,
  };
  for (const [key, move] of moves) copy.moves.set(key, move);
  return copy;
}

/** Whether an entry stands behind where a new one goes: a later day, or interest of the same day, which is its end. */
function isBehind(entry: MoneyEntry, added: Pick<MoneyEntry, 'kind' | 'eff'>): boolean {
  if (entry.eff !== added.eff) return entry.eff > added.eff;
  return entry.kind === 'accrual' && added.kind !== 'accrual';
}

/** Where a new entry goes; entries are many where a book comes unsorted. */
export function indexFor(entries: readonly MoneyEntry[], added: Pick<MoneyEntry, 'kind' | 'eff'>): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(entries[middle] as MoneyEntry, added)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Puts an entry behind all of an earlier date, and behind those of its own that came before. */
export function insertEntry(entries: MoneyEntry[], entry: MoneyEntry): void {
  const last = entries[entries.length - 1];
  if (!last || !isBehind(last, entry)) entries.push(entry);
  else entries.splice(indexFor(entries, entry), 0, entry);
}

/** Index of the interest posted on a debt's component at the end of a day; -1 where there is none. */
export function accrualOn(
  { entries }: { readonly entries: readonly MoneyEntry[] },
  { debt, component, eff }: { debt: string; component: string; eff: CivilDate },
): number {
  for (let at = indexFor(entries, { kind: 'accrual', eff }) - 1; at >= 0; at--) {
    const entry = entries[at] as MoneyEntry;
    if (entry.kind !== 'accrual' || entry.eff !== eff) return -1;
    if (entry.debt === debt && entry.component === component) return at;
  }
  return -1;
}

/** Whether anything of the case bears interest, or did. */
export function bearsInterest({ debts }: { readonly debts: ReadonlyMap<string, DebtAccount> }): boolean {
  for (const { interest } of debts.values()) if (interest) return true;
  return false;
}

export function addDue(due: Account['due'], debt: string, component: Component, amount: number): void {
  if (amount === 0) return;
  let components = due.get(debt);
  if (!components) {
    components = new Map();
    due.set(debt, components);
  }
  const sum = (components.get(component) ?? 0) + amount;
  if (sum !== 0) {
    components.set(component, sum);
    return;
  }
  components.delete(component);
  if (components.size === 0) due.delete(debt);
}

export function addHeld(held: Account['held'], credit: string, amount: number): void {
  const sum = (held.get(credit) ?? 0) + amount;
  if (sum === 0) held.delete(credit);
  else held.set(credit, sum);
}

/** Books a move: it lowers what is due and what the credit has left. */
export function bookMove(book: Pick<Account, 'moves' | 'due' | 'held'>, move: Move): void {
  const key = moveKey(move);
  const amount = (book.moves.get(key)?.amount ?? 0) + move.amount;
  if (amount === 0) book.moves.delete(key);
  else book.moves.set(key, { ...move, amount });
  if (move.component !== REFUNDED) addDue(book.due, move.debt, move.component, -move.amount);
  addHeld(book.held, move.credit, -move.amount);
}

export function dueOf(account: Account, debt: string, component: Component): number {
  return account.due.get(debt)?.get(component) ?? 0;
}

interface Holding {
  readonly held: { values(): Iterable<number> };
}

/** Money of the debtor that nothing due could take. */
export function heldOf(account: Holding): number {
  let sum = 0;
  for (const amount of account.held.values()) sum += amount;
  return sum;
}

/** What is owed by component over all debts. */
export function componentsOf(account: Pick<Account, 'due'>): Map<Component, number> {
  const sums = new Map<Component, number>();
  for (const components of account.due.values()) {
    for (const [component, amount] of components) sums.set(component, (sums.get(component) ?? 0) + amount);
  }
  return sums;
}

/** net = what is owed less what is held (law 5). Negative: the case is in credit. */
export function netOf(account: Pick<Account, 'due'> & Holding): number {
  let sum = 0;
  for (const amount of componentsOf(account).values()) sum += amount;
  return sum - heldOf(account);
}
