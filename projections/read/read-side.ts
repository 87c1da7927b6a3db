/** What queries read: tables of the version that is served, the store for single cases, and how far both are. */
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import type { EventStore } from '../../src/store/port.js';
import type { Projector } from '../projector/projector.js';
import type { Queries, ReadDb } from '../tables/read-db.js';
import { storedName, type Table } from '../tables/table.js';
import { cutAt, type Cut } from './cut.js';

/** How long a question with an instant K waits for the clock to reach the ledger's head. */
const CLOCK_WAIT_MS = 5_000;

export interface ReadClock {
  now(): number;
}

export class ReadSide {
  constructor(
    readonly store: EventStore,
    private readonly db: ReadDb,
    private readonly projector: Projector,
    readonly clock: ReadClock,
  ) {}

  /** A table of a projection, as SQL. */
  table(table: Table, projection: string): RawBuilder<unknown> {
    return sql.table(storedName(table.name, this.projector.served(projection)));
  }

  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.db.snapshot(work);
  }

  /** Refuses while one of the projections is built for the first time or stands still. */
  require(projections: readonly string[]): void {
    for (const name of projections) {
      const track = this.projector.trackOf(name);
      if (track.state === 'building' && !this.projector.retiring.has(name)) {
        throw Problem.of(
          503,
          'read-side-building',
          `The read table '${name}' is being built; it has reached position ${track.position}.`,
        );
      }
    }
  }

  /** P: the smallest checkpoint among the projections that an answer reads. */
  position(projections: readonly string[]): number {
    return this.projector.position(projections);
  }

  /** Waits, bounded, until the named projections have reached a position. */
  reached(position: number, projections: readonly string[]): Promise<boolean> {
    return this.projector.reached(position, CLOCK_WAIT_MS, projections);
  }

  /** The cut that K means. An instant is looked up once the clock has reached the ledger's head. */
  async cut(knownAt: string | undefined, zone: string): Promise<Cut> {
    if (knownAt !== undefined) await this.projector.reached(await this.store.head(), CLOCK_WAIT_MS, ['clock']);
    return cutAt(this, knownAt, zone);
  }
}
