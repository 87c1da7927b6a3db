/**
 * Copies a store into another one: compares what is there already, writes what is missing up to the source's head of this
 * moment, and reads it back. Killed at any moment and run again, it ends as if it had never been killed.
 */
import type { StoredEvent } from '../port.js';
import { Appends } from './appends.js';
import { comparePrefix, type Differs, type Reached } from './compare.js';
import { COPY_PAGE, type CopySource, type CopyTarget } from './ends.js';
import { CopyWriter } from './writer.js';

export type CopyPhase = 'comparing' | 'copying' | 'reading back';

export interface Copying {
  readonly source: CopySource;
  readonly target: CopyTarget;
  /** Told of each event of the target, once, in order, when it is known to be the source's. */
  readonly seen?: (events: readonly StoredEvent[]) => void;
  /** How far a phase is: positions of the source, and events so far. */
  readonly progress?: (phase: CopyPhase, position: number, head: number, events: number) => void;
}

export interface Copied {
  readonly kind: 'copied';
  /** Events of the target, all compared with the source. */
  readonly events: number;
  /** Of these, written by this run. */
  readonly copied: number;
  readonly appends: number;
  /** Whether each append is what it was in the source; else neighbours of one stream may have been joined. */
  readonly sameAppends: boolean;
  /** Events that came into the source since the copy began: another run takes them. */
  readonly since: number;
}

/** @throws CopyStopped where the target cannot take more */
export async function copyStore(copying: Copying): Promise<Copied | Differs> {
  const { source, target, progress, seen } = copying;
  const head = await source.head();
  const tell = (phase: CopyPhase): ((events: readonly StoredEvent[], reached: Reached) => void) => {
    return (events, reached) => {
      seen?.(events);
      progress?.(phase, reached.source, head, reached.events);
    };
  };
  const before = await comparePrefix({ source, target, seen: tell('comparing') });
  if ('kind' in before) return before;
  const { events: copied, appends } = await write(copying, before, head);
  const after = await comparePrefix({ source, target, seen: tell('reading back') }, before);
  if ('kind' in after) return after;
  if (after.events !== before.events + copied) {
    const detail = `${copied} events were written behind it, and ${after.events - before.events} can be read back`;
    return { kind: 'differs', same: after.events, detail };
  }
  const since = await countAfter(source, after.source);
  return { kind: 'copied', events: after.events, copied, appends, sameAppends: source.goesOn !== undefined, since };
}

async function write({ source, target, progress }: Copying, from: Reached, head: number): Promise<CopyWriter> {
  const writer = new CopyWriter(target);
  const appends = new Appends();
  for (let position = from.source; position < head;) {
    const page = await source.readAll(position, COPY_PAGE);
    const goesOn = await source.goesOn?.(position, COPY_PAGE);
    const last = page[page.length - 1];
    if (!last) break;
    for (const [i, event] of page.entries()) {
      if (event.position > head) break;
      for (const append of appends.add(event, goesOn?.[i])) await writer.add(append);
    }
    position = last.position;
    progress?.('copying', Math.min(position, head), head, from.events + writer.events);
  }
  for (const append of appends.end()) await writer.add(append);
  await writer.flush();
  return writer;
}

async function countAfter(source: CopySource, position: number): Promise<number> {
  let count = 0;
  for (let after = position; ;) {
    const page = await source.readAll(after, COPY_PAGE);
    const last = page[page.length - 1];
    if (!last) return count;
    count += page.length;
    after = last.position;
  }
}
