/** Promises made, complaints, and how late facts were recorded, by account, in the period. */
import { sql, type RawBuilder } from 'kysely';
import type { ReadSide } from '../../read/read-side.js';
import { OCCURRENCES } from '../occurrences.tables.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

function inPeriod(read: ReadSide, scope: FigureScope, columns: string, condition: string): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`
    SELECT ${sql.raw(columns)} FROM ${read.table(OCCURRENCES, 'occurrences')}
    WHERE ${sql.raw(condition)} AND position <= ${scope.position} AND on_date BETWEEN ${first} AND ${last}`;
}

const events = (condition: string) => (read: ReadSide, scope: FigureScope) =>
  inPeriod(read, scope, 'case_key, position', condition);

const COUNTED = "kind <> 'withdrawn'";
const late = ({ lateHours }: FigureScope): string => `delay_hours > ${Math.trunc(lateHours)}`;

/** `promises` made, `complaints` received. */
export const counts: Source = {
  reads: ['occurrences'],
  rows: (read, scope) => sql`
    SELECT case_key, SUM(CASE WHEN kind = 'promise' THEN 1 ELSE 0 END) AS promises,
      SUM(CASE WHEN kind = 'complaint' THEN 1 ELSE 0 END) AS complaints
    FROM (${inPeriod(read, scope, 'case_key, kind', "kind IN ('promise', 'complaint')")}) k GROUP BY case_key`,
  events: { promises: events("kind = 'promise'"), complaints: events("kind = 'complaint'") },
};

/** Facts recorded about the period: `facts` and `late`, and the same without what an import brought. */
export const lateness: Source = {
  reads: ['occurrences'],
  rows: (read, scope) => sql`
    SELECT case_key, COUNT(*) AS facts, SUM(CASE WHEN ${sql.raw(late(scope))} THEN 1 ELSE 0 END) AS late,
      SUM(1 - imported) AS entered,
      SUM(CASE WHEN imported = 0 AND ${sql.raw(late(scope))} THEN 1 ELSE 0 END) AS entered_late
    FROM (${inPeriod(read, scope, 'case_key, delay_hours, imported', COUNTED)}) l GROUP BY case_key`,
  events: {
    facts: events(COUNTED),
    entered: events(`${COUNTED} AND imported = 0`),
    late: (read, scope) => inPeriod(read, scope, 'case_key, position', `${COUNTED} AND ${late(scope)}`),
    enteredLate: (read, scope) =>
      inPeriod(read, scope, 'case_key, position', `${COUNTED} AND imported = 0 AND ${late(scope)}`),
  },
};
