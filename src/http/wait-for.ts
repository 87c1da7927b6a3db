/** `?waitFor=`: a request may wait, bounded, until the read side has reached a position. */
import type { Progress } from '../../projections/read/progress.js';

/** Longest wait, milliseconds. */
export const WAIT_FOR_MS_MAX = 10_000;

/** The waits of all requests: when the server closes they end at once, so that each is still answered. */
export class ReadSideWaits {
  private readonly waiting = new Set<() => void>();
  private ended = false;

  constructor(private readonly projector: Progress) {}

  /** False: not in time, a projection stands still, or the server is closing. */
  async reached(position: number): Promise<boolean> {
    if (this.ended) return this.projector.position() >= position;
    let giveUp = (): void => undefined;
    const givenUp = new Promise<false>((resolve) => {
      giveUp = () => resolve(false);
    });
    this.waiting.add(giveUp);
    try {
      return await Promise.race([this.projector.reached(position, WAIT_FOR_MS_MAX), givenUp]);
    } finally {
      this.waiting.delete(giveUp);
    }
  }

  end(): void {
    this.ended = true;
    for (const giveUp of this.waiting) giveUp();
  }
}
