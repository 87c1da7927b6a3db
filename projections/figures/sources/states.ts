/**
 * Accounts at the start (end of the eve, suffix 0) and the end of the period (suffix 1): owing, principal, past_due, bucket
 * (null: nothing owed, or nobody knows), charged_off. `fell_due`: something that was not past due fell due in the period;
 * `went_late`: it was past due on some day of the period. One scan gives both ends.
 */
import { sql } from 'kysely';
import { bucketOf } from '../../delinquency/accounts.sql.js';
import { DELINQUENCY, holdsAt } from '../../delinquency/delinquency.tables.js';
import { dateValue } from '../../tables/table.js';
import { daysOf, eveOf, stateScope } from '../scope.js';
import type { Source } from './source.js';

const PAST_DUE = sql.raw('CASE WHEN oldest_due IS NOT NULL THEN overdue WHEN bucket0 > 0 THEN owing ELSE 0 END');
const PAST_DUE_1 = sql.raw('CASE WHEN oldest_due IS NOT NULL THEN overdue WHEN bucket1 > 0 THEN owing ELSE 0 END');

export const states: Source = {
  reads: ['cases', 'delinquency'],
  rows(read, scope) {
    const { to, position } = scope;
    const { first, last } = daysOf(scope);
    const eve = dateValue(eveOf(scope));
    return sql`
      SELECT case_key,
        SUM(CASE WHEN at0 = 1 AND owing > 0 THEN owing ELSE 0 END) AS owing0,
        SUM(CASE WHEN at0 = 1 AND owing > 0 THEN ${PAST_DUE} ELSE 0 END) AS past_due0,
        MAX(CASE WHEN at0 = 1 THEN bucket0 END) AS bucket0,
        SUM(CASE WHEN at0 = 1 THEN charged_off ELSE 0 END) AS charged_off0,
        SUM(CASE WHEN at1 = 1 AND owing > 0 THEN owing ELSE 0 END) AS owing1,
        SUM(CASE WHEN at1 = 1 AND owing > 0 AND principal > 0 THEN principal ELSE 0 END) AS principal1,
        SUM(CASE WHEN at1 = 1 AND owing > 0 THEN ${PAST_DUE_1} ELSE 0 END) AS past_due1,
        MAX(CASE WHEN at1 = 1 THEN bucket1 END) AS bucket1,
        SUM(CASE WHEN at1 = 1 THEN charged_off ELSE 0 END) AS charged_off1,
        MAX(CASE WHEN owing > 0 AND (oldest_due >= ${eve} AND oldest_due < ${last}
          OR oldest_due IS NULL AND reported_on BETWEEN ${first} AND ${last}) THEN 1 ELSE 0 END) AS fell_due,
        MAX(CASE WHEN owing > 0 AND v_from <= ${last} AND (v_to IS NULL OR v_to > ${first} OR v_to_k > ${position})
          AND (overdue > 0 OR oldest_due IS NULL AND (reported_days > 0 OR reported_months > 0))
          THEN 1 ELSE 0 END) AS went_late
      FROM (
        SELECT d.case_key, d.owing, d.principal, d.overdue, d.oldest_due, d.charged_off, d.v_from, d.v_to, d.v_to_k,
          d.reported_on, d.reported_days, d.reported_months,
          CASE WHEN ${holdsAt({ asOf: eve, position })} THEN 1 ELSE 0 END AS at0,
          CASE WHEN ${holdsAt({ asOf: last, position })} THEN 1 ELSE 0 END AS at1,
          ${bucketOf(stateScope(scope, eveOf(scope)))} AS bucket0, ${bucketOf(stateScope(scope, to))} AS bucket1
        FROM ${read.table(DELINQUENCY, 'delinquency')} d
        WHERE d.v_from <= ${last} AND d.k_from <= ${position}
          AND (d.k_to IS NULL OR d.k_to > ${position})
          AND (d.v_to IS NULL OR d.v_to > ${eve} OR d.v_to_k > ${position})
      ) e GROUP BY case_key`;
  },
  events: {
    /** The facts that made the account what it was at the start. */
    start: (read, scope) => sql`
      SELECT d.case_key, d.k_from AS position FROM ${read.table(DELINQUENCY, 'delinquency')} d
      WHERE ${holdsAt({ asOf: dateValue(eveOf(scope)), position: scope.position })}`,
    end: (read, scope) => sql`
      SELECT d.case_key, d.k_from AS position FROM ${read.table(DELINQUENCY, 'delinquency')} d
      WHERE ${holdsAt({ asOf: daysOf(scope).last, position: scope.position })}`,
  },
};
