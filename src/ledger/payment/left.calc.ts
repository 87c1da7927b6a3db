/**
 * Postings that an import leaves for its end. A row before many others of a case with interest changes the interest of all of
 * them: posted row by row, an unsorted import would write lines that grow with the square of its rows. So such a row is
 * recorded flagged, its money held, and at the end what all of them change is posted, in as many appends as it takes (ADR 0009).
 */
import type { Request } from '../command.js';
import type { AnyFact, Flag } from '../fact.js';
import { addDays, type CivilDate } from '../dates.js';
import { bearsInterest, indexFor, type Account } from './account.state.js';

/** A row before at most so many entries (payments, charges, postings of interest) posts at once what it changes. */
export const POSTED_AT_ONCE_MAX = 16;

const POSTED_LATER: Flag = 'posted-later';

/** Code of the refusal of `PostLeft` where somebody has posted it. */
export const NOTHING_LEFT = 'nothing-left';

/**
 * Whether a command of an import leaves what it changes for later: it does from the first such row on.
 * @param bears whether anything bears interest; true for what may make it do so
 */
export function leavesPostings(
  account: Account,
  { eff, mayPostLater }: { readonly eff: CivilDate; readonly mayPostLater?: true },
  bears = bearsInterest(account),
): boolean {
  if (!mayPostLater) return false;
  if (account.left) return true;
  return bears && account.entries.length - indexFor(account.entries, { kind: 'credit', eff }) > POSTED_AT_ONCE_MAX;
}

/** Commands that are decided by what is owed, held or paid, or that post what they change for others themselves. */
// prettier-ignore
const NEEDS_POSTED: ReadonlySet<string> = new Set([
  'ReversePayment', 'PayRefund', 'ApplyWaiver', 'CloseCase', 'PostInterest',
  'OfferSettlement', 'CompleteSettlement', 'NoticeSettlement',
  'ActivatePlan', 'RestructurePlan', 'CancelPlan', 'NoticePlan',
  'RaiseDispute', 'ResolveDispute', 'WithdrawDispute', 'EnterJudgment',
]);

/** Whether what an import left is posted before a command is decided: before any but the import's own that do not need it. */
export function postsFirst({ left }: Account, { command, mayPostLater }: Request): boolean {
  if (!left || command.type === 'PostLeft') return false;
  return !mayPostLater || NEEDS_POSTED.has(command.type);
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
  const day = addDays(firstDayOf(fact), -1);
  const since = left && left.since < day ? left.since : day;
  account.left = { since, cause: left?.cause ?? fact.id };
}

/** First day that a fact changes: terms of interest, suspensions and concessions have days of their own. */
export function firstDayOf({ eff, data }: Pick<AnyFact, 'eff' | 'data'>): CivilDate {
  const { from = eff, on = eff } = data as { readonly from?: CivilDate; readonly on?: CivilDate };
  return [eff, from, on].sort()[0] as CivilDate;
}
