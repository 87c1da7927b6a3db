/**
 * The replay of a changed account: from the run of entries in which the change lies, through the runs that it changes. What
 * comes behind is passed by where it gives the same as before, so one entry between thousands costs a few runs, not all.
 */
import { dayNumber, type CivilDate } from '../dates.js';
import type { Account, DebtAccount, MoneyEntry } from './account.state.js';
import { copyBook, newBook, type Book } from './book.state.js';
import { Reads } from './reads.js';
import { accrueTo, NeedsWhole, step } from './replay.calc.js';
import { shiftBetween, shifted, UNSHIFTED, type Shift } from './shift.calc.js';
import { keepTrace, knownRuns, NO_RUNS, type KnownRuns, type Run } from './trace.js';

/** Entries in a run, at least. */
export const RUN_ENTRIES = 32;
/** Credits of which a run may remember that they hold other money than when it was replayed. */
const SHIFTED_CREDITS_MAX = 16;

/** An account as it would stand: other entries from a day on, or debts seen otherwise. */
export interface Change {
  /** First and last day on which entries differ; from the start, and to the end, where absent. */
  readonly since?: CivilDate;
  readonly until?: CivilDate;
  readonly entries: readonly MoneyEntry[];
  readonly debts: ReadonlyMap<string, DebtAccount>;
}

export interface Replayed {
  /** Its uses and postings are those of the days that were replayed. */
  readonly book: Book;
  /** Credits that may have been used on those days. */
  readonly credits: ReadonlySet<string>;
  readonly isReplayed: (day: CivilDate) => boolean;
}

/** @param before the account's entries as they were replayed, with postings that were never made */
export function replayChange(account: Account, before: readonly MoneyEntry[], change: Change): Replayed {
  const known = knownRuns(account, before);
  const growth = change.entries.length - before.length;
  try {
    return new Retrace(account, change, growth, known).run();
  } catch (error) {
    if (error instanceof NeedsWhole && known.runs.length > 0)
      return new Retrace(account, change, growth, NO_RUNS).run();
    throw error;
  }
}

/** Days that were replayed: from one on, to one that was not. */
interface Span {
  readonly from: CivilDate;
  to?: CivilDate;
}

class Retrace {
  private book: Book;
  private readonly runs: Run[] = [];
  private readonly spans: Span[] = [];
  private readonly credits = new Set<string>();
  /** First known run behind where the replay stands, and the one with which its span began. */
  private next = 0;
  private first = 0;
  /** Every use of every credit so far is in the book. */
  private isWhole = true;

  constructor(
    private readonly account: Account,
    private readonly change: Change,
    /** Entries that it adds. */
    private readonly growth: number,
    private readonly known: KnownRuns,
  ) {
    this.book = newBook(change.debts);
  }

  run(): Replayed {
    const { entries, debts } = this.change;
    // What is small is replayed as fast as it is looked up.
    const isTraced = debts === this.account.debts && entries.length >= 2 * RUN_ENTRIES;
    for (let at = this.start(isTraced); at < entries.length;) at = this.take(at, isTraced);
    this.endSpan();
    if (isTraced) keepTrace(this.account, { entries, runs: this.runs });
    const { book, credits, spans } = this;
    const isReplayed = (day: CivilDate): boolean =>
      spans.some(({ from, to }) => day >= from && (to === undefined || day < to));
    return { book, credits, isReplayed };
  }

  /** @returns index of the first entry to be replayed */
  private start(isTraced: boolean): number {
    const { since } = this.change;
    const { runs } = this.known;
    if (since !== undefined) while (this.next < runs.length && (runs[this.next] as Run).day <= since) this.next += 1;
    const run = runs[this.next - 1];
    if (run) {
      this.runs.push(...runs.slice(0, this.next - 1));
      return this.begin(run, run.shift);
    }
    this.spans.push({ from: '' });
    if (isTraced) this.open('', 0);
    return 0;
  }

