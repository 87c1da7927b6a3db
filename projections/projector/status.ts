/** How far each projection is, for people, probes and metrics. */
import type { Projector } from './projector.js';

/** Behind and not moving for this long is an alarm: slow is no fault, standing still is. */
export const STALL_SECONDS = 60;

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: 'building' | 'live' | 'failed' | 'stalled';
  readonly position: number;
  /** Facts of the ledger not yet folded. */
  readonly lagEvents: number;
  /** Version that answers queries. */
  readonly serves: number;
  readonly failure: { readonly event: string; readonly position: number; readonly message: string } | null;
}

/** @param head position of the ledger's last fact; positions are dense in the embedded store. */
export function statusOf(projector: Projector, head: number, now: number): ProjectionStatus[] {
  return projector.tracks.map((track) => {
    const { name, version, position, failure, state, movedAt } = track;
    const lagEvents = Math.max(0, head - position);
    const stalled = lagEvents > 0 && now - movedAt > STALL_SECONDS * 1000;
    return {
      name,
      version,
      state: state !== 'failed' && stalled ? 'stalled' : state,
      position,
      lagEvents,
      serves: projector.served(name),
      failure,
    };
  });
}
