import { sql, type RawBuilder } from 'kysely';
import type { Table } from '../tables/table.js';

/**
 * What each debt owes and since when, for any (V, K). A row holds from `v_from` on, as known from `k_from` on; until
 * `v_to` where that was known at K, that is from `v_to_k` on; not at all from `k_to` on, when something recorded late
 * showed it otherwise. Coming due dates are written ahead. Days past due are V less `oldest_due`: no row changes with time.
 */
export const DELINQUENCY: Table = {
  name: 'delinquency',
  columns: {
    case_key: 'integer',
    debt: 'text',
    v_from: 'date',
    k_from: 'integer',
    v_to: 'date?',
    v_to_k: 'integer?',
    k_to: 'integer?',
    owing: 'integer',
    principal: 'integer',
    /** The part of `owing` whose due date has passed. */
    overdue: 'integer',
    /** Due date of the oldest charge that is not paid in full. */
    oldest_due: 'date?',
    charged_off: 'integer',
    /** The source's own statement, and the day it speaks of. */
    reported_on: 'date?',
    reported_months: 'integer?',
    reported_days: 'integer?',
  },
  key: ['case_key', 'debt', 'v_from', 'k_from'],
};

/** V as yyyymmdd, or a column that holds one, and the last store position that is used. */
export interface At {
  readonly asOf: number | RawBuilder<unknown>;
  readonly position: number;
}

/** The rows that hold at (V, P): at most one a debt. */
export function holdsAt({ asOf, position }: At, row = 'd'): RawBuilder<unknown> {
  const of = (column: string): RawBuilder<unknown> => sql.raw(`${row}.${column}`);
  return sql`${of('v_from')} <= ${asOf} AND ${of('k_from')} <= ${position}
    AND (${of('k_to')} IS NULL OR ${of('k_to')} > ${position})
    AND (${of('v_to')} IS NULL OR ${of('v_to')} > ${asOf} OR ${of('v_to_k')} > ${position})`;
}
