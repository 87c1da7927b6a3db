/**
 * Placements with agencies made in the period, by account and batch: what the account owed at the end of that day, and net
 * payments after it, until the recall or the day through which the question looks.
 */
import { sql, type RawBuilder } from 'kysely';
import { JOURNAL } from '../../balances/balances.tables.js';
import { DELINQUENCY, holdsAt } from '../../delinquency/delinquency.tables.js';
import type { ReadSide } from '../../read/read-side.js';
import { dateValue } from '../../tables/table.js';
import { OCCURRENCES } from '../occurrences.tables.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

function placed(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  const { position, through } = scope;
  const table = read.table(OCCURRENCES, 'occurrences');
  return sql`
    SELECT o.case_key, o.position, COALESCE(o.batch, '–') AS batch, o.on_date, COALESCE((
        SELECT MIN(r.on_date) FROM ${table} r
        WHERE r.case_key = o.case_key AND r.part = o.part AND r.kind = 'recalled' AND r.position <= ${position}
      ), ${dateValue(through)}) AS until
    FROM ${table} o
    WHERE o.kind = 'placed' AND o.position <= ${position} AND o.on_date BETWEEN ${first} AND ${last}`;
}

function collected(read: ReadSide, scope: FigureScope, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    SELECT ${columns} FROM (${placed(read, scope)}) p
    JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = p.case_key
    WHERE (j.debit = 'payments' OR j.credit = 'reversals') AND j.eff > p.on_date AND j.eff <= p.until
      AND j.eff <= ${dateValue(scope.through)} AND j.position <= ${scope.position}`;
}

export const placements: Source = {
  reads: ['delinquency', 'occurrences'],
  many: true,
  rows(read, scope) {
    const holds = holdsAt({ asOf: sql`p.on_date`, position: scope.position });
    return sql`
      SELECT p.case_key, p.batch, SUM(CASE WHEN d.owing > 0 THEN d.owing ELSE 0 END) AS placed
      FROM (${placed(read, scope)}) p
      JOIN ${read.table(DELINQUENCY, 'delinquency')} d ON d.case_key = p.case_key AND ${holds}
      GROUP BY p.case_key, p.batch`;
  },
  events: {
    placed: (read, scope) => sql`SELECT case_key, position FROM (${placed(read, scope)}) q`,
  },
};

export const liquidations: Source = {
  reads: ['balances', 'occurrences'],
  many: true,
  rows: (read, scope) => sql`
    SELECT case_key, batch, SUM(amount) AS collected FROM (${collected(
      read,
      scope,
      sql`p.case_key, p.batch, CASE WHEN j.debit = 'payments' THEN j.amount ELSE -j.amount END AS amount`,
    )}) l GROUP BY case_key, batch`,
  events: { collected: (read, scope) => collected(read, scope, sql`p.case_key, j.position`) },
};
