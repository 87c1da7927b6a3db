/** The time zones of the book's cases. */
import { sql } from 'kysely';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from './read-side.js';

/** IANA names, sorted; found by stepping through their index, not by reading every case. */
export async function zonesOfCases(read: ReadSide): Promise<readonly string[]> {
  const cases = read.table(CASES, 'cases');
  const { rows } = await read.snapshot((db) =>
    sql<{ zone: string }>`
      WITH RECURSIVE z(zone) AS (
        SELECT MIN(zone) FROM ${cases}
        UNION ALL SELECT (SELECT MIN(c.zone) FROM ${cases} c WHERE c.zone > z.zone) FROM z WHERE z.zone IS NOT NULL
      ) SELECT zone FROM z WHERE zone IS NOT NULL`.execute(db),
  );
  return rows.map(({ zone }) => zone);
}
