/** Moves: what the money of credits was used for. */
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';

/** Component of a move that left the case as a refund; no debt owes it. */
export const REFUNDED = 'refunded';
/** Money of a credit on a component at a date. Negative: taken back. */
export interface Move {
  readonly credit: string;
  readonly debt: string;
  readonly component: Component | typeof REFUNDED;
  readonly amount: number;
  readonly eff: CivilDate;
}

export function moveKey(move: Pick<Move, 'credit' | 'debt' | 'component' | 'eff'>): string {
  return `${move.credit} ${move.debt} ${move.component} ${move.eff}`;
}

/** Moves by key, and by credit. */
export class Moves extends Map<string, Move> {
  private byCredit: Map<string, Move[]> | undefined;
  /** When the key of each move came in. */
  private places: Map<string, number> | undefined;
  private last = 0;

  /** What a credit's money was used for, in the order in which it was booked. */
  of(credit: string): readonly Move[] {
    return this.byCredit?.get(credit) ?? [];
  }

  /** Some of the moves, in the order in which all of them stand. */
  inOrder(some: readonly Move[]): Move[] {
    const place = (move: Move): number => this.places?.get(moveKey(move)) ?? 0;
    return some.length < 2 ? [...some] : [...some].sort((a, b) => place(a) - place(b));
  }

  override set(key: string, move: Move): this {
    this.byCredit ??= new Map();
    this.places ??= new Map();
    if (!this.places.has(key)) this.places.set(key, (this.last += 1));
    const own = this.byCredit.get(move.credit);
    if (!own) this.byCredit.set(move.credit, [move]);
    else {
      const known = this.get(key);
      if (known) own[own.indexOf(known)] = move;
      else own.push(move);
    }
    return super.set(key, move);
  }

  override delete(key: string): boolean {
    const known = this.get(key);
    if (!known) return false;
    const own = this.byCredit?.get(known.credit) ?? [];
    if (own.length === 1) this.byCredit?.delete(known.credit);
    else own.splice(own.indexOf(known), 1);
    this.places?.delete(key);
    return super.delete(key);
  }
}
