/** Which cases are there, and what does each owe, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { HELD, JOURNAL, NET } from '../balances/balances.tables.js';
import type { AnswerHead } from '../read/cut.js';
import type { ListScope } from '../read/list.js';
import { momentOf, type ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import { stepped } from '../read/steps.js';
import { dateText } from '../tables/table.js';
import { CASES, CASE_STEPS } from './cases.tables.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';

const READS = ['clock', 'cases', 'balances'];

/** `opened`: the oldest first; `-net`: who owes most first. */
export const CASE_SORTS = ['opened', 'net', '-net'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export interface CaseFilter {
  readonly ref?: string;
  readonly stage?: string;
  readonly product?: string;
  readonly assignee?: string;
}

export class CaseListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: CaseFilter,
    readonly sort: CaseSort = 'opened',
  ) {}
}

export interface CaseRow {
  readonly id: string;
  readonly ref: string | null;
  readonly portfolio: string;
  readonly product: string | null;
  readonly currency: string | null;
  readonly opened: string;
  readonly stage: string;
  readonly assignee: string | null;
  /** What it owes, minor units. */
  readonly net: number;
  readonly held: number;
}

export interface CaseList extends AnswerHead {
  readonly cases: readonly CaseRow[];
  /** Pass it as `after` for the next page; null on the last. */
  readonly next: string | null;
}

interface StoredRow extends Omit<CaseRow, 'opened'> {
  readonly case_key: number;
  readonly opened: number;
}

/** What the list goes by; the key of the case comes second. */
const ORDER: Readonly<Record<CaseSort, RawBuilder<unknown>>> = {
  opened: sql`q.opened`,
  net: sql`q.net`,
  '-net': sql`-q.net`,
};

/** A cursor names the last row's sort value and key: pages neither skip nor repeat. */
function beyond(sort: CaseSort, after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`TRUE`;
  const match = /^(-?\d{1,16})\.(\d{1,15})$/.exec(after);
  if (!match)
    throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor of this list.`, { field: 'after' });
  const [value, key] = [Number(match[1]), Number(match[2])];
  return sql`(${ORDER[sort]}, q.case_key) > (${sort === '-net' ? -value : value}, ${key})`;
}

/** Every case of the scope as of (V, K), as a query; only what is asked of it is worked out. */
function casesAt(read: ReadSide, { portfolio }: ListScope, filter: CaseFilter, at: ListMoment): RawBuilder<unknown> {
  const { ref, stage, product, assignee } = filter;
  const journal = read.table(JOURNAL, 'balances');
  const sum = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`COALESCE((SELECT SUM(${of}) FROM ${journal} j
    WHERE j.case_key = c.case_key AND j.eff <= ${at.day} AND j.position <= ${at.position}), 0)`;
  const said = (column: string): RawBuilder<unknown> =>
    stepped(read, { table: CASE_STEPS, projection: 'cases', row: 'c' }, column, at);
  const stageThen = sql`COALESCE(${said('stage')}, 'OPEN')`;
  const where = [
    sql`c.case_key <= ${at.position}`,
    sql`c.opened <= ${at.day}`,
    ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
    ...(ref === undefined ? [] : [sql`c.ref = ${ref}`]),
    ...(product === undefined ? [] : [sql`c.product = ${product}`]),
    ...(stage === undefined ? [] : [sql`${stageThen} = ${stage}`]),
    ...(assignee === undefined ? [] : [sql`${said('assignee')} = ${assignee}`]),
  ];
  return sql`SELECT c.case_key, c.id, c.ref, c.portfolio, c.product, c.opened,
      CASE WHEN c.currency_from <= ${at.position} THEN c.currency END AS currency,
      ${stageThen} AS stage, ${said('assignee')} AS assignee, ${sum(NET)} AS net, ${sum(HELD)} AS held
    FROM ${read.table(CASES, 'cases')} c WHERE ${sql.join(where, sql` AND `)}`;
}

@QueryHandler(CaseListQuery)
export class CaseListHandler implements IQueryHandler<CaseListQuery, CaseList> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter, sort }: CaseListQuery): Promise<CaseList> {
    const { read } = this;
    const { after, limit, portfolio, when = {} } = scope;
    const rest = beyond(sort, after);
    const at = await momentOf(read, READS, when, portfolio);
    const { rows } = await read.snapshot((db) =>
      sql<StoredRow>`SELECT q.* FROM (${casesAt(read, scope, filter, at)}) q WHERE ${rest}
        ORDER BY ${ORDER[sort]}, q.case_key LIMIT ${limit + 1}`.execute(db),
    );
    const page = rows.slice(0, limit);
    const last = page[page.length - 1];
    const next = rows.length > limit && last ? `${sort === 'opened' ? last.opened : last.net}.${last.case_key}` : null;
    const cases = page.map(({ case_key: _key, ...row }) => ({ ...row, opened: dateText(row.opened) }));
    return { ...at.head, cases, next };
  }
}
