/**
 * What stands on a day: a hold in force, a deadline that runs. Each source of such things is one pure function over the
 * facts of a case as known; from it come the answer for one case and the rows of the read tables.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';

export interface Standing {
  /** Name of the source: `dispute`, `promise`. */
  readonly source: string;
  /** Id of the thing within its case and source. */
  readonly id: string;
}

/** What stands on each day, as known at one K. */
export interface StandingBook<T extends Standing> {
  /** The days on which something may change; in any order, also repeated. */
  readonly days: readonly CivilDate[];
  at(day: CivilDate): readonly T[];
}

type FactType = CaseStreamFact['type'];

export interface StandingSource<T extends Standing> {
  readonly name: string;
  /** Facts that can bring a case its first thing of this source. */
  readonly begins: readonly FactType[];
  /** All facts that the book rests on. */
  readonly touches: readonly FactType[];
  /** @param facts of one case in store order, cut at K. */
  book(facts: readonly CaseStreamFact[]): StandingBook<T>;
}

/** Something that stands from one day to before another. */
export interface Span<T extends Standing> {
  readonly thing: T;
  readonly from: CivilDate;
  /** The first day on which it stands no more, or otherwise. */
  readonly to?: CivilDate;
}

/** Everything that stands on a day. */
export function standingAt<T extends Standing>(
  sources: readonly StandingSource<T>[],
  facts: readonly CaseStreamFact[],
  day: CivilDate,
): T[] {
  return sources.flatMap((source) => source.book(facts).at(day));
}

/** The spans of everything, over all V, in order of their ends. Future turns are among them. */
export function spansOf<T extends Standing>(
  sources: readonly StandingSource<T>[],
  facts: readonly CaseStreamFact[],
): Span<T>[] {
  return sources.flatMap((source) => spansOfBook(source.book(facts)));
}

function spansOfBook<T extends Standing>(book: StandingBook<T>): Span<T>[] {
  const open = new Map<string, Span<T> & { readonly text: string }>();
  const done: Span<T>[] = [];
  for (const day of [...new Set(book.days)].sort()) {
    const now = new Map(book.at(day).map((thing) => [thing.id, { thing, from: day, text: JSON.stringify(thing) }]));
    for (const [id, { thing, from, text }] of open) {
      if (now.get(id)?.text === text) continue;
      done.push({ thing, from, to: day });
      open.delete(id);
    }
    for (const [id, span] of now) if (!open.has(id)) open.set(id, span);
  }
  return [...done, ...[...open.values()].map(({ thing, from }) => ({ thing, from }))];
}
