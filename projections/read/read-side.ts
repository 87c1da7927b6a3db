/** What queries read: tables of the version that is served, the store for single cases, and how far both are. */
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { isMissingTable, PostgresError } from '../../src/postgres/postgres.error.js';
import type { EventStore } from '../../src/store/port.js';
import type { Queries, ReadDb } from '../tables/read-db.js';
import { storedName, type Table } from '../tables/table.js';
import { incidentsAbout } from '../registers/incidents-about.query.js';
import { cutAt, type Cut } from './cut.js';
import type { Progress } from './progress.js';

/** How long a question with an instant K waits for the clock to reach the ledger's head. */
const CLOCK_WAIT_MS = 5_000;

export interface ReadClock {
  now(): number;
}

/** What questions about one case read: streams, where K cuts them, and which incidents are about it. Facts in memory give as much. */
export type CaseSource = Pick<ReadSide, 'store' | 'clock' | 'cut' | 'incidentsAbout'>;

export class ReadSide {
  constructor(
    readonly store: EventStore,
    private readonly db: ReadDb,
    private readonly projector: Progress,
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
    try {
      const answer = await this.db.snapshot(work);
      if (await this.projector.unchanged(rebuilds)) return answer;
    } catch (error) {
      if (error instanceof PostgresError) throw unavailable(error);
      // Dropped in between: then nobody is to blame but the moment.
      if (!isMissingTable(error) || (await this.projector.unchanged(rebuilds))) throw error;
    }
    throw building('A read table is being built anew. Ask again.');
  }

  /** Refuses while one of the projections is built for the first time or again. */
  require(projections: readonly string[]): void {
    for (const name of projections) {
      const position = this.projector.unready(name);
      if (position !== undefined) {
        throw building(`The read table '${name}' is being built; it has reached position ${position}.`);
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

  /** Incidents that froze contact on a case, in order of their ids. @param position that the rows must have reached. */
  incidentsAbout(caseId: string, position: number): Promise<string[]> {
    return incidentsAbout(this, caseId, position);
  }
}

/** The database's own words may name its address: they are for the operator's log, not for who asks. */
function unavailable(error: PostgresError): Problem {
  const [code, detail] = error.passes
    ? ['read-side-unavailable', 'The read database does not answer now. Nothing is lost; ask again.']
    : [
        'read-side-refused',
        'The read database does not let Quittance in, or lacks a right: a setting must be mended first. Nothing is lost. The log of this process says which.',
      ];
  return Object.assign(Problem.of(503, code, detail), { cause: error });
}

function building(detail: string): Problem {
  return Problem.of(503, 'read-side-building', detail);
}
