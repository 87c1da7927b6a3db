/** Whether a store is the beginning of another one: the same events, in the same order, byte for byte. */
import type { StoredEvent } from '../port.js';
import { COPY_PAGE, type CopySource, type CopyTarget } from './ends.js';
import { differenceOf, nameOf } from './same.js';

/** How far two stores are the same: events, and the positions of the last one in each. */
export interface Reached {
  readonly events: number;
  readonly source: number;
  readonly target: number;
}

export const NOTHING: Reached = { events: 0, source: 0, target: 0 };

export interface Differs {
  readonly kind: 'differs';
  /** How many events before are the same. */
  readonly same: number;
  /** What stands there, in words. */
  readonly detail: string;
}

export interface Comparing {
  readonly source: Pick<CopySource, 'readAll'>;
  readonly target: Pick<CopyTarget, 'readAll'>;
  /** Told of each page of the target that is the same in the source. */
  readonly seen: (events: readonly StoredEvent[], reached: Reached) => void;
}

/** Reads the target to its end, from a place up to which it is known to be the same. */
export async function comparePrefix({ source, target, seen }: Comparing, from = NOTHING): Promise<Reached | Differs> {
  let reached = from;
  for (;;) {
    const theirs = await target.readAll(reached.target, COPY_PAGE);
    const last = theirs[theirs.length - 1];
    if (!last) return reached;
    const ours = await source.readAll(reached.source, theirs.length);
    for (const [i, event] of theirs.entries()) {
      const detail = differenceAt(ours[i], event);
      if (detail !== undefined) return { kind: 'differs', same: reached.events + i, detail };
    }
    const end = ours[ours.length - 1] as StoredEvent;
    reached = { events: reached.events + theirs.length, source: end.position, target: last.position };
    seen(theirs, reached);
  }
}

function differenceAt(ours: StoredEvent | undefined, theirs: StoredEvent): string | undefined {
  if (!ours) return `the target goes on with ${nameOf(theirs)}, and the source ends`;
  const member = differenceOf(ours, theirs);
  if (member === undefined) return undefined;
  if (ours.id !== theirs.id) return `the source has ${nameOf(ours)}, the target ${nameOf(theirs)}`;
  return `${nameOf(ours)} has another ${member} in the target`;
}
