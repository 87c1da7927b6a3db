/** Postings of interest: which lanes have something to post through a day, and what is accrued on a day beyond them. */
import type { Component } from '../components.js';
import { addDays, dayNumber, type CivilDate } from '../dates.js';
import { accrualOn, type Account, type MoneyEntry } from '../payment/account.state.js';
import { newBook, type AccrualEntry } from '../payment/book.state.js';
import { accrueTo, step } from '../payment/replay.calc.js';
import { lanesOf, unposted } from './lane.calc.js';
import { rationalText } from './rational.js';

/** First day of a lane's interest that no earlier posting covers. */
export function firstUnposted({ entries, debts }: Account, { debt, component, eff }: AccrualEntry): CivilDate {
  const before = entries.findLast(
    (entry) => entry.kind === 'accrual' && entry.debt === debt && entry.component === component && entry.eff < eff,
  );
  if (before) return addDays(before.eff, 1);
  const own = debts.get(debt)?.interest?.terms.filter((terms) => terms.component === component) ?? [];
  return own.reduce((first, { from }) => (from < first ? from : first), eff);
}

/** Entries that post all interest through the end of a day; none where that day is posted, or nothing accrues yet. */
export function accrualEntries(account: Account, through: CivilDate, debts = account.debts): MoneyEntry[] {
  const entries: MoneyEntry[] = [];
  for (const { id: debt, interest } of debts.values()) {
    for (const { component, next } of interest ? lanesOf(debt, interest) : []) {
      if (next > dayNumber(through) || accrualOn(account, { debt, component, eff: through })) continue;
      const id = `${debt} ${component} ${through}`;
      entries.push({ kind: 'accrual', id, eff: through, debt, component, amount: 0 });
    }
  }
  return entries;
}

/** Interest of a debt accrued at the end of a day and not posted by then. */
export interface Accrued {
  readonly debt: string;
  readonly component: Component;
  /** Whole minor units that a posting through that day would come to. */
  readonly amount: number;
  /** The exact fraction `n/d`, in minor units. */
  readonly exact: string;
}

/** What has accrued at the end of a day beyond what is posted: computed from the facts, nothing is recorded. */
export function accruedAt(account: Account, day: CivilDate): Accrued[] {
  const book = newBook(account.debts);
  if (book.lanes.length === 0) return [];
  for (const entry of account.entries) if (entry.eff <= day) step(book, entry, true);
  accrueTo(book, dayNumber(day) + 1);
  return book.lanes.flatMap((lane) => {
    const { amount, remainder } = unposted(lane);
    const exact = { n: remainder.n + BigInt(amount) * remainder.d, d: remainder.d };
    if (exact.n <= 0n) return [];
    return [{ debt: lane.debt, component: lane.component, amount, exact: rationalText(exact) }];
  });
}
