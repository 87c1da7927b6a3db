/** A licence to seal, without a table of leases. */
import type { Licence } from './sealer-parts.js';

/** A lease that the test takes away. */
export class Lease implements Licence {
  private readonly over = new AbortController();
  /** What the table says; the signal says it later to who sleeps. */
  held = true;

  constructor(readonly fence: number) {}

  get signal(): AbortSignal {
    return this.over.signal;
  }

  holds(): Promise<boolean> {
    return Promise.resolve(this.held);
  }

  end(): void {
    this.held = false;
    this.over.abort();
  }
}
