/** Lists across cases: keyset pages over a register, each row with its case. */
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { CASES } from '../cases/cases.tables.js';
import type { Table } from '../tables/table.js';
import type { AsOf } from './case-history.js';
import type { AnswerHead } from './cut.js';
import { momentOf, type ListMoment } from './moment.js';
import type { ReadSide } from './read-side.js';
import { ofPortfolios } from './of-portfolios.sql.js';

/** What every list may be narrowed by, and where its page begins. */
export interface ListScope {
  /** Stream id of the portfolio. */
  readonly portfolio?: string;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
  /** V and K; now where left out. */
  readonly when?: AsOf;
}

export interface ListPage<R> extends AnswerHead {
  readonly rows: readonly R[];
  /** Pass it as `after` for the next page; null on the last. */
  readonly next: string | null;
}

/** The case that a row belongs to. */
export interface CaseOfRow {
  readonly case: string;
  readonly ref: string | null;
  readonly position: number;
}

export interface ListSource {
  readonly table: Table;
  readonly projection: string;
  /** Columns of the register, as SQL after `r.`; those that change, as of (V, K). */
  readonly columns: RawBuilder<unknown> | ((at: ListMoment) => RawBuilder<unknown>);
  readonly where: readonly RawBuilder<unknown>[] | ((at: ListMoment) => readonly RawBuilder<unknown>[]);
  /** Column of the day from which the row is there, where the list is as of V. */
  readonly since?: string;
}

/** One page of a register in store order, as of (V, K). */
export async function listPage<R extends CaseOfRow>(
  read: ReadSide,
  source: ListSource,
  { portfolio, after, limit, when = {} }: ListScope,
): Promise<ListPage<R>> {
  const at = await momentOf(read, ['clock', 'cases', source.projection], when, portfolio);
  const columns = typeof source.columns === 'function' ? source.columns(at) : source.columns;
  const where = typeof source.where === 'function' ? source.where(at) : source.where;
  const conditions = [
    sql`r.position > ${cursor(after)}`,
    sql`r.position <= ${at.position}`,
    ...(source.since === undefined ? [] : [sql`r.${sql.ref(source.since)} <= ${at.day}`]),
    ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
    ...where,
  ];
  const { rows } = await read.snapshot((db) =>
    sql<R>`SELECT c.id AS "case", c.ref, r.position, ${columns}
      FROM ${read.table(source.table, source.projection)} r
      JOIN ${read.table(CASES, 'cases')} c ON c.case_key = r.case_key
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY r.position LIMIT ${limit + 1}`.execute(db),
  );
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? String(page[page.length - 1]?.position) : null;
  return { ...at.head, rows: page, next };
}

/** A cursor is a position: the list does not shift while facts arrive. */
export function cursor(after: string | undefined): number {
  if (after === undefined) return 0;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor: pass 'next' of the page before.`, {
    field: 'after',
  });
}
