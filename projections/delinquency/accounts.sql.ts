/** Accounts at (V, P), one row each: what is owed, what of it is past due, and in which bucket. An account is a case. */
import { sql, type RawBuilder } from 'kysely';
import { addDays, type CivilDate } from '../../src/ledger/dates.js';
import type { BucketTable } from '../../src/ledger/delinquency/index.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { dateValue } from '../tables/table.js';
import { DELINQUENCY, holdsAt } from './delinquency.tables.js';

export interface AccountsScope {
  /** Stream id of the portfolio. */
  readonly portfolio: string;
  readonly asOf: CivilDate;
  /** P: no row beyond this position is used. */
  readonly position: number;
  readonly table: BucketTable;
}

/** Bucket of a debt's row, counted from 0; null where nothing is owed, or nobody knows. */
export function bucketOf({ asOf, table }: Pick<AccountsScope, 'asOf' | 'table'>): RawBuilder<unknown> {
  const last = table.buckets.length - 1;
  const cases = (when: (n: number) => RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`CASE ${sql.join(
      Array.from({ length: last }, (_, i) => sql`WHEN ${when(last - i)} THEN ${sql.lit(last - i)}`),
      sql` `,
    )} ELSE 0 END`;
  const edge = (n: number) => table.buckets[n] as BucketTable['buckets'][number];
  const day = (n: number): number => dateValue(addDays(asOf, -edge(n).fromDays));
  return sql`CASE WHEN d.owing <= 0 THEN NULL
    WHEN d.oldest_due IS NOT NULL THEN ${cases((n) => sql`d.oldest_due <= ${sql.lit(day(n))}`)}
    WHEN d.reported_days IS NOT NULL THEN ${cases((n) => sql`d.reported_days >= ${sql.lit(edge(n).fromDays)}`)}
    WHEN d.reported_months IS NOT NULL THEN ${cases((n) => sql`d.reported_months >= ${sql.lit(edge(n).fromMonths)}`)}
    ELSE NULL END`;
}

/**
 * Debts: case_key, currency, debt, owing, principal, past_due, bucket, charged_off, stated (1: by its source), position (of
 * the fact that made it so). Where only a source states that a debt is past due, the whole of it counts as past due.
 */
export function debtsAt(read: ReadSide, scope: AccountsScope): RawBuilder<unknown> {
  const { portfolio, asOf, position } = scope;
  return sql`
    SELECT b.case_key, b.currency, b.debt, b.owing, b.principal, b.charged_off, b.bucket, b.position,
      CASE WHEN b.oldest_due IS NOT NULL THEN b.overdue WHEN b.bucket > 0 THEN b.owing ELSE 0 END AS past_due,
      CASE WHEN b.oldest_due IS NULL AND b.bucket IS NOT NULL THEN 1 ELSE 0 END AS stated
    FROM (
      SELECT d.case_key, c.currency, d.debt, d.oldest_due, d.overdue, d.charged_off, d.k_from AS position,
        CASE WHEN d.owing > 0 THEN d.owing ELSE 0 END AS owing,
        CASE WHEN d.principal > 0 THEN d.principal ELSE 0 END AS principal,
        ${bucketOf(scope)} AS bucket
      FROM ${read.table(CASES, 'cases')} c
      JOIN ${read.table(DELINQUENCY, 'delinquency')} d ON d.case_key = c.case_key
      WHERE c.portfolio = ${portfolio} AND ${holdsAt({ asOf: dateValue(asOf), position })}
    ) b`;
}

/** The same by account, in the bucket of the debt that is longest past due. */
export function accountsAt(read: ReadSide, scope: AccountsScope): RawBuilder<unknown> {
  return sql`
    SELECT case_key, MAX(currency) AS currency, COUNT(*) AS debts, SUM(owing) AS owing, SUM(principal) AS principal,
      SUM(past_due) AS past_due, MAX(bucket) AS bucket, SUM(charged_off) AS charged_off, MAX(stated) AS stated,
      MAX(position) AS position
    FROM (${debtsAt(read, scope)}) o GROUP BY case_key`;
}
