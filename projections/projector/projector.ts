/**
 * The projector: one reader scans and parses once and feeds all projections that stand at the same position; those
 * behind catch up in pages of their own, then join. Rows and checkpoint of a page are one transaction.
 */
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode } from '../../src/ledger/envelope.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../../src/store/port.js';
import { mayPass } from '../tables/read-db.error.js';
import type { Checkpoint, ReadDb } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import { ownCheckpoints } from './belonging.js';
import { historyOf } from './history.js';
import { foldPage, refoldKey, type PageRun } from './page-run.js';
import type { Projection } from './projection.js';
import { StreamKeys } from './stream-keys.js';
import { groupsBehind, Track } from './track.js';
import { Turns } from '../../src/turns.js';

/** Facts folded in one transaction: few enough to die young in the garbage collector and to let requests through. */
export const PROJECTION_BATCH_MAX = 512;

/** Pause after a failure that may pass. */
const RETRY_MS = 1_000;

export interface ProjectorClock {
  now(): number;
}

export class Projector {
  readonly tracks: Track[] = [];
  /** Old versions that answer queries until the new one has caught up. */
  readonly retiring = new Map<string, Checkpoint>();
  /** What was dropped when it was opened, and why; in words for a log line. */
  readonly dropped: string[] = [];
  /** How many times rows of a whole projection were dropped: what was read meanwhile may lack some. */
  rebuilds = 0;
  private readonly run: PageRun;
  private readonly turns = new Turns();
  private readonly stop = new AbortController();
  private readonly moved = new EventEmitter().setMaxListeners(0);
  private disturbed = new AbortController();
  private running: Promise<void> | undefined;
  private crash: unknown;

  constructor(
    private readonly store: EventStore,
    private readonly db: ReadDb,
    private readonly projections: readonly Projection[],
    private readonly clock: ProjectorClock,
  ) {
    this.run = {
      db,
      keys: new StreamKeys(store),
      preparation: {
        history: (stream, upTo) => historyOf(store, stream, upTo),
        query: (work) => db.snapshot(work),
      },
    };
  }

  /** Finds where each projection stands, and makes the tables of new versions. */
  async open(): Promise<void> {
    const { known, dropped } = await ownCheckpoints(this.store, this.db);
    this.dropped.push(...dropped);
    for (const projection of this.projections) {
      const track = new Track(projection);
      track.movedAt = this.clock.now();
      const mine = known.find((c) => c.name === track.name && c.version === track.version);
      const same = mine?.fingerprint === fingerprint(projection.tables);
      // Without a checkpoint, tables that are there hold what an interrupted rebuild left.
      if (!same) await this.db.discard(mine ?? track.checkpoint());
      await this.db.createTables(projection.tables, projection.version);
      if (mine && same) {
        Object.assign(track, { position: mine.position, event: mine.event, state: 'live' });
      }
      const old = known.filter((c) => c.name === track.name && c.version !== track.version);
      for (const checkpoint of old) this.retiring.set(track.name, checkpoint);
      this.tracks.push(track);
    }
  }

  /** Follows the ledger until `close`. */
  start(): void {
    this.running = this.follow().catch((error: unknown) => {
      this.crash = error;
      this.moved.emit('moved');
    });
  }

  async close(): Promise<void> {
    this.stop.abort();
    this.disturbed.abort();
    await this.running;
  }

  /** Folds everything that is in the ledger now, without following it further. */
  async catchUp(progress?: (position: number, head: number) => void): Promise<void> {
    const head = await this.store.head();
    while (!this.stop.signal.aborted && (await this.step(head))) {
      progress?.(this.position(), head);
    }
  }

  /** The smallest position that all projections (or the named ones) have reached. */
  position(names?: readonly string[]): number {
    const tracks = this.tracks.filter((track) => !names || names.includes(track.name));
    return tracks.reduce((least, track) => Math.min(least, track.position), Number.MAX_SAFE_INTEGER);
  }

  /** Waits until the named projections have reached a position. False: not within `ms`, or one stands still. */
  async reached(position: number, ms: number, names?: readonly string[]): Promise<boolean> {
    const deadline = AbortSignal.timeout(ms);
    while (this.position(names) < position) {
      const stuck = this.tracks.some((t) => t.state === 'failed' && (!names || names.includes(t.name)));
      if (stuck || this.crash !== undefined || deadline.aborted) return false;
      await once(this.moved, 'moved', { signal: deadline }).catch(() => undefined);
    }
    return true;
  }

