/** Outcomes over all V as known at one K: from when to when each holds. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { type PromiseAt, PromiseBook } from '../../src/ledger/promise/index.js';

export interface Segment {
  readonly promise: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
  readonly result: PromiseAt;
}

/** What makes two results the same, the payments that count included. */
function told({ outcome, when, paid, countsAs, qualifying }: PromiseAt): string {
  return JSON.stringify([outcome, when, paid, countsAs, qualifying]);
}

function same(a: PromiseAt, b: PromiseAt): boolean {
  return told(a) === told(b);
}

/** The segments of every promise of a case, in order. */
export function segmentsOf(facts: readonly CaseStreamFact[]): Segment[] {
  const book = new PromiseBook(facts);
  const open = new Map<string, Segment>();
  const done: Segment[] = [];
  for (const day of book.turningPoints()) {
    for (const result of book.at(day)) {
      const current = open.get(result.promise);
      if (current && same(current.result, result)) continue;
      if (current) done.push({ ...current, to: day });
      open.set(result.promise, { promise: result.promise, from: day, result });
    }
  }
  return [...done, ...open.values()];
}

/** One text per segment: two with the same text are the same row. */
export function segmentId({ promise, from, to, result }: Segment): string {
  return JSON.stringify([promise, from, to, told(result)]);
}
