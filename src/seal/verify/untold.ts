/** How many events of a pack are beyond its V and K: they are proven, and texts, tables and pages are silent about them. */
import type { Json } from '../canonical.js';

export interface UntoldCount {
  /** Recorded after K. */
  readonly later: number;
  /** Known at K, and effective after V. */
  readonly dated: number;
}

export class Untold {
  private later = 0;
  private dated = 0;
  private readonly until: number;

  /** @param asOf the day V. @param knownAt the instant K, as the manifest says it; null tells nothing */
  constructor(
    private readonly asOf: string,
    knownAt: string | null,
  ) {
    this.until = knownAt === null ? Infinity : Date.parse(knownAt);
  }

  take(body: { readonly [member: string]: Json | undefined } | undefined): void {
    const { rec, eff } = body ?? {};
    if (typeof rec === 'string' && Date.parse(rec) > this.until) this.later += 1;
    else if (typeof eff === 'string' && eff > this.asOf) this.dated += 1;
  }

  get count(): UntoldCount {
    return { later: this.later, dated: this.dated };
  }
}
