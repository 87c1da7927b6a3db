/**
 * The lanes of the projector, each under a lease of its own, shared out among the processes that have the role. Each such
 * process also has a seat: so many seats are taken, so many processes share the lanes, and none keeps more than its part.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Turns } from '../turns.js';
import { LeaseKeeper, LOOKS, type Term } from './lease-keeper.js';
import type { LeaseTable } from './lease.js';

/** The lease of a lane; that of the first is the projector's own, so that a process without lanes never folds beside it. */
export function laneLease(index: number): string {
  return index === 0 ? 'projector' : `projector-${index + 1}`;
}

/** The leases of lanes but the first. */
export const LATER_LANE = /^projector-\d+$/;

const SEAT = 'projector seat ';

export interface LaneDeskParts {
  readonly leases: LeaseTable;
  /** This process. */
  readonly holder: string;
  readonly seconds: number;
  readonly lanes: number;
  readonly log: (line: string) => void;
}

/** Does the work of a lane until the term's signal aborts. */
export type LaneLead = (lane: number, term: Term) => Promise<boolean>;

export class LaneDesk {
  private readonly lanes: readonly LeaseKeeper[];
  private readonly seats: readonly LeaseKeeper[];
  private readonly turns = new Turns();
  private readonly held = new Set<LeaseKeeper>();
  private readonly stopping = new AbortController();
  private sharing: Promise<void> | undefined;
  /** Lanes that this process may have; none before it knows who else is there. */
  private share = 0;

  constructor(private readonly parts: LaneDeskParts) {
    const keeper = (name: string, may: () => boolean): LeaseKeeper => {
      const made: LeaseKeeper = new LeaseKeeper({ ...parts, name, ask: (acquire) => this.asked(made, may, acquire) });
      return made;
    };
    const all = Array.from({ length: parts.lanes }, (_, index) => index);
    this.lanes = all.map((index) => keeper(laneLease(index), () => this.count(this.lanes) < this.share));
    this.seats = all.map((index) => keeper(`${SEAT}${index + 1}`, () => this.count(this.seats) === 0));
  }

  start(lead: LaneLead): void {
    if (this.sharing) return;
    for (const seat of this.seats) seat.start((term) => this.holding(seat, over(term)));
    this.lanes.forEach((lane, index) => lane.start((term) => this.holding(lane, lead(index, term))));
    this.sharing = this.shareOut();
  }

  /** The holding of a lane by this process. */
  termOf(lane: number): Term | undefined {
    return this.lanes[lane]?.term;
  }

  /** Ends the work and gives everything back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.lanes, ...this.seats].map((keeper) => keeper.stop()));
    await this.sharing;
  }

  private count(keepers: readonly LeaseKeeper[]): number {
    return keepers.filter((keeper) => this.held.has(keeper)).length;
  }

  /** One question at a time, so that no two take what only one may. */
  private asked(
    keeper: LeaseKeeper,
    may: () => boolean,
    acquire: () => Promise<number | undefined>,
  ): Promise<number | undefined> {
    return this.turns.take(async () => {
      const fence = may() ? await acquire() : undefined;
      if (fence !== undefined) this.held.add(keeper);
      return fence;
    });
  }

  private async holding(keeper: LeaseKeeper, work: Promise<boolean>): Promise<boolean> {
    try {
      return await work;
    } finally {
      this.held.delete(keeper);
    }
  }

  /** Looks how many processes share the lanes, and gives back one that is more than this one's part. */
  private async shareOut(): Promise<void> {
    const { leases, seconds, lanes } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const known = await leases.list().catch(() => undefined);
      const seats = known?.filter(({ name, secondsLeft }) => name.startsWith(SEAT) && secondsLeft > 0).length;
      // Where the leases do not answer, everything stays as it is.
      if (seats !== undefined) this.share = this.count(this.seats) === 0 ? 0 : Math.ceil(lanes / Math.max(seats, 1));
      const mine = this.lanes.filter((lane) => this.held.has(lane));
      if (mine.length > this.share) mine.at(-1)?.giveBack();
      await sleep((seconds * 1000) / LOOKS, undefined, { signal }).catch(() => undefined);
    }
  }
}

function over({ signal }: Term): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true);
    else signal.addEventListener('abort', () => resolve(true));
  });
}
