/** Contacts that were asked for in the period, and those that were blocked, by account. */
import { sql, type RawBuilder } from 'kysely';
import { CASES } from '../../cases/cases.tables.js';
import { CLEARANCES } from '../../clearances/clearances.tables.js';
import type { ReadSide } from '../../read/read-side.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

/** One about several accounts counts for the first of them, as in the compliance report. */
function inPeriod(read: ReadSide, scope: FigureScope, columns: string, condition = 'TRUE'): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`
    SELECT ${sql.raw(columns)} FROM ${read.table(CLEARANCES, 'clearances')} r
    JOIN ${read.table(CASES, 'cases')} k ON k.id = r.case_id
    WHERE ${sql.raw(condition)} AND r.position <= ${scope.position} AND r.on_date BETWEEN ${first} AND ${last}`;
}

/** `requests`, and of them those `blocked`. */
export const asked: Source = {
  reads: ['clearances'],
  rows: (read, scope) => sql`
    SELECT case_key, COUNT(*) AS requests, SUM(1 - permitted) AS blocked
    FROM (${inPeriod(read, scope, 'k.case_key, r.permitted')}) a GROUP BY case_key`,
  events: {
    requests: (read, scope) => inPeriod(read, scope, 'k.case_key, r.position'),
    blocked: (read, scope) => inPeriod(read, scope, 'k.case_key, r.position', 'r.permitted = 0'),
  },
};