  /** Drops a projection's rows and folds it again from the first fact. */
  async rebuild(name: string): Promise<void> {
    const track = this.trackOf(name);
    await this.interrupt(async () => {
      track.restart();
      this.rebuilds += 1;
      await this.db.discard(track.checkpoint());
      await this.db.createTables(track.projection.tables, track.version);
    });
  }

  /** Drops and folds again one key's rows, up to where the projection stands. */
  async rebuildKey(name: string, stream: string): Promise<void> {
    const track = this.trackOf(name);
    // What is folded from every fact has no rows of one key.
    if (track.projection.every) return this.rebuild(name);
    await this.interrupt(async () => {
      const key = await this.run.keys.find(stream);
      const facts = (await historyOf(this.store, stream)).filter((fact) => fact.position <= track.position);
      await refoldKey(this.run, track, key, facts);
    });
  }

  /** Tries a projection that stands still once more. */
  async retry(name: string): Promise<void> {
    const track = this.trackOf(name);
    await this.interrupt(async () => {
      track.projection.reset?.();
      Object.assign(track, { state: 'live', failure: null });
    });
  }

  trackOf(name: string): Track {
    const track = this.tracks.find((t) => t.name === name);
    if (!track) throw new Error(`there is no projection '${name}'`);
    return track;
  }

  /** The version whose tables answer queries: this program's, or the one before while this one is being built. */
  served(name: string): number {
    const track = this.trackOf(name);
    const old = this.retiring.get(name);
    if (track.state !== 'building' || !old) return track.version;
    return old.fingerprint === fingerprint(track.projection.tables) ? old.version : track.version;
  }

  private async follow(): Promise<void> {
    while (!this.stop.signal.aborted) {
      this.disturbed = new AbortController();
      try {
        await this.catchUp();
        await this.live();
      } catch (error) {
        if (!mayPass(error)) throw error;
        // A full disk, for instance: lag and `stalled` tell of it, and it goes on by itself.
        await sleep(RETRY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
      }
    }
  }

  /** Feeds what the subscription brings, until something disturbs. */
  private async live(): Promise<void> {
    const from = Math.min(...this.runningTracks().map((track) => track.position));
    const { signal: disturbed } = this.disturbed;
    for await (const page of this.store.subscribe(from, AbortSignal.any([this.stop.signal, disturbed]))) {
      // A rebuild that had its turn meanwhile has tables at the start again: this page is not their next one.
      await this.turns.take(async () => {
        if (!disturbed.aborted) await this.feed(this.runningTracks(), page);
      });
      if (this.runningTracks().some((track) => track.position < (page[page.length - 1] as StoredEvent).position))
        return;
    }
  }

  /**
   * One page for each group that is behind `head`; false when none is. Who stands where is asked within the turn: between
   * two turns a rebuild may have put a projection back to the start, and it must not be fed from elsewhere.
   */
  private step(head: number): Promise<boolean> {
    return this.turns.take(async () => {
      const behind = groupsBehind(this.runningTracks(), head);
      for (const { tracks, from, until } of behind) {
        const page = await this.store.readAll(from, Math.min(PROJECTION_BATCH_MAX, PAGE_EVENTS_MAX));
        await this.feed(
          tracks,
          page.filter((event) => event.position <= until),
        );
      }
      if (behind.length === 0) await this.settle();
      return behind.length > 0;
    });
  }

  private async feed(tracks: readonly Track[], page: readonly StoredEvent[]): Promise<void> {
    if (page.length === 0) return;
    const facts = page.map((event) => decode(event) as LedgerFact);
    await foldPage(this.run, tracks, facts);
    for (const track of tracks) track.movedAt = this.clock.now();
    this.moved.emit('moved');
  }

  /** Within the turn. All have caught up: what was being built is served from now on, and what it replaces is dropped. */
  private async settle(): Promise<void> {
    for (const track of this.runningTracks()) track.state = 'live';
    for (const [name, old] of [...this.retiring]) {
      if (this.trackOf(name).state !== 'live') continue;
      this.retiring.delete(name);
      await this.db.discard(old);
    }
  }

  private runningTracks(): Track[] {
    return this.tracks.filter((track) => track.state !== 'failed');
  }

  /** Does something between two pages and lets the reader find its place anew. */
  private interrupt(work: () => Promise<void>): Promise<void> {
    return this.turns.take(() => {
      this.disturbed.abort();
      return work();
    });
  }
}
