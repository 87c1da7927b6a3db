/**
 * Allocation: which component of which debt a credit's money is used for (domain/model.md 4.5).
 *
 * The recorded allocation always equals a replay of all money entries in the order (effective date, store order). A new
 * entry at the end is one more step; anything earlier, or any reversal, is a replay from its day on, and the differences
 * are recorded as delta lines. Earlier facts are never touched.
 */
import { addDays, type CivilDate } from '../dates.js';
import type { AccrualDelta } from '../interest/interest.events.js';
import { withPostings } from '../interest/postings.calc.js';
import {
  bearsInterest,
  insertEntry,
  REFUNDED,
  type Account,
  type DebtAccount,
  type LeftPostings,
  type MoneyEntry,
  type Move,
} from './account.state.js';
import { debtOrder, type FoundAccrual, type HoldEntry, type Use } from './book.state.js';
import { roundOf, type LeftLines, type LeftRound } from './left-round.calc.js';
import type { CreditChange } from './payment.events.js';
import { replayChange, type Change, type Replayed } from './retrace.calc.js';
import type { Waterfall } from './waterfall.js';
import { isPlain, spendInOrder } from './waterfall.calc.js';

export { replay } from './replay.calc.js';

type ReleaseEntry = Extract<MoneyEntry, { kind: 'release' }>;
/** The recorded move that a use is the same as. */
function recordedOf(account: Account, { credit, debt, component, eff }: Move): Move | undefined {
  for (const move of account.moves.of(credit)) {
    if (move.debt === debt && move.component === component && move.eff === eff) return move;
  }
  return undefined;
}

/** Recorded moves of the replayed days that no use is the same as, in the order of recording. */
function undone(account: Account, { book, credits, isReplayed }: Replayed): Move[] {
  const gone: Move[] = [];
  for (const credit of credits) {
    const uses = book.usesOf.get(credit) ?? [];
    for (const move of account.moves.of(credit)) {
      if (move.component === REFUNDED || !isReplayed(move.eff)) continue;
      const same = (use: Use): boolean =>
        use.amount !== 0 && use.debt === move.debt && use.component === move.component && use.eff === move.eff;
      if (!uses.some(same)) gone.push(move);
    }
  }
  return account.moves.inOrder(gone);
}

/** What changes when an account becomes another: new minus recorded, refunds apart (they say it themselves). */
function differences(account: Account, told: Change): LeftLines {
  const since = withLeft(account, told.since);
  // Postings that were never made stand among both: a change ends where it ends.
  const before = withPostings(account);
  const entries = withPostings({ ...account, ...told });
  const until = account.left ? undefined : told.until;
  const replayed = replayChange(account, before, { ...told, since, entries, until });
  const moves: Move[] = [];
  for (const use of replayed.book.uses) {
    if (use.component === REFUNDED || use.amount === 0) continue;
    const amount = use.amount - (recordedOf(account, use)?.amount ?? 0);
    if (amount !== 0) moves.push({ ...use, amount });
  }
  for (const move of undone(account, replayed)) moves.push({ ...move, amount: -move.amount });
  return { moves, accruals: replayed.book.accruals };
}

/** Where a change begins, with what an import left to be posted. */
function withLeft({ left }: Account, since: CivilDate | undefined): CivilDate | undefined {
  return left && since !== undefined && left.since < since ? left.since : since;
}

/** Moves that new entries at the end of the account cause, without a replay; undefined when they need one. */
function stepAtEnd(account: Account, added: readonly MoneyEntry[]): Move[] | undefined {
  if (account.held.size > 0 || bearsInterest(account)) return undefined;
  const last = account.entries[account.entries.length - 1];
  if (last && added.some((entry) => last.eff > entry.eff)) return undefined;
  if (added.every((entry) => entry.kind === 'charge')) return [];
  const [entry] = added;
  if (added.length !== 1 || entry?.kind !== 'credit' || !isPlain(entry.waterfall)) return undefined;
  return spendInOrder({ due: account.due, order: debtOrder(account.debts) }, entry, entry.amount, entry.eff);
}

export interface Consequence {
  /** Moves of the credit that the new fact itself is about. */
  readonly own: readonly Move[];
  /** Delta lines of all other credits, for one `PaymentsReallocated`. */
  readonly others: readonly CreditChange[];
  /** New postings of interest; those that come to nothing are left out. */
  readonly accrued: readonly FoundAccrual[];
  /** What recorded postings of interest should have been, less what they were. */
  readonly adjusted: readonly AccrualDelta[];
}

export const NOTHING: Consequence = { own: [], others: [], accrued: [], adjusted: [] };

/** What new money entries cause. The last is what the fact itself is about; `newDebt` is a debt that they register. */
export function consequenceOf(account: Account, added: readonly MoneyEntry[], newDebt?: DebtAccount): Consequence {
  const last = added[added.length - 1];
  if (!last) return NOTHING;
  const own = last.kind === 'take-back' ? last.credit : last.id;
  const moves = stepAtEnd(account, added);
  if (moves) return split(account, { moves, accruals: [] }, own, last.eff);
  return split(account, differences(account, withAdded(account, added, newDebt)), own, last.eff, added);
}

