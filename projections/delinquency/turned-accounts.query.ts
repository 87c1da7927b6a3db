/** Which accounts may be in another bucket than their last notice says? What the reactor asks, page by page. */
import { sql } from 'kysely';
import type { CivilDate } from '../../src/ledger/dates.js';
import { bucketTableName, type BucketTable } from '../../src/ledger/delinquency/index.js';
import { CASES } from '../cases/cases.tables.js';
import { PORTFOLIOS } from '../portfolio/portfolio.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { dateValue } from '../tables/table.js';
import { bucketOf } from './accounts.sql.js';
import { BUCKET_NOTICES } from './bucket-notices.tables.js';
import { DELINQUENCY } from './delinquency.tables.js';
import { tableCalled } from './table-of.js';

/** Which cases are looked at: those of a zone, after a key, so many. */
export interface AccountPage {
  readonly zone: string;
  readonly today: CivilDate;
  /** The day on which all were compared last, since when facts are followed; undefined: not yet. */
  readonly compared?: CivilDate;
  readonly after: number;
  readonly limit: number;
}

export interface TurnedAccounts {
  /** Stream ids of the cases to look at. Each is looked at by its facts: rows only say where. */
  readonly cases: readonly string[];
  /** Key of the last case of the page; undefined where there are no more. */
  readonly next?: number;
}

interface Row {
  readonly key: number;
  readonly id: string;
  readonly portfolio: string;
  readonly ordinal: number | null;
  readonly noticed: string | null;
  readonly noticedTable: string | null;
  readonly since: number | null;
  readonly position: number | null;
  /** Last day from which on something was past due, and the last position that changed a row of the account. */
  readonly late: number | null;
  readonly known: number | null;
}

/** The bucket table of each portfolio, by its stream id. */
export async function bucketTables(read: ReadSide): Promise<ReadonlyMap<string, BucketTable>> {
  const { rows } = await read.snapshot((db) =>
    sql<{ id: string; buckets: string }>`
      SELECT id, buckets FROM ${read.table(PORTFOLIOS, 'portfolio')}`.execute(db),
  );
  return new Map(rows.map(({ id, buckets }) => [id, tableCalled(buckets)]));
}

/** @param tables by portfolio; `fallback` for a case of another. */
export async function turnedAccounts(
  read: ReadSide,
  { zone, today, compared, after, limit }: AccountPage,
  tables: ReadonlyMap<string, BucketTable>,
  fallback: BucketTable,
): Promise<TurnedAccounts> {
  const day = dateValue(today);
  const rows = await read.snapshot(async (db) => {
    const { rows: page } = await sql<Row>`
      SELECT c.case_key AS key, c.id, c.portfolio, n.ordinal, n.bucket AS noticed, n.bucket_table AS "noticedTable",
        COALESCE(n.since, c.imported) AS since,
        n.position,
        (SELECT MAX(d.v_from) FROM ${read.table(DELINQUENCY, 'delinquency')} d
          WHERE d.case_key = c.case_key AND d.k_to IS NULL AND d.v_from <= ${day}
            AND (d.overdue > 0 OR d.reported_days > 0 OR d.reported_months > 0)) AS late,
        (SELECT MAX(d.k_from) FROM ${read.table(DELINQUENCY, 'delinquency')} d
          WHERE d.case_key = c.case_key AND d.k_to IS NULL AND d.v_from <= ${day}) AS known
      FROM ${read.table(CASES, 'cases')} c
      LEFT JOIN ${read.table(BUCKET_NOTICES, 'delinquency')} n ON n.case_key = c.case_key
      WHERE c.zone = ${zone} AND c.case_key > ${after} ORDER BY c.case_key LIMIT ${limit}`.execute(db);
    const buckets = await bucketsOf(read, db, { page, today, tables, fallback });
    return page.map((row) => ({ ...row, bucket: buckets.get(row.key) ?? 0 }));
  });
  const since = compared === undefined ? undefined : dateValue(compared);
  const turned = rows.filter((row) => mayHaveTurned(row, tables.get(row.portfolio) ?? fallback, since));
  const cases = turned.map(({ id }) => id);
  return { cases, next: rows.length < limit ? undefined : rows[rows.length - 1]?.key };
}

type Db = Parameters<Parameters<ReadSide['snapshot']>[0]>[0];

/** The bucket of each account of the page today, counted from 0; absent: none. */
async function bucketsOf(
  read: ReadSide,
  db: Db,
  {
    page,
    today,
    tables,
    fallback,
  }: {
    readonly page: readonly Row[];
    readonly today: CivilDate;
    readonly tables: ReadonlyMap<string, BucketTable>;
    readonly fallback: BucketTable;
  },
): Promise<ReadonlyMap<number, number>> {
  const day = dateValue(today);
  const buckets = new Map<number, number>();
  const tableOf = ({ portfolio }: Row): BucketTable => tables.get(portfolio) ?? fallback;
  for (const table of new Set(page.map(tableOf))) {
    const keys = page.filter((row) => tableOf(row) === table).map(({ key }) => key);
    const { rows } = await sql<{ key: number; bucket: number | null }>`
      SELECT d.case_key AS key, MAX(${bucketOf({ asOf: today, table })}) AS bucket
      FROM ${read.table(DELINQUENCY, 'delinquency')} d
      WHERE d.case_key IN (${sql.join(keys)}) AND d.k_to IS NULL
        AND d.v_from <= ${day} AND (d.v_to IS NULL OR d.v_to > ${day})
      GROUP BY d.case_key`.execute(db);
    for (const { key, bucket } of rows) if (bucket !== null) buckets.set(key, bucket);
  }
  return buckets;
}

/**
 * Another bucket; or past due since, and cured again; or something recorded since that may change what was noticed.
 * @param compared yyyymmdd: up to that day all was noticed, and what is recorded since is followed fact by fact
 */
function mayHaveTurned(
  row: Row & { readonly bucket: number },
  table: BucketTable,
  compared: number | undefined,
): boolean {
  const noticed = Math.max(
    table.buckets.findIndex(({ name }) => name === row.noticed),
    0,
  );
  if (noticed !== row.bucket || (row.late ?? 0) > Math.max(row.since ?? 0, compared ?? 0)) return true;
  if (compared !== undefined || (row.ordinal ?? 0) === 0) return false;
  return row.noticedTable !== bucketTableName(table) || (row.known ?? 0) > (row.position ?? 0);
}
