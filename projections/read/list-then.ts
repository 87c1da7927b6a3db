/** Lists across cases as of (V, K): rows of a register joined with what held of them then, keyset pages in store order. */
import { sql, type RawBuilder } from 'kysely';
import { CASES } from '../cases/cases.tables.js';
import type { Table } from '../tables/table.js';
import { cursor, type CaseOfRow, type ListPage, type ListScope } from './list.js';
import type { ListMoment } from './moment.js';
import type { ReadSide } from './read-side.js';
import { ofPortfolios } from './of-portfolios.sql.js';

/** A day, or SQL for the day of a row `c` of the register of cases, and a position. */
export interface Then {
  readonly day: number | RawBuilder<unknown>;
  readonly position: number;
}

/** The row of `{vFrom, vTo, kFrom, kTo}` that holds at a standpoint. */
export function heldThen(alias: string, { day, position }: Then): RawBuilder<unknown> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  return sql`${column('k_from')} <= ${position} AND (${column('k_to')} IS NULL OR ${column('k_to')} > ${position})
    AND ${column('v_from')} <= ${day} AND (${column('v_to')} IS NULL OR ${column('v_to')} > ${day})`;
}

export interface ThenSource {
  readonly register: Table;
  /** Rows with a span that hold of a register row; joined by its key. */
  readonly held: Table;
  readonly projection: string;
  /** Columns of the register (`r.`), the held row (`h.`) and the case (`c.`). */
  readonly columns: RawBuilder<unknown>;
  readonly where: readonly RawBuilder<unknown>[];
}

/** One page; a register row of which nothing held then is left out. */
export async function listThen<R extends CaseOfRow>(
  read: ReadSide,
  { register, held, projection, columns, where }: ThenSource,
  { portfolio, after, limit }: ListScope,
  at: ListMoment,
): Promise<ListPage<R>> {
  const joined = register.key.map((column) => sql`${sql.ref(`h.${column}`)} = ${sql.ref(`r.${column}`)}`);
  const conditions = [
    sql`r.position > ${cursor(after)}`,
    sql`r.position <= ${at.position}`,
    heldThen('h', at),
    ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
    ...where,
  ];
  const { rows } = await read.snapshot((db) =>
    sql<R>`SELECT c.id AS "case", c.ref, r.position, ${columns}
      FROM ${read.table(register, projection)} r
      JOIN ${read.table(CASES, 'cases')} c ON c.case_key = r.case_key
      JOIN ${read.table(held, projection)} h ON ${sql.join(joined, sql` AND `)}
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY r.position LIMIT ${limit + 1}`.execute(db),
  );
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? String(page[page.length - 1]?.position) : null;
  return { ...at.head, rows: page, next };
}
