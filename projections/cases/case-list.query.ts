/** Which cases are there, and what does each owe now? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { localDate, type CivilDate } from '../../src/ledger/dates.js';
import { Problem } from '../../src/http/problem.js';
import { BALANCES } from '../balances/balances.tables.js';
import { headAt, type AnswerHead } from '../read/cut.js';
import type { ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { CASES } from './cases.tables.js';

const READS = ['clock', 'cases', 'balances'];

/** `opened`: the oldest first; `-net`: who owes most first. */
export const CASE_SORTS = ['opened', 'net', '-net'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export interface CaseFilter {
  readonly ref?: string;
  readonly stage?: string;
  readonly product?: string;
  readonly assignee?: string;
  /** Only cases opened on or before this day. */
  readonly openedBy?: CivilDate;
  /** Only cases that the ledger had at this position. */
  readonly position?: number;
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
  /** What it owes now, minor units. */
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

/** A cursor names the last row's sort value and key: pages neither skip nor repeat. */
function beyond(sort: CaseSort, after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`TRUE`;
  const match = /^(-?\d{1,16})\.(\d{1,15})$/.exec(after);
  if (!match)
    throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor of this list.`, { field: 'after' });
  const [value, key] = [Number(match[1]), Number(match[2])];
  switch (sort) {
    case 'opened':
      return sql`(c.opened, c.case_key) > (${value}, ${key})`;
    case 'net':
      return sql`(COALESCE(b.net, 0), c.case_key) > (${value}, ${key})`;
    case '-net':
      return sql`(-COALESCE(b.net, 0), c.case_key) > (${-value}, ${key})`;
  }
}

function orderBy(sort: CaseSort): RawBuilder<unknown> {
  switch (sort) {
    case 'opened':
      return sql`c.opened, c.case_key`;
    case 'net':
      return sql`COALESCE(b.net, 0), c.case_key`;
    case '-net':
      return sql`-COALESCE(b.net, 0), c.case_key`;
  }
}

function conditions({ portfolio }: ListScope, filter: CaseFilter): RawBuilder<unknown>[] {
  const { ref, stage, product, assignee, openedBy, position } = filter;
  return [
    ...(portfolio === undefined ? [] : [sql`c.portfolio = ${portfolio}`]),
    ...(ref === undefined ? [] : [sql`c.ref = ${ref}`]),
    ...(stage === undefined ? [] : [sql`c.stage = ${stage}`]),
    ...(product === undefined ? [] : [sql`c.product = ${product}`]),
    ...(assignee === undefined ? [] : [sql`c.assignee = ${assignee}`]),
    ...(openedBy === undefined ? [] : [sql`c.opened <= ${dateValue(openedBy)}`]),
    ...(position === undefined ? [] : [sql`c.case_key <= ${position}`]),
  ];
}

@QueryHandler(CaseListQuery)
export class CaseListHandler implements IQueryHandler<CaseListQuery, CaseList> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter, sort }: CaseListQuery): Promise<CaseList> {
    const { read } = this;
    read.require(READS);
    const position = read.position(READS);
    const where = [sql`c.case_key <= ${position}`, beyond(sort, scope.after), ...conditions(scope, filter)];
    const { rows } = await read.snapshot((db) =>
      sql<StoredRow>`
        SELECT c.case_key, c.id, c.ref, c.portfolio, c.product, c.currency, c.opened, c.stage, c.assignee,
          COALESCE(b.net, 0) AS net, COALESCE(b.held, 0) AS held
        FROM ${read.table(CASES, 'cases')} c
        LEFT JOIN ${read.table(BALANCES, 'balances')} b ON b.case_key = c.case_key
        WHERE ${sql.join(where, sql` AND `)}
        ORDER BY ${orderBy(sort)} LIMIT ${scope.limit + 1}`.execute(db),
    );
    const page = rows.slice(0, scope.limit);
    const last = page[page.length - 1];
    const next =
      rows.length > scope.limit && last ? `${sort === 'opened' ? last.opened : last.net}.${last.case_key}` : null;
    const head = await headAt(read.store, localDate(read.clock.now(), 'UTC'), position, false);
    return {
      ...head,
      cases: page.map(({ case_key: _key, ...row }) => ({ ...row, opened: dateText(row.opened) })),
      next,
    };
  }
}
