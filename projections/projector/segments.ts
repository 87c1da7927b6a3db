/**
 * Derived states of a case over all V as known at one K: from when to when each holds. Rows `{vFrom, vTo, kFrom, kTo}`
 * are made of them, future turns written ahead (design.md 5).
 */
import type { CivilDate } from '../../src/ledger/dates.js';

/** What holds of one subject (a plan's version, an instalment) on a day. */
export interface Held<T> {
  /** Which subject: unique in the case. */
  readonly subject: string;
  readonly value: T;
}

export interface Segment<T> extends Held<T> {
  readonly from: CivilDate;
  /** First day on which it no longer holds. */
  readonly to?: CivilDate;
}

/**
 * @param days on which something may change, sorted.
 * @param at what holds as of a day; a subject that is missing has ended.
 * @param same whether two values are one: then the segment goes on with the first.
 */
export function segmentsOf<T>(
  days: readonly CivilDate[],
  at: (day: CivilDate) => readonly Held<T>[],
  same: (a: T, b: T) => boolean,
): Segment<T>[] {
  let open = new Map<string, Segment<T>>();
  const done: Segment<T>[] = [];
  for (const day of days) {
    const next = new Map<string, Segment<T>>();
    for (const { subject, value } of at(day)) {
      const current = open.get(subject);
      if (current && same(current.value, value)) next.set(subject, current);
      else next.set(subject, { subject, value, from: day });
    }
    for (const [subject, segment] of open) if (next.get(subject) !== segment) done.push({ ...segment, to: day });
    open = next;
  }
  return [...done, ...open.values()];
}

/** A segment that is stored, with the position of the fact that it came with. */
export interface Row<T> {
  readonly segment: Segment<T>;
  readonly since: number;
}
export type Rows<T> = Map<string, Row<T>>;

/** What ends and what begins when a fact changes the segments of a case. */
export function turn<T>(before: Rows<T>, segments: readonly Segment<T>[], position: number) {
  const now: Rows<T> = new Map();
  for (const segment of segments) {
    const id = JSON.stringify([segment.subject, segment.from, segment.to, segment.value]);
    now.set(id, before.get(id) ?? { segment, since: position });
  }
  const ended = [...before].filter(([id]) => !now.has(id)).map(([, row]) => row);
  const begun = [...now].filter(([id]) => !before.has(id)).map(([, row]) => row);
  return { now, ended, begun };
}
