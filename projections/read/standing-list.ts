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
export async function standingPage<R extends StandingRow>(
  read: ReadSide,
  { rows: from, order, columns, where }: StandingListSource,
  { portfolio, after, limit, when = {} }: ListScope,
): Promise<ListPage<R>> {
  const rest = beyond(after, order);
  const names = 'table' in from ? [from.projection] : from.projections;
  const at = await momentOf(read, ['clock', 'cases', ...names], when, portfolio);
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
      JOIN ${read.table(CASES, 'cases')} c ON c.case_key = r.case_key
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY r.${sql.ref(order)}, r.case_key, r.source, r.id LIMIT ${limit + 1}`.execute(db),
  );
  const page = rows.slice(0, limit);
  const last = page[page.length - 1];
  const next = rows.length > limit && last ? `${last.ordered}.${last.case_key}.${last.source}.${last.id}` : null;
  const shown = page.map(({ case_key: _key, ordered: _ordered, ...row }) => row as unknown as R);
  return { ...at.head, rows: shown, next };
}

/** A cursor names the last row: its date, case, source and id. */
function beyond(after: string | undefined, order: string): RawBuilder<unknown> {
  if (after === undefined) return sql`TRUE`;
  const match = /^(\d{1,8})\.(\d{1,15})\.([a-z-]{1,40})\.([\w-]{1,80})$/.exec(after);
  if (!match)
    throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor of this list.`, { field: 'after' });
  const [, date, key, source, id] = match;
  return sql`(r.${sql.ref(order)}, r.case_key, r.source, r.id) > (${Number(date)}, ${Number(key)}, ${source}, ${id})`;
}
