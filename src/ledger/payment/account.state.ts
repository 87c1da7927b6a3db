/**
 * The account of a case: what is owed by debt and component, and what each credit's money was used for.
 *
 * due(debt, component) = charges - moves; held(credit) = amount - reversed - moves. Every fact is linear in these, so a
 * prefix folds to the same account in whatever pieces it is read (law 5).
 */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { Waterfall } from '../policy.js';

/** Component of a move that left the case as a refund; no debt owes it. */
export const REFUNDED = 'refunded';
/** `refund-recoverable` is owed on the case as a whole: this stands in the place of a debt id. */
export const CASE_LEVEL = 'case';

/** Money of a credit on a component at a date. Negative: taken back. */
export interface Move {
  readonly credit: string;
  readonly debt: string;
  readonly component: Component | typeof REFUNDED;
  readonly amount: number;
  readonly eff: CivilDate;
}

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
    })
  | (Entry & {
      readonly kind: 'credit';
      /** What is left of it on the original-date basis. */
      amount: number;
      readonly directedTo: readonly string[];
      /** An adjustment or waiver is spent on its own component first. */
      readonly component?: Component;
      waterfall: Waterfall;
    })
  | (Entry & { readonly kind: 'take-back'; readonly credit: string; readonly amount: number })
  | (Entry & {
      readonly kind: 'refund';
      readonly from: readonly { readonly credit: string; readonly amount: number }[];
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

export interface DebtAccount {
  readonly id: string;
  readonly openedOn: CivilDate;
  /** Registration order: tie-break of the oldest debt. */
  readonly ordinal: number;
}

export interface Account {
  /** Sorted by effective date, then by store order. */
  readonly entries: MoneyEntry[];
  readonly debts: Map<string, DebtAccount>;
  /** Recorded moves, summed by credit, debt, component and date. Key: see `moveKey`. */
  readonly moves: Map<string, Move>;
  readonly credits: Map<string, Credit>;
  /** What is owed now by debt and component. */
  readonly due: Map<string, Map<Component, number>>;
  /** What each credit has left; credits with nothing left are absent. */
  readonly held: Map<string, number>;
}

export function emptyAccount(): Account {
  return { entries: [], debts: new Map(), moves: new Map(), credits: new Map(), due: new Map(), held: new Map() };
}

export function moveKey(move: Pick<Move, 'credit' | 'debt' | 'component' | 'eff'>): string {
  return `${move.credit} ${move.debt} ${move.component} ${move.eff}`;
}

/** Puts an entry behind all with the same or an earlier date. */
export function insertEntry(entries: MoneyEntry[], entry: MoneyEntry): void {
  let at = entries.length;
  while (at > 0 && (entries[at - 1] as MoneyEntry).eff > entry.eff) at -= 1;
  entries.splice(at, 0, entry);
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

/** Money of the debtor that nothing due could take. */
export function heldOf(account: Pick<Account, 'held'>): number {
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
export function netOf(account: Pick<Account, 'due' | 'held'>): number {
  let sum = 0;
  for (const amount of componentsOf(account).values()) sum += amount;
  return sum - heldOf(account);
}
