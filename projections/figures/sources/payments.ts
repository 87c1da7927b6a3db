/** Net payments by value date in the period: received, less reversals under the basis that each names. */
import { sql } from 'kysely';
import { JOURNAL } from '../../balances/balances.tables.js';
import { daysOf } from '../scope.js';
import type { Source } from './source.js';

export const payments: Source = {
  reads: ['balances'],
  rows(read, scope) {
    const { first, last } = daysOf(scope);
    return sql`
      SELECT case_key, SUM(CASE WHEN debit = 'payments' THEN amount ELSE -amount END) AS paid
      FROM ${read.table(JOURNAL, 'balances')}
      WHERE (debit = 'payments' OR credit = 'reversals') AND eff BETWEEN ${first} AND ${last}
        AND position <= ${scope.position}
      GROUP BY case_key`;
  },
  events: {
    paid(read, scope) {
      const { first, last } = daysOf(scope);
      return sql`
        SELECT case_key, position FROM ${read.table(JOURNAL, 'balances')}
        WHERE (debit = 'payments' OR credit = 'reversals') AND eff BETWEEN ${first} AND ${last}
          AND position <= ${scope.position}`;
    },
  },
};
