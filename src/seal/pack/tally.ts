/** Counts events while they are written for the first time, and keeps the last of each stream. */
import type { EventLine } from './lines.js';
import { WITHHELD } from './lines.js';
import type { PackStream } from './manifest.js';

interface Count {
  readonly role: PackStream['role'];
  events: number;
  firstRev: number;
  withheld: number;
  last?: EventLine;
}

export class Tally {
  private readonly counts = new Map<string, Count>();

  /** @param keepLast whether the last events are kept: of many streams they would fill the memory. */
  constructor(
    streams: readonly Pick<PackStream, 'sid' | 'role'>[],
    private readonly keepLast: boolean,
  ) {
    for (const { sid, role } of streams) this.counts.set(sid, { role, events: 0, firstRev: 0, withheld: 0 });
    if (this.counts.size !== streams.length) throw new RangeError('a stream is in the pack twice');
  }

  /** Throws RangeError on an event of no stream of the pack. */
  take(event: EventLine): void {
    const count = this.counts.get(event.sid);
    if (!count) throw new RangeError(`${event.sid} is no stream of this pack`);
    if (count.events === 0) count.firstRev = event.rev;
    count.events += 1;
    if (event.body === WITHHELD) count.withheld += 1;
    if (this.keepLast) count.last = event;
  }

  /** Sorted by id. Throws RangeError on a stream without events. */
  streams(): PackStream[] {
    return [...this.counts]
      .map(([sid, { role, events, firstRev, withheld }]) => {
        if (events === 0) throw new RangeError(`${sid} has no event`);
        return { sid, role, events, firstRev, lastRev: firstRev + events - 1, withheld };
      })
      .sort((a, b) => (a.sid < b.sid ? -1 : 1));
  }

  last(): EventLine[] {
    return [...this.counts.values()].flatMap(({ last }) => (last ? [last] : []));
  }
}
