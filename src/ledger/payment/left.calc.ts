/**
 * Postings that an import leaves for its end. A row before many others of a case with interest changes the interest of all of
 * them: posted row by row, an unsorted import would write lines that grow with the square of its rows. So such a row is
 * recorded flagged, its money held, and one append at the end posts what all of them change (ADR 0009).
 */
import type { Request } from '../command.js';
import type { AnyFact, Flag } from '../fact.js';
import { addDays, type CivilDate } from '../dates.js';
import { bearsInterest, indexFor, type Account } from './account.state.js';

/** A row before at most so many entries (payments, charges, postings of interest) posts at once what it changes. */
export const POSTED_AT_ONCE_MAX = 16;

/**
 * What so many payments change fits into one append (some 400 bytes each, and as much again for each further debt, whose interest
 * they change too): payments times debts. From then on nothing more is left.
 */
export const LEFT_CREDITS_MAX = 2_000;

const POSTED_LATER: Flag = 'posted-later';

/** Code of the refusal of `PostLeft` where somebody has posted it. */
export const NOTHING_LEFT = 'nothing-left';

/** Whether a command of an import leaves what it changes for later: it does from the first such row on. */
export function leavesPostings(
  account: Account,
  { eff, mayPostLater }: { readonly eff: CivilDate; readonly mayPostLater?: true },
): boolean {
  if (!mayPostLater || account.credits.size * account.debts.size >= LEFT_CREDITS_MAX || !bearsInterest(account))
    return false;
  if (account.left) return true;
  return account.entries.length - indexFor(account.entries, { kind: 'credit', eff }) > POSTED_AT_ONCE_MAX;
}

/** Commands that are decided by what is owed or held. */
const BY_BALANCE: ReadonlySet<string> = new Set([
  'ReversePayment',
  'PayRefund',
  'ApplyWaiver',
  'OfferSettlement',
  'CompleteSettlement',
  'CloseCase',
]);

/** Whether what an import left is posted before a command is decided: before any but the import's own that do not need it. */
export function postsFirst({ left }: Account, { command, mayPostLater }: Request): boolean {
  if (!left || command.type === 'PostLeft') return false;
  return !mayPostLater || BY_BALANCE.has(command.type);
}

/** The flags of a fact with that of what it leaves. */
export function flagsLeft(flags: readonly Flag[] = []): { readonly flags: readonly Flag[] } {
  return { flags: [...flags, POSTED_LATER] };
}

export function isPostedLater({ data }: Pick<AnyFact, 'data'>): boolean {
  const { flags } = data as { readonly flags?: readonly Flag[] };
  return flags?.includes(POSTED_LATER) === true;
}

/** Notes a fact of which nothing is posted yet. */
export function noteLeft(account: Account, fact: AnyFact): void {
  if (!isPostedLater(fact)) return;
  const { left } = account;
  const day = addDays(fact.eff, -1);
  const since = left && left.since < day ? left.since : day;
  account.left = { since, cause: left?.cause ?? fact.id };
}
