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

  /** A table of a projection, as SQL. Refuses like `require`: a rebuild may have begun since the question did. */
  table(table: Table, projection: string): RawBuilder<unknown> {
    this.require([projection]);
    return sql.table(storedName(table.name, this.projector.served(projection)));
  }

  /** One consistent view. Refuses what was read while a rebuild dropped rows: part of a book must not pass as the whole. */
  async snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const { rebuilds } = this.projector;
    const answer = await this.db.snapshot(work);
    if (this.projector.rebuilds !== rebuilds) throw building('A read table is being built anew. Ask again.');
    return answer;
  }

  /** Refuses while one of the projections is built for the first time or again. */
  require(projections: readonly string[]): void {
    for (const name of projections) {
      const track = this.projector.trackOf(name);
      if (track.state === 'building' && !this.projector.retiring.has(name)) {
        throw building(`The read table '${name}' is being built; it has reached position ${track.position}.`);
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

function building(detail: string): Problem {
  return Problem.of(503, 'read-side-building', detail);
}
