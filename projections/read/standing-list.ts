/** Lists across cases of what stands on a day, as of (V, K). */
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { CASES } from '../cases/cases.tables.js';
import type { Table } from '../tables/table.js';
import type { ListPage, ListScope } from './list.js';
import { momentOf, type ListMoment } from './moment.js';
import type { ReadSide } from './read-side.js';
import { ofPortfolios } from './of-portfolios.sql.js';

export interface StandingListSource {
  /** A table of a projection, or rows as SQL of the same first columns, cut at K. */
  readonly rows: { readonly table: Table; readonly projection: string } | RowsOf;
  /** Column of a date that the list goes by. */
  readonly order: string;
  /** Columns beside source and id, as SQL after `r.`. */
  readonly columns: RawBuilder<unknown> | ((at: ListMoment) => RawBuilder<unknown>);
  readonly where: readonly RawBuilder<unknown>[] | ((at: ListMoment) => readonly RawBuilder<unknown>[]);
  /** Whether `where` leaves so few rows that they come before the cases of a portfolio: SQLite would begin with all of those. */
  readonly rowsFirst?: boolean;
}

/** Rows from several tables. */
export interface RowsOf {
  readonly projections: readonly string[];
  /** SQL of a row source, each row with case_key, source, id, v_from and v_to. */
  at(moment: ListMoment): RawBuilder<unknown>;
}

/** A row of such a list, before its dates are written out. */
export interface StandingRow {
  readonly case: string;
  readonly ref: string | null;
  readonly source: string;
  readonly id: string;
}

interface Placed {
  readonly case_key: number;
  readonly ordered: number;
}

/** One page, by the date and then by case, source and id: pages neither skip nor repeat. */
export function standingPage<R extends StandingRow>(
  read: ReadSide,
  list: StandingListSource,
  scope: ListScope,
): Promise<ListPage<R>> {
  return mergedPage<R>(read, [list], scope);
}

/** One page of several lists in the same order, at one (V, K): each is read along its own index, as far as the page goes. */
export async function mergedPage<R extends StandingRow>(
  read: ReadSide,
  lists: readonly StandingListSource[],
  scope: ListScope,
): Promise<ListPage<R>> {
  const { portfolio, after, limit, when = {} } = scope;
  const rests = lists.map(({ order }) => beyond(after, order));
  const names = lists.flatMap(({ rows: from }) => ('table' in from ? [from.projection] : from.projections));
  const at = await momentOf(read, ['clock', 'cases', ...names], when, portfolio);
  const parts = await Promise.all(
    lists.map((list, i) => rowsAt<R>(read, list, at, rests[i] as RawBuilder<unknown>, scope)),
  );
  const rows = parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort(byPlace);
  const page = rows.slice(0, limit);
  const last = page[page.length - 1];
  const next = rows.length > limit && last ? `${last.ordered}.${last.case_key}.${last.source}.${last.id}` : null;
  const shown = page.map(({ case_key: _key, ordered: _ordered, ...row }) => row as unknown as R);
  return { ...at.head, rows: shown, next };
}

function byPlace(a: StandingRow & Placed, b: StandingRow & Placed): number {
  if (a.ordered !== b.ordered) return a.ordered - b.ordered;
  if (a.case_key !== b.case_key) return a.case_key - b.case_key;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** One row more than the page has: then there is another page. */
async function rowsAt<R extends StandingRow>(
  read: ReadSide,
  { rows: from, order, columns, where, rowsFirst = false }: StandingListSource,
  at: ListMoment,
  rest: RawBuilder<unknown>,
  { portfolio, limit }: ListScope,
): Promise<readonly (R & Placed)[]> {
  const conditions = [
    ...('table' in from ? [sql`r.k_from <= ${at.position} AND (r.k_to IS NULL OR r.k_to > ${at.position})`] : []),
    sql`r.v_from <= ${at.day} AND (r.v_to IS NULL OR r.v_to > ${at.day})`,
    rest,
    ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
    ...(typeof where === 'function' ? where(at) : where),
  ];
  const { rows } = await read.snapshot((db) =>
    sql<
      R & Placed
    >`SELECT c.id AS "case", c.ref, r.source, r.id, ${typeof columns === 'function' ? columns(at) : columns}, r.case_key, r.${sql.ref(order)} AS ordered
      FROM ${'table' in from ? read.table(from.table, from.projection) : from.at(at)} r
      ${rowsFirst ? sql`CROSS JOIN` : sql`JOIN`} ${read.table(CASES, 'cases')} c ${rowsFirst ? sql`WHERE` : sql`ON`} c.case_key = r.case_key
      ${rowsFirst ? sql`AND` : sql`WHERE`} ${sql.join(conditions, sql` AND `)}
      ORDER BY r.${sql.ref(order)}, r.case_key, r.source, r.id LIMIT ${limit + 1}`.execute(db),
  );
  return rows;
}

/** A cursor names the last row: its date, case, source and id. */
function beyond(after: string | undefined, order: string): RawBuilder<unknown> {
  if (after === undefined) return sql`TRUE`;
  const match = /^(\d{1,8})\.(\d{1,15})\.([a-z-]{1,40})\.([\w-]{1,200})$/.exec(after);
  if (!match)
    throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor of this list.`, { field: 'after' });
  const [, date, key, source, id] = match;
  return sql`(r.${sql.ref(order)}, r.case_key, r.source, r.id) > (${Number(date)}, ${Number(key)}, ${source}, ${id})`;
}
