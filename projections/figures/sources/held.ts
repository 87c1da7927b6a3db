/** Accounts held: opened by the end of the period, and not closed then. */
import { sql } from 'kysely';
import { CASES } from '../../cases/cases.tables.js';
import { OCCURRENCES } from '../occurrences.tables.js';
import { daysOf } from '../scope.js';
import type { Source } from './source.js';

export const held: Source = {
  reads: ['cases', 'occurrences'],
  rows(read, scope) {
    const { last } = daysOf(scope);
    const { portfolio, position } = scope;
    return sql`
      SELECT c.case_key, CASE WHEN COALESCE(e.ends, 0) > 0 THEN 0 ELSE 1 END AS held
      FROM ${read.table(CASES, 'cases')} c LEFT JOIN (
        SELECT case_key, SUM(CASE WHEN kind = 'closed' THEN 1 ELSE -1 END) AS ends
        FROM ${read.table(OCCURRENCES, 'occurrences')}
        WHERE kind IN ('closed', 'reopened') AND position <= ${position} AND on_date <= ${last}
        GROUP BY case_key
      ) e ON e.case_key = c.case_key
      WHERE c.portfolio = ${portfolio} AND c.opened <= ${last} AND c.case_key <= ${position}`;
  },
  // A case's key is the position of the fact that opened it.
  events: {
    held: (read, { portfolio }) =>
      sql`SELECT case_key, case_key AS position FROM ${read.table(CASES, 'cases')} WHERE portfolio = ${portfolio}`,
  },
};
