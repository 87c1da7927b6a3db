/** Feeds pages of facts to the projections that stand in front of them. One piece of work on the tables at a time. */
import { setImmediate as others } from 'node:timers/promises';
import { decode } from '../../src/ledger/envelope.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { EventStore, StoredEvent } from '../../src/store/port.js';
import { Turns } from '../../src/turns.js';
import type { ReadDb } from '../tables/read-db.js';
import { historyOf } from './history.js';
import { foldPage, type PageRun, type PageWatch } from './page-run.js';
import { Standing } from './standing.js';
import { StreamKeys } from './stream-keys.js';
import { groupsBehind, takenBy, type Track } from './track.js';

/** Facts folded in one transaction: few enough to die young in the garbage collector and to let requests through. */
export const PROJECTION_BATCH_MAX = 512;
/** So many at first: how long a fact of these cases takes is not known yet. */
const FIRST_BATCH = 64;
/** Behind a transaction that took longer the next one takes half as many facts: a long case holds up nobody, nor the end of the process. */
const PAGE_MS = 1_000;

export interface ProjectorClock {
  now(): number;
}

export class Feeder extends Standing {
  /** Folds each page, for who wants to follow it. */
  around: PageWatch = (_facts, _projections, work) => work();
  protected readonly run: PageRun;
  private readonly turns = new Turns();
  /** Facts of the next transaction. */
  private batch = FIRST_BATCH;
  /** Whether what was written last is not known: it failed, and may have been written all the same. */
  private isDoubtful = false;

  constructor(
    protected readonly store: EventStore,
    protected readonly db: ReadDb,
    protected readonly clock: ProjectorClock,
  ) {
    super();
    this.run = {
      db,
      keys: new StreamKeys(store),
      preparation: {
        history: (stream, upTo) => historyOf(store, stream, upTo),
        query: (work) => db.snapshot(work),
      },
    };
  }

  /** One piece of work on the tables at a time, whoever asks for it: the follower, somebody who catches up, a rebuild. */
  protected turn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      try {
        if (this.isDoubtful) await this.standAtCheckpoints();
        const done = await work();
        this.isDoubtful = false;
        this.crash = undefined;
        return done;
      } catch (error) {
        this.isDoubtful = true;
        throw error;
      }
    });
  }

  /** A page whose end nobody heard of may have been written: the checkpoints tell, not what is remembered. */
  protected async standAtCheckpoints(): Promise<void> {
    const checkpoints = await this.db.checkpoints();
    for (const track of this.runningTracks()) {
      const { name: stored } = track.checkpoint();
      const mine = checkpoints.find(({ name, version }) => name === stored && version === track.version);
      if (mine && mine.position !== track.position) track.standAt(mine);
    }
  }

  /**
   * Within the turn. Somebody else may have caught up while this page waited for it: what they have folded is not folded
   * again, and who stands before the page is left to those who read from there.
   * @param after position that the page follows
   */
  protected async feedNext(after: number, page: readonly StoredEvent[]): Promise<void> {
    const { position: last } = page[page.length - 1] as StoredEvent;
    for (const { tracks, from, until } of groupsBehind(this.runningTracks(), last)) {
      const isNext = ({ position }: StoredEvent): boolean => position > from && position <= until;
      if (from < after) continue;
      for (let rest = page.filter(isNext); rest.length > 0;) {
        const { batch } = this;
        await this.feed(tracks, rest.slice(0, batch));
        rest = rest.slice(batch);
        // Requests, and whoever ends this process.
        if (rest.length > 0) await others();
      }
    }
  }

  /**
   * One page for each group that is behind `head`; false when none is. Who stands where is asked within the turn: between
   * two turns a rebuild may have put a projection back to the start, and it must not be fed from elsewhere.
   */
  protected step(head: number): Promise<boolean> {
    return this.turn(async () => {
      const behind = groupsBehind(this.runningTracks(), head);
      for (const { tracks, from, until } of behind) {
        const page = await this.store.readAll(from, this.batch);
        const next = page.filter((event) => event.position <= until);
        await this.feed(tracks, next);
      }
      if (behind.length === 0) await this.settle();
      return behind.length > 0;
    });
  }

  private async feed(tracks: readonly Track[], page: readonly StoredEvent[]): Promise<void> {
    const end = page[page.length - 1];
    if (end === undefined) return;
    // A fact of another lane is not even parsed.
    const facts = takenBy(tracks, page).map((event) => decode(event) as LedgerFact);
    const fold = (): Promise<void> => foldPage(this.run, tracks, facts, end);
    const begun = performance.now();
    await (facts.length === 0 ? fold() : this.around(facts, tracks.length, fold));
    this.batch = batchBehind(page.length, this.batch, performance.now() - begun);
    for (const track of tracks) track.movedAt = this.clock.now();
    this.tell();
  }

  /** Within the turn. All have caught up: what was being built is served from now on, and what it replaces is dropped. */
  private async settle(): Promise<void> {
    await this.settled();
    for (const [name, old] of [...this.retiring]) {
      if (this.trackOf(name).state !== 'live' || !(await this.isBuilt(name))) continue;
      // In this order: where somebody still reads them, they are dropped at the next try.
      await this.db.discard(old);
      this.retiring.delete(name);
    }
  }

  /** Whether nobody else still builds a part of it. */
  protected isBuilt(_name: string): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** What has caught up for the first time answers from now on, here and where others read. */
  private async settled(): Promise<void> {
    const tracks = this.runningTracks();
    for (const track of tracks) track.state = 'live';
    const fresh = tracks.filter((track) => !track.built);
    if (fresh.length === 0) return;
    for (const track of fresh) track.built = true;
    try {
      await this.db.page((writer) => fresh.forEach((track) => writer.checkpoint(track.checkpoint())));
    } catch (error) {
      for (const track of fresh) track.built = false;
      throw error;
    }
  }
}

/** How many facts the next transaction takes, behind one of `count` where there was room for `batch`. */
function batchBehind(count: number, batch: number, ms: number): number {
  if (ms > PAGE_MS) return Math.max(1, count >> 1);
  return count < batch ? batch : Math.min(PROJECTION_BATCH_MAX, 2 * batch);
}
