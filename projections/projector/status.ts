/** How far each projection is, for people, probes and metrics. */
import type { Progress } from '../read/progress.js';
import type { Track } from './track.js';
import type { EventStore } from '../../src/store/port.js';
import { eventsBehind } from '../../src/store/streams.js';
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

/** A projector, or who follows one in another process. */
export interface Followed extends Pick<Progress, 'served'> {
  readonly tracks: readonly Pick<Track, 'name' | 'version' | 'position' | 'failure' | 'state' | 'movedAt'>[];
}

/** @param head position of the ledger's last fact. Lag is told in positions: events, where those are dense. */
export function statusOf(projector: Followed, head: number, now: number): ProjectionStatus[] {
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

/** With the lag in events on every store: where positions are not dense, the events are counted, up to a page of them. */
export async function countedStatusOf(
  projector: Projector,
  store: EventStore,
  now: number,
): Promise<ProjectionStatus[]> {
  const head = await store.head();
  const all = statusOf(projector, head, now);
  if (store.dense) return all;
  const behind = new Map<number, number>();
  for (const { position } of all) {
    if (!behind.has(position)) behind.set(position, await eventsBehind(store, position, head));
  }
  return all.map((each) => ({ ...each, lagEvents: behind.get(each.position) ?? 0 }));
}
