/**
 * Folds one lane while this process has its lease. The first lane's also folds what cannot be split, and it alone makes and
 * drops tables; the others wait until it has, and look again whenever it did.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../../src/store/port.js';
import { LaneMoved } from '../tables/read-db.error.js';
import type { Checkpoint, GuardTransaction } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import { ownCheckpoints } from './belonging.js';
import type { ProjectorClock } from './feeder.js';
import { checkpointName, leftBehind, projectionOf, type Lane } from './lane.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';
import type { SharedReadDb } from './shared-projector.js';
import { Track } from './track.js';

/** How often a lane looks whether its tables are there. */
const LOOK_MS = 200;

/** A lane waits: for tables that are not there yet, or were dropped. */
const NO_TABLES = 'the tables of this lane are not there yet';

const isSplit = ({ lanes }: Projection): boolean => lanes === 'stream';

/** Inside each transaction of a lane: its tables must be those that it looked at. Held until the transaction ends. */
export async function sameTables(transaction: GuardTransaction, drops: number): Promise<void> {
  const [row] = await transaction.query('SELECT count FROM read.drops FOR SHARE');
  if (Number(row?.['count'] ?? -1) !== drops) throw new LaneMoved('tables were dropped since this lane looked');
}

export class LaneProjector extends Projector {
  /** Whether this process has the lane now. */
  leads = false;
  /** How many times tables had been dropped when this lane found its place. */
  drops = -1;

  constructor(
    store: EventStore,
    protected override readonly db: SharedReadDb,
    projections: readonly Projection[],
    clock: ProjectorClock,
    readonly lane: Lane,
  ) {
    super(store, db, lane.index === 0 ? projections : projections.filter(isSplit), clock);
  }

  /** Folds under a lease until the signal. Throws Fenced where another process has a larger fence. */
  async lead(signal: AbortSignal): Promise<boolean> {
    this.leads = true;
    try {
      if (this.lane.index === 0) await this.turn(() => this.db.prepare());
      while (!signal.aborted && !(await this.found())) {
        await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      }
      if (!signal.aborted) await this.followUntil(signal);
    } finally {
      this.leads = false;
      for (const { projection } of this.tracks) projection.reset?.();
    }
    return true;
  }

  /** Finds its place anew where tables were dropped since. @param drops how many times that was so until now */
  lookAgain(drops: number): void {
    if (!this.leads || this.lane.index === 0 || this.drops === drops) return;
    // What goes wrong is met again before its next page.
    this.interrupt(() => this.findPlace()).catch(() => undefined);
  }

  /** Ends, with its connections. */
  async closeAll(): Promise<void> {
    await this.close();
    await this.db.close();
  }

  /** Whether it knows where it stands. */
  private async found(): Promise<boolean> {
    try {
      await this.open();
      return true;
    } catch (error) {
      if (error instanceof LaneMoved) return false;
      throw error;
    }
  }

  protected override openNow(): Promise<void> {
    return this.lane.index === 0 ? this.prepareTables() : this.findPlace();
  }

  protected override async standAtCheckpoints(): Promise<void> {
    await (this.lane.index === 0 ? super.standAtCheckpoints() : this.findPlace());
  }

  /** The others' lanes may be building still when this one has caught up. */
  protected override waitsForOthers(): boolean {
    return this.retiring.size > 0;
  }

  protected override async isBuilt(name: string): Promise<boolean> {
    const { version, projection } = this.trackOf(name);
    const known = await this.db.checkpoints();
    const mine = known.filter((c) => projectionOf(c.name) === name && c.version === version);
    return mine.every(({ built }) => built) && mine.length === this.namesOf(projection).length;
  }

  /** Drops the rows of all lanes; each folds its own again. */
  override async rebuild(name: string): Promise<void> {
    const track = this.trackOf(name);
    await this.interrupt(async () => {
      track.restart();
      await this.begin(track);
    });
  }

  /** The tables of every projection, and of those that are split a checkpoint for each lane, or all of it anew. */
  private async prepareTables(): Promise<void> {
    const { dropped } = await ownCheckpoints(this.store, this.db);
    this.dropped.push(...dropped);
    const known = await this.db.checkpoints();
    for (const projection of this.projections) {
      const track = this.freshTrack(projection, isSplit(projection) ? this.lane : undefined);
      track.movedAt = this.clock.now();
      const all = known.filter((c) => projectionOf(c.name) === track.name);
      const now = all.filter(({ version }) => version === track.version);
      const names = this.namesOf(projection);
      const same = now.every((c) => names.includes(c.name) && c.fingerprint === fingerprint(projection.tables));
      if (same && now.length === names.length) {
        await this.db.createTables(projection.tables, projection.version);
        track.standAt(now.find(({ name }) => name === track.checkpoint().name) as Checkpoint);
      } else {
        if (now[0]) await this.db.discard(now[0]);
        await this.begin(track);
      }
      const old = leftBehind(all, track.name, track.version);
      if (old) this.retiring.set(track.name, old);
    }
  }

  /** Makes the tables anew. Before the checkpoints are there no lane writes; what fell in between is begun again. */
  private async begin(track: Track): Promise<void> {
    await this.db.renew(track.checkpoint(), track.projection.tables);
    const lanes = isSplit(track.projection) ? this.lane.of : 0;
    const others = Array.from({ length: lanes }, (_, index) => new Track(track.projection, { index, of: lanes }));
    await this.db.page((writer) => [track, ...others].forEach((each) => writer.checkpoint(each.checkpoint())));
  }

  /**
   * Where this lane's checkpoints say. Before they are read the fence is made known: who slept writes nothing behind them.
   * @throws LaneMoved where one is missing
   */
  private async findPlace(): Promise<void> {
    this.drops = await this.db.drops();
    if (this.drops < 0) throw new LaneMoved(NO_TABLES);
    await this.db.page(() => undefined);
    const known = await this.db.checkpoints();
    for (const projection of this.projections) {
      const track = this.freshTrack(projection, this.lane);
      const { name: stored, fingerprint: text } = track.checkpoint();
      const mine = known.find((c) => c.name === stored && c.version === track.version && c.fingerprint === text);
      if (!mine) throw new LaneMoved(NO_TABLES);
      if (track.movedAt === 0) track.movedAt = this.clock.now();
      track.standAt(mine);
      // What stands still stays so until somebody tries it again.
      if (mine.failure) Object.assign(track, { state: 'failed', failure: mine.failure });
    }
  }

  private namesOf(projection: Projection): readonly string[] {
    if (!isSplit(projection)) return [projection.name];
    return Array.from({ length: this.lane.of }, (_, index) => checkpointName(projection.name, { ...this.lane, index }));
  }
}
