/** Which debts are held, on a case and across cases, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import type { ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { standingAt } from '../read/standing.js';
import { standingPage, type StandingRow } from '../read/standing-list.js';
import { dateText, textOrNull } from '../tables/table.js';
import { HOLD_SOURCES, type Hold } from './holds.js';
import { HOLDS } from './holds.tables.js';

/** A hold as answers show it. */
export interface HoldView {
  readonly source: string;
  readonly id: string;
  readonly debts: readonly string[] | null;
  readonly amount: number | null;
  readonly since: string;
  readonly until: string | null;
  readonly why: string;
  readonly event: string;
}

export interface CaseHolds extends AnswerHead {
  readonly case: string;
  readonly holds: readonly HoldView[];
}

export class CaseHoldsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

function viewOf({ source, id, debts, amount, since, until, why, event }: Hold): HoldView {
  return { source, id, debts: debts ?? null, amount: amount ?? null, since, until: until ?? null, why, event };
}

@QueryHandler(CaseHoldsQuery)
export class CaseHoldsHandler implements IQueryHandler<CaseHoldsQuery, CaseHolds> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseHoldsQuery): Promise<CaseHolds> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, holds: standingAt(HOLD_SOURCES, facts, head.asOf).map(viewOf) };
  }
}

export class HoldListQuery {
  constructor(
    readonly scope: ListScope,
    readonly source?: string,
  ) {}
}

interface HoldRow extends StandingRow {
  readonly debts: string | null;
  readonly amount: number | null;
  readonly since: number;
  readonly until: number | null;
  readonly why: string;
  readonly event: string;
}

export type HoldListRow = StandingRow & HoldView;

@QueryHandler(HoldListQuery)
export class HoldListHandler implements IQueryHandler<HoldListQuery, ListPage<HoldListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, source }: HoldListQuery): Promise<ListPage<HoldListRow>> {
    const columns = sql`r.debts, r.amount, r.since, r.until, r.why, r.event`;
    const where = source === undefined ? [] : [sql`r.source = ${source}`];
    const list = { table: HOLDS, projection: 'holds', order: 'v_from', columns, where };
    const page = await standingPage<HoldRow>(this.read, list, scope);
    const rows = page.rows.map(({ debts, since, until, ...row }) => ({
      ...row,
      debts: debts === null ? null : (JSON.parse(debts) as string[]),
      since: dateText(since),
      until: textOrNull(until),
    }));
    return { ...page, rows };
  }
}
