/** What a figure is asked for: which portfolio, which period, as known at which position. */
import { addDays, type CivilDate } from '../../src/ledger/dates.js';
import type { BucketTable } from '../../src/ledger/delinquency/index.js';
import type { AccountsScope } from '../delinquency/accounts.sql.js';
import { dateValue } from '../tables/table.js';

export interface FigureScope {
  /** Stream id of the portfolio. */
  readonly portfolio: string;
  /** First and last day of the period, both whole; states are as of the end of `to`. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** What goes on after the period (recoveries, liquidation) counts up to this day. */
  readonly through: CivilDate;
  /** P: no row beyond this position is used. */
  readonly position: number;
  readonly table: BucketTable;
  /** A fact recorded more hours than this after it happened is late. */
  readonly lateHours: number;
}

/** The day before the period: its end is the period's start. */
export function eveOf({ from }: Pick<FigureScope, 'from'>): CivilDate {
  return addDays(from, -1);
}

export function daysOf({ from, to }: Pick<FigureScope, 'from' | 'to'>): {
  readonly first: number;
  readonly last: number;
} {
  return { first: dateValue(from), last: dateValue(to) };
}

export function stateScope(scope: FigureScope, asOf: CivilDate): AccountsScope {
  const { portfolio, position, table } = scope;
  return { portfolio, asOf, position, table };
}
