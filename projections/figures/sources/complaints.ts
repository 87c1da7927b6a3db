/**
 * Complaints whose due date lies in the period, by account: `decided` by its end, `overdue` (due day past, not decided by it)
 * and `in_time`. Extensions known and made by then move the due date. Complaints without a due date are not here.
 */
import { sql, type RawBuilder } from 'kysely';
import type { ReadSide } from '../../read/read-side.js';
import { OCCURRENCES } from '../occurrences.tables.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

/** Each complaint with its due date and the day of its decision. Due dates only move on, so the last is the latest. */
function dueComplaints(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`
    SELECT case_key, part, due, decided, position FROM (
      SELECT case_key, part, MAX(due) AS due, MIN(CASE WHEN kind = 'decided' THEN on_date END) AS decided,
        MIN(position) AS position
      FROM ${read.table(OCCURRENCES, 'occurrences')}
      WHERE kind IN ('complaint', 'extended', 'decided') AND position <= ${scope.position} AND on_date <= ${last}
      GROUP BY case_key, part
    ) q WHERE due BETWEEN ${first} AND ${last} AND (decided IS NOT NULL OR due < ${last})`;
}

const positions = (condition: string) => (read: ReadSide, scope: FigureScope) =>
  sql`SELECT case_key, position FROM (${dueComplaints(read, scope)}) s WHERE ${sql.raw(condition)}`;

export const complaintsDue: Source = {
  reads: ['occurrences'],
  rows: (read, scope) => sql`
    SELECT case_key, COUNT(*) AS due, SUM(CASE WHEN decided <= due THEN 1 ELSE 0 END) AS in_time
    FROM (${dueComplaints(read, scope)}) s GROUP BY case_key`,
  events: { due: positions('TRUE'), inTime: positions('decided <= due') },
};
