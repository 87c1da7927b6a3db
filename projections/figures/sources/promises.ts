/**
 * Promises due in the period that have turned out by its end, by account: how each counts for the strict kept rate
 * (domain/model.md 4.4), and by amount. Excluded ones (cancelled by the firm, held, renegotiated in time, the debtor dead
 * or protected) are not here.
 */
import { sql, type RawBuilder } from 'kysely';
import { countsAs, EXCLUSION_PROJECTIONS } from '../../holds/party-exclusion.sql.js';
import { PROMISES, PROMISE_OUTCOMES, PROMISE_PAYMENTS } from '../../promises/promises.tables.js';
import type { ReadSide } from '../../read/read-side.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

function due(read: ReadSide, scope: FigureScope, columns: string, condition: string): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  const { position } = scope;
  const counted = countsAs(read, { position, day: sql`${last}` }, { promise: 'p', outcome: 'o' });
  return sql`
    SELECT ${sql.raw(columns)} FROM (
      SELECT p.case_key, p.position, p.promise, p.amount, o.paid, o.k_from, o.v_from, ${counted} AS counts_as
      FROM ${read.table(PROMISES, 'promises')} p
      JOIN ${read.table(PROMISE_OUTCOMES, 'promises')} o ON o.case_key = p.case_key AND o.promise = p.promise
      WHERE p.due BETWEEN ${first} AND ${last} AND p.position <= ${position}
        AND o.k_from <= ${position} AND (o.k_to IS NULL OR o.k_to > ${position})
        AND o.v_from <= ${last} AND (o.v_to IS NULL OR o.v_to > ${last})
    ) turned WHERE ${sql.raw(condition)}`;
}

const TURNED = "counts_as IN ('KEPT', 'PARTIALLY_KEPT', 'BROKEN')";
const positions = (condition: string) => (read: ReadSide, scope: FigureScope) =>
  due(read, scope, 'case_key, position', condition);

/** Each promise on which something was paid, and the payments that count for it. */
function promisesAndPayments(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const condition = `${TURNED} AND paid > 0`;
  return sql`
    ${due(read, scope, 'case_key, position', condition)} UNION
    SELECT y.case_key, y.position FROM ${read.table(PROMISE_PAYMENTS, 'promises')} y
    JOIN (${due(read, scope, 'case_key, promise, k_from, v_from', condition)}) d
      ON d.case_key = y.case_key AND d.promise = y.promise AND d.k_from = y.k_from AND d.v_from = y.v_from`;
}

export const promisesDue: Source = {
  reads: ['promises', ...EXCLUSION_PROJECTIONS],
  rows: (read, scope) => sql`
    SELECT case_key, COUNT(*) AS due, SUM(CASE WHEN counts_as = 'KEPT' THEN 1 ELSE 0 END) AS kept,
      SUM(amount) AS promised, SUM(CASE WHEN paid > amount THEN amount ELSE paid END) AS kept_amount
    FROM (${due(read, scope, 'case_key, counts_as, amount, paid', TURNED)}) t GROUP BY case_key`,
  events: {
    due: positions(TURNED),
    kept: positions("counts_as = 'KEPT'"),
    paid: promisesAndPayments,
  },
};
