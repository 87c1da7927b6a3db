/** Heads as they stood at a map: what has moved since is taken back, what has begun since is left out. */
import { setImmediate as turn } from 'node:timers/promises';
import { parseSpecial } from '../seal/special-leaves.js';
import type { EventStore } from '../store/port.js';
import { leafOfEvent } from './event-leaf.js';
import type { SealDb } from './seal-db.js';

/** Events taken between two turns of the event loop. */
const PAGE = 1_000;

interface Before {
  readonly rev: number;
  /** Leaf hash of that event, base64url. */
  readonly leaf: string;
}

export interface Head extends Before {
  readonly sid: string;
}

export type StoredHead = ReturnType<SealDb['headsAfter']>[number];

/** The map: so many leaves lie before it, the last fact of them at this position of the store. */
export interface MapPlace {
  readonly covers: number;
  readonly position: number;
}

export class HeadsThen {
  /** Where streams stood before their first event behind the map. */
  private readonly before = new Map<string, Before>();
  private readonly known = new Set<string>();
  /** Up to where in the store that is known. */
  private position: number;

  /** @param store the whole store, checkpoints included */
  constructor(
    private readonly db: SealDb,
    private readonly store: EventStore,
    private readonly map: MapPlace,
  ) {
    this.position = map.position;
  }

  /** @param heads as `seal.db` has them now, or had them a moment ago */
  async of(heads: readonly StoredHead[]): Promise<Head[]> {
    const hasMoved = ({ idx }: StoredHead): boolean => idx >= this.map.covers;
    // What moved since this was asked last is looked up too: the sealer goes on meanwhile.
    if (heads.some(hasMoved)) await this.lookBack();
    return heads.flatMap((head) => {
      const { sid, rev, leaf } = head;
      if (!hasMoved(head)) return [{ sid, rev, leaf }];
      const before = this.before.get(sid);
      return before ? [{ sid, ...before }] : [];
    });
  }

  private async lookBack(): Promise<void> {
    const { position: until } = this.db.log();
    if (this.known.size > 0 && this.position >= until) return;
    await this.gaps();
    while (this.position < until) {
      const page = await this.store.readAll(this.position, PAGE);
      for (const event of page) {
        if (this.known.has(event.stream)) continue;
        this.known.add(event.stream);
        if (event.revision > 0) {
          this.before.set(event.stream, { rev: event.revision - 1, leaf: leafOfEvent(event).prev });
        }
      }
      const last = page[page.length - 1];
      if (!last) return;
      this.position = last.position;
      await turn();
    }
  }

  private async gaps(): Promise<void> {
    for (const { entry } of this.db.specialsFrom(this.map.covers + 1)) {
      const gap = parseSpecial(entry);
      if (gap?.typ !== 'dcl.gap' || this.known.has(gap.sid)) continue;
      this.known.add(gap.sid);
      const [last] = gap.from === 0 ? [] : await this.store.readStream(gap.sid, gap.from - 1, 1);
      if (last) this.before.set(gap.sid, { rev: last.revision, leaf: leafOfEvent(last).hash.toString('base64url') });
    }
  }
}
