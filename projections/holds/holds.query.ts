/** What stops collection or contact, on a case and across cases, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { HoldBook } from '../../src/ledger/hold/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import type { ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { standingPage, type StandingListSource, type StandingRow } from '../read/standing-list.js';
import { dateText, textOrNull } from '../tables/table.js';
import { byFirstRole, HOLD_PROJECTIONS, holdRows } from './hold-rows.sql.js';
import { holdView, type HoldView } from './holds.js';

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

@QueryHandler(CaseHoldsQuery)
export class CaseHoldsHandler implements IQueryHandler<CaseHoldsQuery, CaseHolds> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseHoldsQuery): Promise<CaseHolds> {
    const { head, facts, others } = await caseHistory(this.read, caseId, when, { incidents: true });
    return { case: caseId, ...head, holds: new HoldBook(facts, others).on(head.asOf).map(holdView) };
  }
}

export class HoldListQuery {
  constructor(
    readonly scope: ListScope,
    readonly source?: string,
  ) {}
}

interface HoldRow extends StandingRow {
  readonly stops: string;
  readonly debts: string | null;
  readonly amount: number | null;
  readonly party: string | null;
  readonly role: string | null;
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
    const columns = sql`r.stops, r.debts, r.amount, r.party, r.role, r.since, r.until, r.why, r.event`;
    const list: StandingListSource = {
      rows: { projections: HOLD_PROJECTIONS, at: ({ position }) => holdRows(this.read, position) },
      order: 'v_from',
      columns,
      where: (at) => [byFirstRole(this.read, at), ...(source === undefined ? [] : [sql`r.source = ${source}`])],
    };
    const page = await standingPage<HoldRow>(this.read, list, scope);
    const rows = page.rows.map(({ stops, debts, since, until, ...row }) => ({
      ...row,
      stops: JSON.parse(stops) as string[],
      debts: debts === null ? null : (JSON.parse(debts) as string[]),
      since: dateText(since),
      until: textOrNull(until),
    }));
    return { ...page, rows };
  }
}
