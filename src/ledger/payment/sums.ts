/**
 * Sums by key whose copies are cheap: a copy shares what both have, and each keeps its own changes. A replay copies its
 * book often, and a case may have thousands of payments that hold money.
 */

/** Changes that a copy takes along; of more it makes a new common ground. */
const CHANGES_MAX = 256;

export class Sums {
  private base: ReadonlyMap<string, number> = new Map();
  /** Keys whose sums differ from the base; zero where there is none any more. */
  private changed = new Map<string, number>();

  get(key: string): number {
    return this.changed.get(key) ?? this.base.get(key) ?? 0;
  }

  add(key: string, amount: number): void {
    if (amount !== 0) this.changed.set(key, this.get(key) + amount);
  }

  *entries(): Generator<readonly [string, number]> {
    for (const entry of this.base) if (!this.changed.has(entry[0])) yield entry;
    for (const entry of this.changed) if (entry[1] !== 0) yield entry;
  }

  *values(): Generator<number> {
    for (const [, sum] of this.entries()) yield sum;
  }

  copy(): Sums {
    if (this.changed.size > CHANGES_MAX) {
      this.base = new Map(this.entries());
      this.changed = new Map();
    }
    const copy = new Sums();
    copy.base = this.base;
    copy.changed = new Map(this.changed);
    return copy;
  }

  /** These less other sums; keys of which they have the same are absent. */
  less(other: Sums): Map<string, number> {
    const keys = new Set([...this.changed.keys(), ...other.changed.keys()]);
    if (this.base !== other.base)
      for (const base of [this.base, other.base]) for (const key of base.keys()) keys.add(key);
    const less = new Map<string, number>();
    for (const key of keys) {
      const amount = this.get(key) - other.get(key);
      if (amount !== 0) less.set(key, amount);
    }
    return less;
  }
}
