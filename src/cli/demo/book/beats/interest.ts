/** Moments of interest: terms, postings, suspensions, lower rates. */
import { addDays } from '../../../../ledger/dates.js';
import { accruedAt, type Period, type SuspensionReason } from '../../../../ledger/interest/index.js';
import type { Beat } from '../story.js';

/** The first debt bears interest from today on, for some days. */
export const bears =
  (rate: string, period: Period, days: number): Beat =>
  (diary) => {
    const from = diary.day;
    const [debt] = diary.debts;
    diary.tell({ type: 'SetInterestTerms', debt, rate, period, from, to: addDays(from, days) });
  };

/** Posts what has accrued by the evening before, if anything has. */
export const postInterest: Beat = (diary) => {
  const through = addDays(diary.day, -1);
  const due = accruedAt(diary.state.account, through).some(({ amount }) => amount > 0);
  if (due) diary.tell({ type: 'PostInterest', through, trigger: 'STATEMENT' });
};

export const suspendInterest =
  (reason: SuspensionReason): Beat =>
  (diary) => {
    diary.tell({ type: 'SuspendInterest', reason, from: diary.day });
  };

/** The last suspension ends. */
export const resumeInterest: Beat = (diary) => {
  diary.tell({ type: 'ResumeInterest', on: diary.day });
};

export const lowerRate =
  (rate: string, period: Period, authority: string, reason: string): Beat =>
  (diary) => {
    const from = diary.day;
    const [debt] = diary.debts;
    const to = addDays(from, 14);
    diary.tell({ type: 'GrantRateConcession', debt, rate, period, from, to, authority, reason });
  };
