/** What is to be noticed of an account's buckets: the changes that follow from the facts, beside the notices recorded (law 4). */
import { localDate, toMillis, type CivilDate } from '../dates.js';
import {
  bucketTableName,
  bucketTurns,
  isPastDue,
  type BucketTable,
  type BucketTurn,
  type DelinquencyBook,
} from '../delinquency/index.js';
import type { AnyFact } from '../fact.js';
import type { HeldNotice } from './bucket.state.js';

export interface NoticeScope {
  readonly asOf: CivilDate;
  /** The day on which an import brought the case. What had changed by then, nobody here could notice while it happened. */
  readonly imported?: CivilDate;
  readonly table: BucketTable;
}

/**
 * The changes that are worth a notice: into, out of and between buckets that are past due. Those of before an
 * import brought the case are one, into the bucket that it came with, and none where it came not past due.
 */
export function noticeableTurns(book: DelinquencyBook, { asOf, imported = '', table }: NoticeScope): BucketTurn[] {
  const turns = bucketTurns(book, asOf, table);
  const came = turns.filter(({ on }) => on <= imported);
  const later = turns.slice(came.length);
  const first = came[0];
  const last = came[came.length - 1];
  const joined =
    first && last && isPastDue(last.now, table) ? [{ on: last.on, before: first.before, now: last.now }] : [];
  const worth = later.filter(({ before, now }) => isPastDue(before, table) || isPastDue(now, table));
  return [...joined, ...worth];
}

/** The day on which an import brought the case; undefined where it was opened here. */
export function importedOn({ rec, zone, src }: Pick<AnyFact, 'rec' | 'zone' | 'src'>): CivilDate | undefined {
  return src?.map === undefined ? undefined : localDate(toMillis(rec), zone.name);
}

/** How many of the notices recorded still hold, from the first on. */
export function stillHeld(held: readonly HeldNotice[], turns: readonly BucketTurn[], table: BucketTable): number {
  const name = bucketTableName(table);
  const differs = held.findIndex((notice, n) => {
    const turn = turns[n];
    if (turn === undefined || notice.table !== name || notice.on !== turn.on) return true;
    return notice.from !== (turn.before.bucket ?? undefined) || notice.to !== (turn.now.bucket ?? undefined);
  });
  return differs < 0 ? held.length : differs;
}
