/** Step 5: each stream's events are there from the first revision on, linked, and end where the map of heads says. */
import { NO_PREVIOUS } from '../leaf.js';
import type { EventEntry } from '../pack/entries.js';
import type { EventLine, HeadLine } from '../pack/lines.js';
import type { Notes } from './notes.js';

export interface StreamEnd {
  /** The next revision: how many there were. */
  next: number;
  /** Leaf hash of the last event, base64url. */
  leaf: string;
  last?: EventLine;
}

export class Chains {
  private readonly ends = new Map<string, StreamEnd>();
  private lastIndex = -1;

  /**
   * @param streams of the pack.
   * @param keepLast whether the last events are kept: of many streams they would fill the memory.
   */
  constructor(
    streams: readonly { readonly sid: string }[],
    private readonly notes: Notes,
    private readonly keepLast: boolean,
  ) {
    for (const { sid } of streams) this.ends.set(sid, { next: 0, leaf: NO_PREVIOUS });
  }

  /** @param leaf hash of the event's leaf, base64url. */
  take(event: EventLine, { prev }: EventEntry, leaf: string): void {
    const { sid, rev, index } = event;
    const end = this.ends.get(sid);
    if (!end) return this.notes.fail('chain', 'strange-stream', { sid });
    if (index <= this.lastIndex) this.notes.fail('chain', 'out-of-order', { sid, rev });
    if (rev !== end.next) this.notes.fail('chain', 'revision-gap', { sid, rev, expected: end.next });
    else if (prev !== end.leaf) this.notes.fail('chain', 'broken-link', { sid, rev });
    this.lastIndex = Math.max(this.lastIndex, index);
    end.next = rev + 1;
    end.leaf = leaf;
    if (this.keepLast) end.last = event;
  }

  end(sid: string): StreamEnd | undefined {
    return this.ends.get(sid);
  }

  /** @param heads entries of the map of heads, by stream; empty where the map itself does not hold. */
  finish(heads: ReadonlyMap<string, HeadLine>): void {
    let events = 0;
    for (const [sid, { next, leaf }] of this.ends) {
      events += next;
      const head = heads.get(sid);
      if (next === 0) this.notes.fail('chain', 'no-events', { sid });
      else if (!head || head.rev !== next - 1 || head.leaf !== leaf) {
        this.notes.fail('chain', 'head-differs', { sid, rev: next - 1, head: head?.rev ?? 'none' });
      }
    }
    this.notes.reached('chain', { streams: this.ends.size, events });
  }
}
