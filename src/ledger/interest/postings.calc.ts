/** Postings of interest: which lanes have something to post through a day, and what is accrued on a day beyond them. */
import type { Component } from '../components.js';
import { addDays, dayNumber, type CivilDate } from '../dates.js';
import {
  accrualOn,
  bearsInterest,
  insertEntry,
  type Account,
  type DebtAccount,
  type MoneyEntry,
} from '../payment/account.state.js';
import { newBook, type AccrualEntry } from '../payment/book.state.js';
import { accrueTo, step } from '../payment/replay.calc.js';
import { lanesOf, unposted, type Lane } from './lane.calc.js';
import { rationalText } from './rational.js';

/** Entries of an account, recorded or as they would be, and its debts as they are seen then. */
interface Entered {
  readonly entries: readonly MoneyEntry[];
  readonly debts: ReadonlyMap<string, DebtAccount>;
}

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
export function accrualEntries(account: Entered, through: CivilDate): MoneyEntry[] {
  return missingOn(account, allLanes(account), through);
}

function allLanes({ debts }: Pick<Entered, 'debts'>): Lane[] {
  return [...debts.values()].flatMap(({ id, interest }) => (interest ? lanesOf(id, interest) : []));
}

function missingOn(account: Pick<Entered, 'entries'>, lanes: readonly Lane[], through: CivilDate): MoneyEntry[] {
  const entries: MoneyEntry[] = [];
  for (const { debt, component, next } of lanes) {
    if (next > dayNumber(through) || accrualOn(account, { debt, component, eff: through }) >= 0) continue;
    const id = `${debt} ${component} ${through}`;
    entries.push({ kind: 'accrual', id, eff: through, debt, component, amount: 0 });
  }
  return entries;
}

/**
 * The entries with the postings that payments after a day would have made had all been known: of interest of which there
 * was none then. A posting that was never made is one of nothing; what it should have been is an adjustment.
 */
export function withPostings({ entries, debts, credits }: Entered & Pick<Account, 'credits'>): readonly MoneyEntry[] {
  if (!bearsInterest({ debts })) return entries;
  const all = [...entries];
  const lanes = allLanes({ debts });
  const paid = entries.filter(({ kind, id }) => kind === 'credit' && credits.get(id)?.kind === 'payment');
  for (const day of new Set(paid.map(({ eff }) => addDays(eff, -1)))) {
    for (const entry of missingOn({ entries: all }, lanes, day)) insertEntry(all, entry);
  }
  return all;
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
