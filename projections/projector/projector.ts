/**
 * The projector: one reader scans and parses once and feeds all projections that stand at the same position; those
 * behind catch up in pages of their own, then join. Rows and checkpoint of a page are one transaction.
 */
import type { EventStore } from '../../src/store/port.js';
import type { ReadDb } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import { ownCheckpoints } from './belonging.js';
import type { ProjectorClock } from './feeder.js';
import { Follower } from './follower.js';
import { historyOf } from './history.js';
import { leftBehind } from './lane.js';
import { refoldKey } from './page-run.js';
import type { Projection } from './projection.js';

export { PROJECTION_BATCH_MAX, type ProjectorClock } from './feeder.js';

export class Projector extends Follower {
  /** What was dropped when it was opened, and why; in words for a log line. */
  readonly dropped: string[] = [];

  constructor(
    store: EventStore,
    db: ReadDb,
    protected readonly projections: readonly Projection[],
    clock: ProjectorClock,
  ) {
    super(store, db, clock);
  }

  /** Finds where each projection stands, and makes the tables of new versions. */
  open(): Promise<void> {
    return this.turn(() => this.openNow());
  }

  /** Within the turn. */
  protected async openNow(): Promise<void> {
    const { known, dropped } = await ownCheckpoints(this.store, this.db);
    this.dropped.push(...dropped);
    for (const projection of this.projections) {
      const track = this.freshTrack(projection);
      track.movedAt = this.clock.now();
      const mine = known.find((c) => c.name === track.name && c.version === track.version);
      const same = mine?.fingerprint === fingerprint(projection.tables);
      // Without a checkpoint, tables that are there hold what an interrupted rebuild left.
      if (same) await this.db.createTables(projection.tables, projection.version);
      else await this.db.renew(mine ?? track.checkpoint(), projection.tables);
      if (mine && same) track.standAt(mine);
      const old = leftBehind(known, track.name, track.version);
      if (old) this.retiring.set(track.name, old);
    }
  }

  /** Whether a rebuild, or that of one key's rows, can be done by this process. */
  rebuildsHere(_name: string, _stream?: string): boolean {
    return this.writes;
  }

  /** Drops a projection's rows and folds it again from the first fact. */
  async rebuild(name: string): Promise<void> {
    const track = this.trackOf(name);
    await this.interrupt(async () => {
      track.restart();
      this.rebuilds += 1;
      await this.db.renew(track.checkpoint(), track.projection.tables);
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
      Object.assign(track, { state: track.built ? 'live' : 'building', failure: null });
    });
  }
}
