/** By how much one book of a replay differs from another on the same day. Shifts add up. */
import type { Component } from '../components.js';
import { addDue } from './account.state.js';
import { copyBook, type Book, type CreditEntry } from './book.state.js';
import { Sums } from './sums.js';

export type Flat = ReadonlyMap<string, number>;
export type Nested = ReadonlyMap<string, Flat>;

const NONE: Flat = new Map();
const NO_SUMS: Nested = new Map();

export class Shift {
  constructor(
    readonly due: Nested = NO_SUMS,
    readonly held: Flat = NONE,
    readonly paid: Flat = NONE,
    readonly dates: Nested = NO_SUMS,
    /** Credits that hold money in the shifted book and may hold none in the other. */
    readonly waiting: ReadonlyMap<string, CreditEntry> = new Map(),
  ) {}

  get isNothing(): boolean {
    return this.due.size + this.held.size + this.paid.size + this.dates.size === 0;
  }

  /** Both shifts, one after the other; or the first without the second. */
  plus(other: Shift, sign: 1 | -1 = 1): Shift {
    if (other.isNothing) return this;
    if (this.isNothing && sign === 1) return other;
    return new Shift(
      nestedSum(this.due, other.due, sign),
      flatSum(this.held, other.held, sign),
      flatSum(this.paid, other.paid, sign),
      nestedSum(this.dates, other.dates, sign),
      other.waiting.size === 0 ? this.waiting : new Map([...this.waiting, ...other.waiting]),
    );
  }
}

export const UNSHIFTED = new Shift();

/** Sums by key; those that come to nothing are absent. */
function flatSum(one: Flat, other: Flat, sign: number): Flat {
  if (other.size === 0) return one;
  const sums = new Map(one);
  for (const [key, amount] of other) {
    const sum = (sums.get(key) ?? 0) + sign * amount;
    if (sum === 0) sums.delete(key);
    else sums.set(key, sum);
  }
  return sums;
}

function nestedSum(one: Nested, other: Nested, sign: number): Nested {
  if (other.size === 0) return one;
  const sums = new Map(one);
  for (const [key, inner] of other) {
    const sum = flatSum(sums.get(key) ?? NONE, inner, sign);
    if (sum.size === 0) sums.delete(key);
    else sums.set(key, sum);
  }
  return sums;
}

/** Undefined where interest or holds stand otherwise: then nothing can be said of what follows. */
export function shiftBetween(was: Book, is: Book): Shift | undefined {
  if (!sameLanes(was, is) || !sameHolds(was, is)) return undefined;
  const held = is.held.less(was.held);
  const dates = new Map<string, Flat>();
  for (const key of new Set([...is.dates.keys(), ...was.dates.keys()])) {
    const less = (is.dates.get(key) ?? new Sums()).less(was.dates.get(key) ?? new Sums());
    if (less.size > 0) dates.set(key, less);
  }
  const waiting = new Map<string, CreditEntry>();
  for (let at = held.size > 0 ? is.waiting : undefined; at; at = at.before) {
    if (held.has(at.credit.id)) waiting.set(at.credit.id, at.credit);
  }
  return new Shift(nestedSum(is.due, was.due, -1), held, flatSum(is.paid, was.paid, -1), dates, waiting);
}

function sameLanes({ lanes: one }: Book, { lanes: other }: Book): boolean {
  return one.every((lane, i) => {
    const { accrued, next, posted, capitalised, rounding } = other[i] as (typeof other)[number];
    if (lane.accrued.n * accrued.d !== accrued.n * lane.accrued.d) return false;
    return (
      lane.next === next && lane.posted === posted && lane.capitalised === capitalised && lane.rounding === rounding
    );
  });
}

function sameHolds({ holds: one }: Book, { holds: other }: Book): boolean {
  return one.size === other.size && [...one.keys()].every((id) => other.has(id));
}

/** A copy of a book, shifted. */
export function shifted(book: Book, shift: Shift): Book {
  const copy = copyBook(book);
  for (const [debt, components] of shift.due) {
    for (const [component, amount] of components) addDue(copy.due, debt, component as Component, amount);
  }
  for (const [key, amount] of shift.paid) copy.paid.set(key, (copy.paid.get(key) ?? 0) + amount);
  for (const [credit, amount] of shift.held) copy.held.add(credit, amount);
  for (const [key, amounts] of shift.dates) {
    const days = copy.dates.get(key) ?? new Sums();
    for (const [day, amount] of amounts) days.add(day, amount);
    copy.dates.set(key, days);
  }
  for (const [id, credit] of shift.waiting) {
    if (book.held.get(id) > 0 || copy.held.get(id) === 0) continue;
    copy.waiting = { credit, before: copy.waiting };
    copy.isJumbled = true;
  }
  return copy;
}
