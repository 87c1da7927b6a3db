/**
 * A reactor: what happens when a clock passes. It asks projections and sends commands, and is never replayed; what may
 * be replayed is a projector, which is another type (`projections/projector/projection.ts`).
 */
export interface Reactor {
  readonly name: string;
  /** Does what is due now, at most one batch. Returns how much it did; 0 when nothing was due. */
  react(): Promise<number>;
}
