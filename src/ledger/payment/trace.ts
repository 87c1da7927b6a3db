/**
 * What is remembered of a replay: the book before each run of entries, and what the run depends on. A later replay begins
 * at the run into which a change falls, and passes by the runs that give the same as before. A memo, not a state: without
 * it the same is found from the start.
 */
import type { CivilDate } from '../dates.js';
import type { Account, MoneyEntry } from './account.state.js';
import type { Book } from './book.state.js';
import type { Reads } from './reads.js';
import type { Shift } from './shift.calc.js';

export interface Run {
  /** Day of its first entry, empty for the first run. No day is in two runs. */
  readonly day: CivilDate;
  /** Index of its first entry. */
  readonly index: number;
  /** The book before the run, as it was when the run was replayed. */
  readonly book: Book;
  /** By how much the book before it differs since. */
  readonly shift: Shift;
  readonly reads: Reads;
}

export interface Trace {
  /** What was replayed. */
  readonly entries: readonly MoneyEntry[];
  readonly runs: readonly Run[];
}

/** Runs that still hold. */
export interface KnownRuns {
  /** All begin as they did. */
  readonly runs: readonly Run[];
  /** So many of them, from the first on, also go on as they did. */
  readonly whole: number;
}

export const NO_RUNS: KnownRuns = { runs: [], whole: 0 };

const TRACES = new WeakMap<Account, Trace>();

export function keepTrace(account: Account, trace: Trace): void {
  TRACES.set(account, trace);
}

/** Debts, or the terms of their interest, are others now. */
export function forgetTrace(account: Account): void {
  TRACES.delete(account);
}

/** What holds for the account's entries as they are now: a decision that was not recorded left a trace that does not. */
export function knownRuns(account: Account, entries: readonly MoneyEntry[]): KnownRuns {
  const trace = TRACES.get(account);
  if (!trace) return NO_RUNS;
  const length = Math.min(entries.length, trace.entries.length);
  let same = 0;
  while (same < length && isSame(entries[same] as MoneyEntry, trace.entries[same] as MoneyEntry)) same += 1;
  if (same === entries.length && same === trace.entries.length) return { runs: trace.runs, whole: trace.runs.length };
  const other = entries[same];
  const runs = trace.runs.filter(({ index, day }) => index <= same && (!other || other.eff >= day));
  return { runs, whole: Math.max(0, runs.length - 1) };
}

/** Whether a replay takes both for the same. What is recorded of interest it finds anew. */
function isSame(a: MoneyEntry, b: MoneyEntry): boolean {
  if (a === b) return true;
  if (a.id !== b.id || a.eff !== b.eff || a.kind !== b.kind) return false;
  if (a.kind !== 'credit' || b.kind !== 'credit') return a.kind === 'accrual';
  return a.amount === b.amount && a.waterfall === b.waterfall;
}
