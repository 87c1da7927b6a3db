/** Views of how late what is owed is: by debt, and by age over portfolios. Amounts are minor units. */
import { BUCKET_TABLES, bucketTableName } from '../../src/ledger/delinquency/index.js';
import { CASE_COLUMNS, CASE_READS, CASES_SEEN, CURRENCY, day, type ReportView } from './view.js';

const READS = [...CASE_READS, 'delinquency'];

/** As `projections/delinquency/delinquency.tables.ts`. */
const HOLDS = `d.v_from <= c.day AND d.k_from <= c.known AND (d.k_to IS NULL OR d.k_to > c.known)
    AND (d.v_to IS NULL OR d.v_to > c.day OR d.v_to_k > c.known)`;
const DEBTS = `${CASES_SEEN} JOIN {delinquency/delinquency} d ON d.case_key = c.case_key AND ${HOLDS}`;
const DAYS = `(${day('c.day')} - ${day('d.oldest_due')})`;

const DELINQUENCY_VIEW: ReportView = {
  name: 'delinquency',
  about: 'What a debt owes at the end of the day, and since when.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    debt_id: ['d.debt', 'text', 'Debt'],
    currency: CURRENCY,
    owing: ['d.owing', 'bigint', 'Owed'],
    principal: ['d.principal', 'bigint', 'Principal of it'],
    overdue: ['d.overdue', 'bigint', 'The part whose due date has passed'],
    oldest_due_on: [day('d.oldest_due'), 'date', 'Due date of the oldest charge not paid in full; null: none has one'],
    days_past_due: [
      `CASE WHEN d.owing > 0 THEN GREATEST(${DAYS}, 0) END`,
      'integer',
      'From that date to the day; null where nothing is owed or no charge has a due date',
    ],
    charged_off: ['d.charged_off > 0', 'boolean', 'Whether the creditor has charged it off'],
    reported_days: ['d.reported_days', 'integer', "Days past due by the source's own statement"],
    reported_months: ['d.reported_months', 'integer', "Months in arrears by the source's own statement"],
  },
  from: DEBTS,
  example: {
    asks: 'What is more than 90 days past due?',
    sql: 'SELECT portfolio, currency, count(*) AS debts, sum(owing) AS owing FROM report.delinquency WHERE days_past_due > 90 GROUP BY 1, 2 ORDER BY 1, 2',
  },
};

/** Every bucket of every table: name of the table, number, name, first day and month. */
const BUCKETS = BUCKET_TABLES.flatMap((table) =>
  table.buckets.map(({ name, fromDays, fromMonths }, n) => {
    return `('${bucketTableName(table)}', ${n}, '${name.replaceAll("'", "''")}', ${fromDays}, ${fromMonths})`;
  }),
).join(', ');
const VALUES = `(VALUES ${BUCKETS}) t(bucket_table, n, name, from_days, from_months)`;

/** As `projections/delinquency/accounts.sql.ts`: an account is in the bucket of the debt that is longest past due. */
const AGEING_VIEW: ReportView = {
  name: 'ageing',
  about: 'What the accounts of a portfolio owe in one bucket of a bucket table; an account is a case.',
  reads: READS,
  columns: {
    portfolio_id: ['a.portfolio', 'text', 'Portfolio, `portfolio-<uuid>`'],
    portfolio: ['a.portfolio_name', 'text', 'Name of the portfolio'],
    currency: ['a.currency', 'text', 'ISO 4217; null while no fact has named one'],
    bucket_table: ['a.bucket_table', 'text', 'Bucket table, `name@version`: choose one'],
    bucket_no: ['a.n', 'integer', 'Number of the bucket, from 0; null: nobody knows since when'],
    bucket: ["COALESCE(t.name, 'no-due-date')", 'text', 'Name of the bucket'],
    accounts: ['count(*)', 'bigint', 'Accounts that owe'],
    owing: ['sum(a.owing)', 'bigint', 'What they owe'],
    principal: ['sum(a.principal)', 'bigint', 'Principal of it'],
    past_due: ['sum(a.past_due)', 'bigint', 'The part whose due date has passed'],
  },
  from: `FROM (
    SELECT b.portfolio, b.portfolio_name, b.case_key, max(b.currency) AS currency, b.bucket_table, max(b.n) AS n,
      sum(GREATEST(b.owing, 0)) AS owing, sum(GREATEST(b.principal, 0)) AS principal,
      sum(CASE WHEN b.oldest_due IS NOT NULL THEN b.overdue WHEN b.n > 0 THEN GREATEST(b.owing, 0) ELSE 0 END) AS past_due
    FROM (
      SELECT c.portfolio, f.name AS portfolio_name, c.case_key, ${CURRENCY[0]} AS currency, w.bucket_table, d.owing,
        d.principal, d.overdue, d.oldest_due, CASE WHEN d.owing <= 0 THEN NULL
          WHEN d.oldest_due IS NOT NULL THEN (SELECT max(t.n) FROM ${VALUES} WHERE t.bucket_table = w.bucket_table AND t.from_days <= GREATEST(${DAYS}, 0))
          WHEN d.reported_days IS NOT NULL THEN (SELECT max(t.n) FROM ${VALUES} WHERE t.bucket_table = w.bucket_table AND t.from_days <= GREATEST(d.reported_days, 0))
          WHEN d.reported_months IS NOT NULL THEN (SELECT max(t.n) FROM ${VALUES} WHERE t.bucket_table = w.bucket_table AND t.from_months <= d.reported_months)
        END AS n
      ${DEBTS} CROSS JOIN (SELECT DISTINCT t.bucket_table FROM ${VALUES}) w
    ) b GROUP BY b.portfolio, b.portfolio_name, b.case_key, b.bucket_table
  ) a LEFT JOIN ${VALUES} ON t.bucket_table = a.bucket_table AND t.n = a.n
  WHERE a.owing > 0 GROUP BY 1, 2, 3, 4, 5, 6`,
  example: {
    asks: 'How old is what is owed?',
    sql: "SELECT portfolio, currency, bucket, accounts, owing, past_due FROM report.ageing WHERE bucket_table = 'china@1' ORDER BY 1, 2, bucket_no",
  },
};

export const DELINQUENCY_VIEWS: readonly ReportView[] = [DELINQUENCY_VIEW, AGEING_VIEW];
