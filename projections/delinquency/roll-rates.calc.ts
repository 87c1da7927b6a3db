/**
 * The roll-rate matrix (domain/model.md 4.9). Account basis: what became of the accounts of a bucket; the shares are all of
 * them. Balance basis: the balance of bucket b + 1 at the end by the balance of bucket b at the start.
 */
import { rateOf, sharesOf, type Rate } from '../read/shares.js';

/** Accounts that were in bucket `from` and are `to` now; `to` counts buckets, or names another end. */
export interface Moved {
  readonly from: number | null;
  readonly to: number | null;
  readonly end: 'bucket' | 'paid-off' | 'charged-off';
  readonly accounts: number;
  /** Owed at the start. */
  readonly before: number;
  /** Owed at the end. */
  readonly after: number;
}

export const OUTCOMES = [
  'cured',
  'roll-back',
  'stabilised',
  'roll-forward',
  'paid-off',
  'charged-off',
  'unknown',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeShare {
  readonly outcome: Outcome;
  readonly accounts: number;
  /** Of the accounts of the bucket, basis points; all outcomes together are 10,000. */
  readonly shareBps: number | null;
  /** What these accounts owed at the start, and its share of the bucket's balance. */
  readonly balance: number;
  readonly balanceShareBps: number | null;
}

export function outcomeOf({ from, to, end }: Pick<Moved, 'from' | 'to' | 'end'>): Outcome {
  if (end !== 'bucket') return end;
  if (from === null || to === null) return 'unknown';
  if (to > from) return 'roll-forward';
  if (to === from) return 'stabilised';
  return to === 0 ? 'cured' : 'roll-back';
}

/** The outcomes of the accounts of one bucket, each named. An account that stays current is stabilised, not cured. */
export function outcomesOf(moved: readonly Moved[]): OutcomeShare[] {
  const sums = OUTCOMES.map((outcome) => {
    const own = moved.filter((move) => outcomeOf(move) === outcome);
    return { outcome, accounts: total(own, 'accounts'), balance: total(own, 'before') };
  });
  const shares = sharesOf(sums.map(({ accounts }) => accounts));
  const balances = sharesOf(sums.map(({ balance }) => balance));
  return sums.map((sum, n) => ({ ...sum, shareBps: shares[n] ?? null, balanceShareBps: balances[n] ?? null }));
}

export function total(moved: readonly Moved[], key: 'accounts' | 'before' | 'after'): number {
  return moved.reduce((sum, move) => sum + move[key], 0);
}

/** The net flow from a bucket into the next. */
export function flowOf(before: number, nextAfter: number): Rate {
  return rateOf(nextAfter, before);
}
