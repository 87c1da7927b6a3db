/**
 * The clock: for each running maximum of `recordedAt`, the last position that has it. It turns an instant K into a
 * position: the last whose running maximum is at most K (design.md, law 3).
 */
import { sql } from 'kysely';
import { toMillis } from '../../src/ledger/dates.js';
import type { RowSink } from '../tables/read-db.js';
import { storedName, type Table } from '../tables/table.js';
import type { Preparation, Projection } from './projection.js';

const VERSION = 1;

export const CLOCK: Table = {
  name: 'clock',
  /** Running maximum in milliseconds since 1970, and the last store position that has it. */
  columns: { millis: 'integer', position: 'integer' },
  key: ['millis'],
};

interface Tick {
  millis: number;
  position: number;
}

async function lastTick({ query }: Preparation): Promise<Tick> {
  const table = sql.table(storedName(CLOCK.name, VERSION));
  const last = sql<Tick>`SELECT millis, position FROM ${table} ORDER BY millis DESC LIMIT 1`;
  const { rows } = await query((db) => last.execute(db));
  return rows[0] ?? { millis: 0, position: 0 };
}

export function clockProjection(): Projection {
  // The newest row. Facts recorded earlier than it (a retry, a second clock) do not move the clock back.
  let tick: Tick | undefined;
  let dirty = false;
  const flush = (rows: RowSink): void => {
    if (tick && dirty) rows.put(CLOCK, [tick.millis, tick.position]);
    dirty = false;
  };
  return {
    name: 'clock',
    version: VERSION,
    tables: [CLOCK],
    lanes: 'one',
    on: {},
    async prepare(_page, preparation) {
      tick ??= await lastTick(preparation);
    },
    every(fact, rows) {
      const now = tick as Tick;
      const recorded = toMillis(fact.rec);
      if (recorded > now.millis) {
        flush(rows);
        now.millis = recorded;
      }
      now.position = fact.position;
      dirty = true;
    },
    finish: flush,
    reset() {
      tick = undefined;
      dirty = false;
    },
  };
}
