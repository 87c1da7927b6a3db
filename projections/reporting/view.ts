/**
 * A view that reporting services read by SQL in PostgreSQL, and the pieces that views are made of. Tables stand in its text
 * as `{projection/table}`: the database puts the version that is served in their place (`switch.sql.ts`).
 */

/** Members read the views, and nothing else. */
export const READER_ROLE = 'quittance_reader';

/** Columns are only ever added, at the end: PostgreSQL itself refuses to replace a view by one with fewer or other ones. */
export type SqlType = 'text' | 'bigint' | 'integer' | 'boolean' | 'date' | 'timestamp with time zone';

/** Expression, type, and what it means. */
export type Column = readonly [sql: string, type: SqlType, about: string];

export interface ReportView {
  readonly name: string;
  /** One sentence: what a row is. */
  readonly about: string;
  /** Projections whose tables it reads: it refuses while one of them is built. */
  readonly reads: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** `FROM …`, to the end. */
  readonly from: string;
  /** A question that it answers, and how. */
  readonly example: { readonly asks: string; readonly sql: string };
}

export function selectOf({ columns, from }: ReportView): string {
  const list = Object.entries(columns).map(([name, [sql, type]]) => `(${sql})::${type} AS ${name}`);
  return `SELECT ${list.join(',\n  ')}\n${from}`;
}

/** A setting of the session, or NULL. */
const setting = (name: string): string => `NULLIF(current_setting('quittance.${name}', true), '')`;

/** V as yyyymmdd: the session's `quittance.as_of`, or today in a zone. */
const dayIn = (zone: string): string =>
  `COALESCE(to_char(${setting('as_of')}::date, 'YYYYMMDD'), to_char(now() AT TIME ZONE ${zone}, 'YYYYMMDD'))::integer`;

/** The last position that counts: the session's `quittance.known_at`, or all. */
export const KNOWN = `COALESCE(${setting('known_at')}::bigint, 9223372036854775807)`;

const sees = (user: string, portfolio: string): string => {
  const own = `SELECT g.portfolio FROM reporting.grants g JOIN pg_catalog.pg_roles a ON a.oid = g.login WHERE a.rolname = ${user}`;
  return `(${portfolio} IN (${own}) OR '*' IN (${own}))`;
};

/**
 * Whether a portfolio is granted both to who logged in and to whom that session has become: SET ROLE can narrow what is
 * seen, and never widens it. The readers' role itself has no scope of its own.
 */
export function inScope(portfolio: string): string {
  return `${sees('session_user', portfolio)} AND (current_user = '${READER_ROLE}' OR ${sees('current_user', portfolio)})`;
}

/** The cases that the reader may see, `c`, each with its day and position, and their portfolios, `f`. */
export const CASES_SEEN = `FROM (
    SELECT k.*, ${dayIn('k.zone')} AS day, ${KNOWN} AS known FROM {cases/cases} k WHERE ${inScope('k.portfolio')}
  ) c
  LEFT JOIN {portfolio/portfolios} f ON f.id = c.portfolio`;
export const CASE_READS = ['cases', 'portfolio'] as const;

export const PORTFOLIO_COLUMNS = {
  portfolio_id: ['c.portfolio', 'text', 'Portfolio, `portfolio-<uuid>`'],
  portfolio: ['f.name', 'text', 'Name of the portfolio'],
} as const satisfies Record<string, Column>;

export const CASE_COLUMNS = {
  ...PORTFOLIO_COLUMNS,
  case_id: ['c.id', 'text', 'Case, `case-<uuid>`'],
  case_ref: ['c.ref', 'text', "The source's reference of the case"],
} as const satisfies Record<string, Column>;

export const CURRENCY: Column = [
  'CASE WHEN c.currency_from <= c.known THEN c.currency END',
  'text',
  'ISO 4217; null while no fact has named one',
];

export const positionOf = (row = 'r'): Column => [
  `${row}.position`,
  'bigint',
  'Store position of the fact that made the row',
];

/** A date that tables keep as yyyymmdd. */
export const day = (sql: string): string => `to_date(lpad((${sql})::text, 8, '0'), 'YYYYMMDD')`;

/** An instant that tables keep as text; null where only the day is known. */
export const instant = (sql: string): string => `CASE WHEN length(${sql}) > 10 THEN (${sql})::timestamptz END`;

/** Of rows with spans, the one that holds at (V, K). */
export const holds = (
  row: string,
): string => `${row}.k_from <= c.known AND (${row}.k_to IS NULL OR ${row}.k_to > c.known)
    AND ${row}.v_from <= c.day AND (${row}.v_to IS NULL OR ${row}.v_to > c.day)`;

/** What the latest step of a register row `r` says of a column at (V, K). @param always a correction holds for every V */
export function stepped(table: string, thing: string, column: string, always = false): string {
  return `(SELECT s.${column} FROM {${table}} s WHERE s.case_key = r.case_key AND s.${thing} = r.${thing}
    AND s.position <= c.known${always ? '' : ' AND s.eff <= c.day'} AND s.${column} IS NOT NULL ORDER BY s.position DESC LIMIT 1)`;
}

/** What the source of a record has since done to it. */
export const CORRECTION: Column = [
  stepped('cases/corrections', 'event', 'action', true),
  'text',
  'WITHDRAWN or REPLACED, where its source has since changed it; else null',
];
