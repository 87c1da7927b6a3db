/**
 * Where a replay may begin again: copies of its book as it stood before a day, kept beside the account for as long as
 * nothing earlier changes. A memo, not a state: without it the same is found from the start.
 */
import type { CivilDate } from '../dates.js';
import type { Account } from './account.state.js';
import { copyBook, type Book } from './book.state.js';

/** Entries between two snapshots. */
export const SNAPSHOT_ENTRIES = 128;

export interface Snapshot {
  /** The book before any entry of this day. */
  readonly day: CivilDate;
  /** Index of the day's first entry. */
  readonly index: number;
  readonly book: Book;
}

const SNAPSHOTS = new WeakMap<Account, Snapshot[]>();

/** The last snapshot that a change on a day leaves true. */
export function snapshotBefore(account: Account, day: CivilDate): Snapshot | undefined {
  return SNAPSHOTS.get(account)?.findLast((snapshot) => snapshot.day <= day);
}

export function keepSnapshot(account: Account, day: CivilDate, index: number, book: Book): void {
  const kept = SNAPSHOTS.get(account) ?? [];
  SNAPSHOTS.set(account, kept);
  kept.push({ day, index, book: copyBook(book) });
}

/** Drops what a change on a day, or of everything, makes untrue. */
export function forgetAfter(account: Account, day?: CivilDate): void {
  const kept = SNAPSHOTS.get(account);
  if (!kept) return;
  if (day === undefined) SNAPSHOTS.delete(account);
  else while (kept.length > 0 && (kept[kept.length - 1] as Snapshot).day > day) kept.pop();
}