function withAdded(account: Account, added: readonly MoneyEntry[], newDebt: DebtAccount | undefined): Change {
  const entries = [...account.entries];
  // As they will be once recorded: each is counted with itself.
  let ordinal = account.credits.size;
  for (const entry of added) {
    insertEntry(entries, entry.kind === 'credit' ? { ...entry, ordinal: (ordinal += 1) } : entry);
  }
  const debts = newDebt ? new Map(account.debts).set(newDebt.id, newDebt) : account.debts;
  const days = added.map(({ eff }) => eff).sort();
  return { since: days[0], until: newDebt ? undefined : days.at(-1), entries, debts };
}

/** What follows when a credit had, from its own date on, `amount` less than recorded. */
export function consequenceOfLess(account: Account, credit: string, amount: number, eff: CivilDate): Consequence {
  const since = account.credits.get(credit)?.eff;
  const entries = account.entries.map((entry) =>
    entry.kind === 'credit' && entry.id === credit ? { ...entry, amount: entry.amount - amount } : entry,
  );
  return split(account, differences(account, { since, until: since, entries, debts: account.debts }), credit, eff);
}

/** What one append takes of all that follows from what an import left to be posted. */
export function consequenceLeft(
  account: Account,
  { since }: LeftPostings,
  eff: CivilDate,
): Consequence & Pick<LeftRound, 'isLast'> {
  const { entries, debts } = account;
  const { isLast, ...round } = roundOf(differences(account, { since, entries, debts }));
  return { ...split(account, round, '', eff), isLast };
}

/** What follows when debts are to be seen otherwise by orders and interest, and entries are `added` at the same time. */
export function consequenceOfDebts(
  account: Account,
  seen: readonly DebtAccount[],
  eff: CivilDate,
  added: readonly MoneyEntry[] = [],
): Consequence {
  const debts = new Map(account.debts);
  for (const debt of seen) debts.set(debt.id, debt);
  const { entries } = withAdded(account, added, undefined);
  return split(account, differences(account, { entries, debts }), '', eff, added);
}

/** Whether any money of the account was spent in an order of which this is true. */
function spentUnder(account: Account, test: (waterfall: Waterfall) => boolean): boolean {
  return account.entries.some((entry) => entry.kind === 'credit' && test(entry.waterfall));
}

/** What follows from a hold, or from its end: nothing where no order looks at holds. */
export function consequenceOfHold(account: Account, entry: HoldEntry | ReleaseEntry): Consequence {
  if (!spentUnder(account, ({ excludes }) => excludes.length > 0)) return NOTHING;
  return consequenceOf(account, [entry]);
}

/** What follows when a judgment on debts must be performed by a day; `posted` is the interest up to it. */
export function consequenceOfJudgment(
  account: Account,
  debts: readonly string[],
  performBy: CivilDate,
  { eff, posted }: { readonly eff: CivilDate; readonly posted: readonly MoneyEntry[] },
): Consequence {
  const matters = spentUnder(account, ({ afterJudgment }) => afterJudgment !== undefined);
  if (!matters && posted.length === 0) return NOTHING;
  const seen = debts.map((id) => ({ ...(account.debts.get(id) as DebtAccount), performBy }));
  return consequenceOfDebts(account, seen, eff, posted);
}

/** Sorts moves into those of one credit and the changes of all others. Dates equal to the fact's own are left out. */
function split(
  account: Account,
  { moves, accruals }: LeftLines,
  own: string,
  eff: CivilDate,
  added: readonly MoneyEntry[] = [],
): Consequence {
  const others = new Map<string, Move[]>();
  const mine: Move[] = [];
  for (const move of moves) {
    if (move.credit === own) mine.push(move);
    else {
      const list = others.get(move.credit);
      if (list) list.push(move);
      else others.set(move.credit, [move]);
    }
  }
  const changes = [...others].map(([credit, list]) => ({
    credit,
    version: (account.credits.get(credit)?.version ?? 0) + 1,
    lines: list.map((move) => lineOf(move, eff)),
  }));
  return { own: mine, others: changes, ...postings(accruals, added) };
}

/** New postings of interest, and the changes of recorded ones. */
function postings(
  accruals: readonly FoundAccrual[],
  added: readonly MoneyEntry[],
): Pick<Consequence, 'accrued' | 'adjusted'> {
  if (accruals.length === 0) return { accrued: [], adjusted: [] };
  const fresh = new Set<MoneyEntry>(added);
  const accrued = accruals.filter(({ entry, amount }) => fresh.has(entry) && amount > 0);
  const changed = accruals.filter(({ entry, amount }) => !fresh.has(entry) && amount !== entry.amount);
  return { accrued, adjusted: changed.map(deltaOf) };
}

function deltaOf({ entry, amount }: FoundAccrual): AccrualDelta {
  const { debt, component, eff } = entry;
  return { debt, component, to: addDays(eff, 1), delta: amount - entry.amount, eff };
}

/** A move as it is recorded; `sign` -1 for what a reversal takes back. */
export function lineOf(move: Move, eff: CivilDate, sign = 1): CreditChange['lines'][number] {
  if (move.component === REFUNDED) throw new Error('a refund is no allocation line');
  const line = { amount: sign * move.amount, component: move.component, debt: move.debt };
  return move.eff === eff ? line : { ...line, eff: move.eff };
}
