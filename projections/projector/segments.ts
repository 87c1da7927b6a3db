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

/** Gathers segments day by day. */
export class Segments<T> {
  private readonly open = new Map<string, { segment: Segment<T>; seen: CivilDate }>();
  private readonly done: Segment<T>[] = [];

  /** @param same whether two values are one: then the segment goes on with the first. */
  constructor(private readonly same: (a: T, b: T) => boolean) {}

  /** What holds as of a day, later than those before; a subject that is missing has ended. */
  on(day: CivilDate, held: readonly Held<T>[]): void {
    for (const { subject, value } of held) {
      const current = this.open.get(subject);
      if (!current) {
        this.open.set(subject, { segment: { subject, value, from: day }, seen: day });
        continue;
      }
      current.seen = day;
      if (this.same(current.segment.value, value)) continue;
      this.done.push({ ...current.segment, to: day });
      current.segment = { subject, value, from: day };
    }
    for (const [subject, { segment, seen }] of this.open) {
      if (seen === day) continue;
      this.done.push({ ...segment, to: day });
      this.open.delete(subject);
    }
  }

  all(): Segment<T>[] {
    return [...this.done, ...[...this.open.values()].map(({ segment }) => segment)];
  }
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
