/**
 * Accounts first charged off in the period (the vintage): the amount, and net payments from that day on, by full months since
 * it, up to the day through which the question looks.
 */
import { sql, type RawBuilder } from 'kysely';
import { JOURNAL } from '../../balances/balances.tables.js';
import { CASES } from '../../cases/cases.tables.js';
import type { ReadSide } from '../../read/read-side.js';
import { dateValue } from '../../tables/table.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

function vintage(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`
    SELECT j.case_key, MIN(j.eff) AS off_on, SUM(CASE WHEN j.eff <= ${last} THEN j.amount ELSE 0 END) AS charged_off
    FROM ${read.table(CASES, 'cases')} c JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = c.case_key
    WHERE c.portfolio = ${scope.portfolio} AND j.debit = 'charge-offs' AND j.position <= ${scope.position}
    GROUP BY j.case_key HAVING MIN(j.eff) BETWEEN ${first} AND ${last}`;
}

/** Full months between two days written as yyyymmdd. */
const MONTHS = sql.raw(
  '(j.eff / 10000 - v.off_on / 10000) * 12 + (j.eff / 100 % 100 - v.off_on / 100 % 100)' +
    ' - CASE WHEN j.eff % 100 < v.off_on % 100 THEN 1 ELSE 0 END',
);

function recovered(read: ReadSide, scope: FigureScope, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    SELECT ${columns} FROM (${vintage(read, scope)}) v
    JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = v.case_key
    WHERE (j.debit = 'payments' OR j.credit = 'reversals') AND j.eff >= v.off_on
      AND j.eff <= ${dateValue(scope.through)} AND j.position <= ${scope.position}`;
}

export const chargeOffs: Source = {
  reads: ['cases', 'balances'],
  rows: vintage,
  events: {
    chargedOff(read, scope) {
      const { last } = daysOf(scope);
      return sql`
        SELECT j.case_key, j.position FROM (${vintage(read, scope)}) v
        JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = v.case_key
        WHERE j.debit = 'charge-offs' AND j.eff <= ${last} AND j.position <= ${scope.position}`;
    },
  },
};

export const recoveries: Source = {
  reads: ['cases', 'balances'],
  many: true,
  rows: (read, scope) => sql`
    SELECT case_key, month, SUM(amount) AS recovered FROM (${recovered(
      read,
      scope,
      sql`v.case_key, ${MONTHS} AS month, CASE WHEN j.debit = 'payments' THEN j.amount ELSE -j.amount END AS amount`,
    )}) r GROUP BY case_key, month`,
  events: { recovered: (read, scope) => recovered(read, scope, sql`v.case_key, j.position`) },
};
