/**
 * Promises due in the period that have turned out by its end, by account: how each counts for the strict kept rate
 * (domain/model.md 4.4), and by amount. Excluded ones (cancelled by the firm, held, renegotiated in time) are not here.
 */
import { sql, type RawBuilder } from 'kysely';
import { PROMISES, PROMISE_OUTCOMES } from '../../promises/promises.tables.js';
import type { ReadSide } from '../../read/read-side.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

function due(read: ReadSide, scope: FigureScope, columns: string, condition: string): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  const { position } = scope;
  return sql`
    SELECT ${sql.raw(columns)} FROM ${read.table(PROMISES, 'promises')} p
    JOIN ${read.table(PROMISE_OUTCOMES, 'promises')} o ON o.case_key = p.case_key AND o.promise = p.promise
    WHERE p.due BETWEEN ${first} AND ${last} AND p.position <= ${position}
      AND o.k_from <= ${position} AND (o.k_to IS NULL OR o.k_to > ${position})
      AND o.v_from <= ${last} AND (o.v_to IS NULL OR o.v_to > ${last}) AND ${sql.raw(condition)}`;
}

const TURNED = "o.counts_as IN ('KEPT', 'PARTIALLY_KEPT', 'BROKEN')";
const positions = (condition: string) => (read: ReadSide, scope: FigureScope) =>
  due(read, scope, 'p.case_key, p.position', condition);

export const promisesDue: Source = {
  reads: ['promises'],
  rows: (read, scope) => sql`
    SELECT case_key, COUNT(*) AS due, SUM(CASE WHEN counts_as = 'KEPT' THEN 1 ELSE 0 END) AS kept,
      SUM(amount) AS promised, SUM(CASE WHEN paid > amount THEN amount ELSE paid END) AS kept_amount
    FROM (${due(read, scope, 'p.case_key, o.counts_as, p.amount, o.paid', TURNED)}) t GROUP BY case_key`,
  events: {
    due: positions(TURNED),
    kept: positions("o.counts_as = 'KEPT'"),
    paid: positions(`${TURNED} AND o.paid > 0`),
  },
};
