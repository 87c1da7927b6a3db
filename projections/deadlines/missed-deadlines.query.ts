/** In which cases is a deadline of a rule pack missed that nobody noticed, or noticed that is not missed? The reactor asks. */
import { sql } from 'kysely';
import { localDate, type CivilDate, type Millis } from '../../src/ledger/dates.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { zonesOfCases } from '../read/zones.js';
import { dateValue } from '../tables/table.js';
import { DEADLINE_NOTICES, RULE_DEADLINES } from './rule-deadlines.tables.js';

export interface TurnedCase {
  readonly case: string;
  /** Today in the case's zone. */
  readonly today: CivilDate;
}

/** At most `limit` cases, by zone and key. @param isKnown cases that were looked at already and need no other look. */
export async function turnedDeadlines(
  read: ReadSide,
  now: Millis,
  packs: readonly string[],
  limit: number,
  isKnown: (turned: TurnedCase) => boolean,
): Promise<TurnedCase[]> {
  if (packs.length === 0) return [];
  const turned: TurnedCase[] = [];
  for (const zone of await zonesOfCases(read)) {
    const today = localDate(now, zone);
    for await (const id of casesOf(read, zone, today, packs, limit)) {
      if (!isKnown({ case: id, today })) turned.push({ case: id, today });
      if (turned.length >= limit) return turned;
    }
  }
  return turned;
}

async function* casesOf(
  read: ReadSide,
  zone: string,
  today: CivilDate,
  packs: readonly string[],
  limit: number,
): AsyncGenerator<string> {
  const [day, names] = [dateValue(today), sql.join([...packs])];
  const [rows, notices] = [
    read.table(RULE_DEADLINES, 'rule-deadlines'),
    read.table(DEADLINE_NOTICES, 'rule-deadlines'),
  ];
  const missed = sql`r.status = 'MISSED' AND r.k_to IS NULL AND r.v_from <= ${day} AND (r.v_to IS NULL OR r.v_to > ${day})`;
  for (let after = -1; ;) {
    const page = await read.snapshot((db) =>
      sql<{ key: number; id: string }>`
        SELECT c.case_key AS key, c.id FROM ${read.table(CASES, 'cases')} c
        WHERE c.zone = ${zone} AND c.case_key IN (
          SELECT r.case_key FROM ${rows} r
          LEFT JOIN ${notices} n ON n.case_key = r.case_key AND n.id = r.id
          WHERE r.case_key > ${after} AND ${missed} AND r.pack IN (${names}) AND COALESCE(n.status, 'NONE') <> 'MISSED'
          UNION SELECT n.case_key FROM ${notices} n
          WHERE n.case_key > ${after} AND n.status = 'MISSED' AND n.pack IN (${names}) AND NOT EXISTS (
            SELECT 1 FROM ${rows} r WHERE r.case_key = n.case_key AND r.id = n.id AND ${missed}))
        ORDER BY c.case_key LIMIT ${limit}`.execute(db),
    );
    for (const { id } of page.rows) yield id;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < limit) return;
    after = last.key;
  }
}
