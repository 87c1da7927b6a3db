/** What a full audit finds: each difference between what was sealed and what is there, in one of four classes. */

export const DIFFERENCE_KINDS = ['changed', 'missing', 'extra', 'reordered'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  /** A fact (`case-…@3`), a leaf, a checkpoint or a file. */
  readonly what: string;
  readonly detail: string;
}

/** Differences that are told one by one; the others are counted. */
export const TOLD_MAX = 1_000;

export class Differences {
  readonly told: Difference[] = [];
  readonly counts: Record<DifferenceKind, number> = { changed: 0, missing: 0, extra: 0, reordered: 0 };

  add(kind: DifferenceKind, what: string, detail: string): void {
    this.counts[kind] += 1;
    if (this.told.length < TOLD_MAX) this.told.push({ kind, what, detail });
  }

  get any(): boolean {
    return DIFFERENCE_KINDS.some((kind) => this.counts[kind] > 0);
  }
}
