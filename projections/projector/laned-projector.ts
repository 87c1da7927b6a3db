/**
 * A projector whose work is split over lanes. Here is what is known of all of them; each lane's own projector folds, under
 * its own lease. How far a projection is, is how far the last of its lanes is.
 */
import type { EventStore } from '../../src/store/port.js';
import { laneOf } from './lane.js';
import type { LaneProjector } from './lane-projector.js';
import type { ProjectorClock } from './feeder.js';
import type { Projection } from './projection.js';
import { SharedProjector, type SharedReadDb } from './shared-projector.js';

export class LanedProjector extends SharedProjector {
  /** @param lanes each over its own connections and under its own fence */
  constructor(
    store: EventStore,
    db: SharedReadDb,
    projections: readonly Projection[],
    clock: ProjectorClock,
    readonly lanes: readonly LaneProjector[],
  ) {
    super(store, db, projections, clock);
    for (const lane of lanes) lane.around = (facts, count, work) => this.around(facts, count, work);
  }

  override async close(): Promise<void> {
    await super.close();
    for (const lane of this.lanes) await lane.closeAll();
  }

  /** A lane that waits at the end of the ledger does not meet what was dropped in front of it: it is told. */
  protected override async look(): Promise<void> {
    await super.look();
    for (const lane of this.lanes) lane.lookAgain(this.rebuilds);
  }

  override rebuildsHere(name: string, stream?: string): boolean {
    return this.laneFor(name, stream).leads;
  }

  override async rebuild(name: string): Promise<void> {
    await this.laneFor(name).rebuild(name);
    await this.look();
  }

  override async rebuildKey(name: string, stream: string): Promise<void> {
    await this.laneFor(name, stream).rebuildKey(name, stream);
    await this.look();
  }

  /** In whichever lanes of it stand still. */
  override async retry(name: string): Promise<void> {
    for (const lane of this.lanes.filter(({ leads, tracks }) => leads && tracks.some((t) => t.name === name))) {
      await lane.retry(name);
    }
  }

  /** Who drops a whole projection's rows, or folds one stream's again. */
  private laneFor(name: string, stream?: string): LaneProjector {
    const projection = this.projections.find((each) => each.name === name);
    const split = stream !== undefined && projection?.lanes === 'stream';
    return this.lanes[split ? laneOf(stream, this.lanes.length) : 0] as LaneProjector;
  }
}
