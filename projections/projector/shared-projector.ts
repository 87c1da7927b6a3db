/**
 * A projector whose tables many processes share. Who has the lease folds; the others read checkpoints, so that they know
 * what is served, how far it is, and when what they have waited for is there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../../src/store/port.js';
import type { Checkpoint, ReadDb } from '../tables/read-db.js';
import { Fenced } from '../tables/read-db.error.js';
import { lastOf, leftBehind, projectionOf } from './lane.js';
import type { Projection } from './projection.js';
import { Projector, type ProjectorClock } from './projector.js';
import { Track } from './track.js';

/** How often checkpoints are looked at; and while somebody waits for one. */
const LOOK_MS = 500;
const WAIT_LOOK_MS = 25;
/** Who catches up gives up where nothing moves for this long. */
const NOBODY_MS = 30_000;

/** A read database of many processes. */
export interface SharedReadDb extends ReadDb {
  /** Makes what every writer needs, where it is missing. Under the guard, as whatever is written. */
  prepare(): Promise<void>;
  /** How many times tables were dropped; -1 where there is nothing yet. */
  drops(): Promise<number>;
}

export class SharedProjector extends Projector {
  override readonly shared = true;
  override writes = false;
  private readonly watching = new AbortController();
  private watch: Promise<void> | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    store: EventStore,
    private readonly sharedDb: SharedReadDb,
    projections: readonly Projection[],
    clock: ProjectorClock,
  ) {
    super(store, sharedDb, projections, clock);
  }

  /** Looks where each projection stands; writes nothing. */
  override async open(): Promise<void> {
    await this.look();
  }

  /** Looks again and again until `close`. */
  override start(): void {
    this.watch ??= this.watched();
  }

  override async close(): Promise<void> {
    this.watching.abort();
    await super.close();
    await this.watch;
  }

  /**
   * Folds under a lease until the signal. What is written carries the fence; the first thing makes it known to the database,
   * so that nobody who slept writes behind the checkpoints that are read next. Throws Fenced where another has a larger one.
   */
  async lead(signal: AbortSignal): Promise<boolean> {
    await this.looking;
    try {
      // Nobody folds before it is known where the one before has stopped.
      await this.turn(async () => {
        this.writes = true;
        await this.sharedDb.prepare();
        await this.openNow();
        await this.dropsNow();
      });
      await this.followUntil(signal);
    } finally {
      this.writes = false;
      for (const { projection } of this.tracks) projection.reset?.();
      await this.look().catch(() => undefined);
    }
    return true;
  }

  /** Who does not fold waits until who does has folded what is in the ledger now. Throws where nobody gets on with it. */
  override async catchUp(progress?: (position: number, head: number) => void): Promise<void> {
    const head = await this.store.head();
    for (let [at, since] = [-1, 0]; !this.watching.signal.aborted; await sleep(WAIT_LOOK_MS)) {
      // The lease may go to another while this one folds: then that one is waited for.
      if (this.writes) await super.catchUp(progress).catch(unlessFenced);
      else await this.look();
      const least = this.leastOf(this.tracks);
      progress?.(least, head);
      if (this.hasReached(head)) return;
      if (least !== at) [at, since] = [least, performance.now()];
      else if (performance.now() - since > NOBODY_MS) {
        throw new Error(
          `The read side stands at ${at} of ${head}: no process with the role projector folds. Start one.`,
        );
      }
    }
  }

  /** As far as it can: what stands still is waited for by nobody. */
  private hasReached(head: number): boolean {
    return this.tracks.every((track) => track.state === 'failed' || track.position >= head);
  }

  override async rebuild(name: string): Promise<void> {
    await super.rebuild(name);
    await this.dropsNow();
  }

  /** Asked of the database: another process may have dropped tables since. */
  override async unchanged(rebuilds: number): Promise<boolean> {
    const drops = await this.sharedDb.drops();
    if (drops !== this.rebuilds && !this.writes) await this.look();
    return drops === rebuilds;
  }

  override async reached(position: number, ms: number, names?: readonly string[]): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (this.position(names) < position) {
      if (this.writes) return super.reached(position, Math.max(0, Math.round(deadline - performance.now())), names);
      if (this.isStuck(names) || performance.now() > deadline || this.watching.signal.aborted) return false;
      await this.look();
      if (this.position(names) < position) await sleep(WAIT_LOOK_MS);
    }
    return true;
  }

  /** One look at a time: whoever wants one while it is under way shares it. */
  protected look(): Promise<void> {
    this.looking ??= this.lookNow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookNow(): Promise<void> {
    if (this.writes) return;
    // In this order: tables that are dropped in between make the next answer refuse.
    const drops = await this.sharedDb.drops();
    const known = await this.sharedDb.checkpoints();
    if (this.writes) return;
    this.rebuilds = drops;
    this.retiring.clear();
    for (const projection of this.projections) this.see(projection, known);
    this.tell();
  }

  private see(projection: Projection, known: readonly Checkpoint[]): void {
    let track = this.tracks.find(({ name }) => name === projection.name);
    if (!track) this.tracks.push((track = new Track(projection)));
    const { name, version } = track;
    const all = known.filter((checkpoint) => projectionOf(checkpoint.name) === name);
    track.see(lastOf(all.filter((checkpoint) => checkpoint.version === version)), this.clock.now());
    const old = leftBehind(all, name, version);
    if (old && track.state === 'building') this.retiring.set(name, old);
  }

  private async dropsNow(): Promise<void> {
    this.rebuilds = await this.sharedDb.drops();
  }

  private async watched(): Promise<void> {
    const { signal } = this.watching;
    while (!signal.aborted) {
      // A database that does not answer: what is known grows old, and questions say so themselves.
      if (!this.writes) await this.look().catch(() => undefined);
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

function unlessFenced(error: unknown): void {
  if (!(error instanceof Fenced)) throw error;
}
