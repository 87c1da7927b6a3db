/** How often checkpoints are made, and how much of the thread the sealer leaves to others. */

/** How often a checkpoint is made while facts come in; sooner where a request waits for its receipt. */
const SEAL_MS = 1_000;
const RECEIPT_MS = 100;
/** After work of t ms the sealer leaves the thread alone for twice that: recording never slows down by more than a third. */
const REST = 2;

export class Pace {
  /** When the last checkpoint was made. */
  publishedAt = 0;
  /** Milliseconds for which the sealer kept the thread since its last rest. */
  worked = 0;

  /** When the next checkpoint of leaves that no checkpoint covers is to be made. @param waiting for a receipt */
  dueAt(waiting: boolean): number {
    return this.publishedAt + (waiting ? RECEIPT_MS : SEAL_MS);
  }

  /** For how long nothing is done now. */
  get restMs(): number {
    return Math.min(REST * this.worked, SEAL_MS);
  }
}
