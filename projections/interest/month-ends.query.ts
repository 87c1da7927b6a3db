/** Which cases have interest to post for the month that ended last? What the reactor asks. */
import { sql } from 'kysely';
import { addDays, localDate, type CivilDate, type Millis } from '../../src/ledger/dates.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { zonesOfCases } from '../read/zones.js';
import { dateValue } from '../tables/table.js';
import { INTEREST_POSTINGS, INTEREST_TERMS } from './interest.tables.js';

export interface MonthEndDue {
  readonly case: string;
  /** Last day of the month that ended last, in the case's zone. */
  readonly through: CivilDate;
}

/**
 * At most `limit`, oldest terms first. Terms that were recorded after the month's end are left to who set them; those of
 * an imported book too, until somebody has asked for a posting: nobody wants twenty years of interest overnight.
 */
export async function monthEndsDue(read: ReadSide, now: Millis, limit: number): Promise<MonthEndDue[]> {
  const due: MonthEndDue[] = [];
  for (const zone of await zonesOfCases(read)) {
    const through = addDays(`${localDate(now, zone).slice(0, 8)}01`, -1);
    const day = dateValue(through);
    const month = dateValue(`${through.slice(0, 8)}01`);
    const { rows } = await read.snapshot((db) =>
      sql<{ case: string }>`
        SELECT c.id AS "case", MIN(t.position) AS first
        FROM ${read.table(INTEREST_TERMS, 'interest')} t
        JOIN ${read.table(CASES, 'cases')} c ON c.case_key = t.case_key
        WHERE c.zone = ${zone} AND t.first_day <= ${day} AND (t.end_day IS NULL OR t.end_day > ${month})
          AND t.recorded <= ${day}
          AND (t.imported = 0 OR EXISTS (
            SELECT 1 FROM ${read.table(INTEREST_POSTINGS, 'interest')} p WHERE p.case_key = t.case_key))
          AND NOT EXISTS (
            SELECT 1 FROM ${read.table(INTEREST_POSTINGS, 'interest')} p
            WHERE p.case_key = t.case_key AND p.through = ${day} AND p.trigger_name = 'MONTH_END')
        GROUP BY c.id ORDER BY first LIMIT ${limit}`.execute(db),
    );
    due.push(...rows.map(({ case: id }) => ({ case: id, through })));
  }
  return due;
}
