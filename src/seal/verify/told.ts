/** Step 11: what the manifest tells of the events is what the events are; and which bodies are left out. */
import type { EventLine } from '../pack/lines.js';
import { WITHHELD } from '../pack/lines.js';
import type { PackStream } from '../pack/manifest.js';
import type { Notes } from './notes.js';
import type { Range } from './verdict.js';

type Counts = { -readonly [K in 'events' | 'firstRev' | 'lastRev' | 'withheld']: number };

export class Told {
  private readonly counts = new Map<string, Counts>();
  private readonly ranges = new Map<string, { sid: string; from: number; to: number }[]>();

  take({ sid, rev, body }: EventLine): void {
    const counts = this.counts.get(sid) ?? { events: 0, firstRev: rev, lastRev: rev, withheld: 0 };
    this.counts.set(sid, counts);
    counts.events += 1;
    counts.lastRev = rev;
    if (body !== WITHHELD) return;
    counts.withheld += 1;
    const ranges = this.ranges.get(sid) ?? [];
    this.ranges.set(sid, ranges);
    const last = ranges[ranges.length - 1];
    if (last && last.to === rev - 1) last.to = rev;
    else ranges.push({ sid, from: rev, to: rev });
  }

  withheld(): Range[] {
    return [...this.ranges.values()].flat();
  }

  finish(streams: readonly PackStream[], notes: Notes): void {
    for (const told of streams) {
      const is = this.counts.get(told.sid);
      for (const what of ['events', 'firstRev', 'lastRev', 'withheld'] as const) {
        if (is?.[what] === told[what]) continue;
        notes.fail('readable', 'told-otherwise', { sid: told.sid, what, told: told[what], is: is?.[what] ?? 'none' });
      }
    }
    notes.reached('readable', { streams: streams.length });
  }
}