  /** Takes up an entry, or passes by a run of them. @returns index of the next */
  private take(at: number, isTraced: boolean): number {
    const { entries } = this.change;
    const entry = entries[at] as MoneyEntry;
    if (isTraced && at > 0 && (entries[at - 1] as MoneyEntry).eff !== entry.eff) {
      const further = this.passBy(entry.eff);
      if (further !== undefined) return further;
      const { index } = this.runs.at(-1) as Run;
      if (at - index >= RUN_ENTRIES && this.ahead(at) >= RUN_ENTRIES) this.open(entry.eff, at);
    }
    if (entry.kind === 'credit') this.credits.add(entry.id);
    else if (entry.kind === 'refund') for (const { credit } of entry.from) this.credits.add(credit);
    step(this.book, entry, this.isWhole);
    return at + 1;
  }

  /** Entries before the next known run: a run that is cut off there must not be a splinter. */
  private ahead(at: number): number {
    const next = this.known.runs[this.next];
    return next ? next.index + this.growth - at : Number.POSITIVE_INFINITY;
  }

  /** A new run begins with the book as it stands. */
  private open(day: CivilDate, index: number): void {
    if (day !== '') accrueTo(this.book, dayNumber(day));
    const reads = new Reads();
    this.runs.push({ day, index, book: copyBook(this.book), shift: UNSHIFTED, reads });
    this.book.reads = reads;
  }

  /** The replay goes on, or begins, with a known run. @returns index of its first entry */
  private begin({ day, index, book }: Run, shift: Shift): number {
    const { debts, until } = this.change;
    const at = until === undefined || day <= until ? index : index + this.growth;
    const before = shifted(book, shift);
    const { uses, usesOf, accruals } = this.book;
    const reads = new Reads();
    this.book = { ...copyBook(before, debts), uses, usesOf, accruals, reads };
    this.runs.push({ day, index: at, book: before, shift: UNSHIFTED, reads });
    this.spans.push({ from: day });
    this.first = this.next - 1;
    this.isWhole = false;
    return at;
  }

  /**
   * Passes by the known runs from a day on that give the same as before.
   * @returns index of the entry behind them; undefined where there is none
   */
  private passBy(day: CivilDate): number | undefined {
    const { runs, whole } = this.known;
    while (this.next < runs.length && (runs[this.next] as Run).day < day) this.next += 1;
    const run = runs[this.next];
    const { until, entries } = this.change;
    if (run?.day !== day || until === undefined || day <= until || this.next >= whole) return undefined;
    accrueTo(this.book, dayNumber(day));
    const shift = shiftBetween(run.book, this.book)?.plus(run.shift, -1);
    if (!shift || !this.holds(run, shift)) return undefined;
    this.endSpan(day);
    while (this.next < whole && this.holds(runs[this.next] as Run, shift)) {
      const passed = runs[this.next] as Run;
      this.runs.push({ ...passed, index: passed.index + this.growth, shift: passed.shift.plus(shift) });
      this.next += 1;
    }
    const further = runs[this.next];
    if (!further) return entries.length;
    this.next += 1;
    return this.begin(further, further.shift.plus(shift));
  }

  private holds({ reads, shift: before }: Run, shift: Shift): boolean {
    // A shift is added up run by run: a large one costs more than the run.
    if (before.held.size > SHIFTED_CREDITS_MAX) return false;
    for (const credit of reads.credits) if (this.credits.has(credit)) return false;
    return reads.allows(shift, before.due);
  }

  /** Money that was held before the span may have been used in it. */
  private endSpan(to?: CivilDate): void {
    const { runs, whole } = this.known;
    const span = this.spans.at(-1);
    if (!span || span.to !== undefined) return;
    span.to = to;
    const begun = runs[this.first];
    if (!begun || span.from === '') return;
    const replayed = runs.slice(this.first, to === undefined ? runs.length : this.next);
    if (this.first + replayed.length <= whole && !replayed.some(({ reads }) => reads.held)) return;
    for (const holds of [begun.book.held, begun.shift.held]) {
      for (const [credit] of holds.entries()) this.credits.add(credit);
    }
  }
}
