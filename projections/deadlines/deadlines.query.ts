/** What must be done by when, on a case and across cases, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import type { ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { standingAt } from '../read/standing.js';
import { standingPage, type StandingRow } from '../read/standing-list.js';
import { dateText, dateValue, textOrNull } from '../tables/table.js';
import { DEADLINE_SOURCES, type Deadline, type DeadlineStatus } from './deadlines.js';
import { DEADLINES } from './deadlines.tables.js';

/** A deadline as answers show it. */
export interface DeadlineView {
  readonly source: string;
  readonly id: string;
  readonly what: string;
  readonly due: string;
  readonly event: string;
  readonly status: DeadlineStatus;
  readonly doneOn: string | null;
}

export interface CaseDeadlines extends AnswerHead {
  readonly case: string;
  readonly deadlines: readonly DeadlineView[];
}

export interface DeadlineFilter {
  /** Due on or before this day. */
  readonly until?: string;
  readonly source?: string;
  readonly status?: string;
}

export class CaseDeadlinesQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    readonly until?: string,
  ) {}
}

function viewOf({ source, id, what, due, event, status, doneOn }: Deadline): DeadlineView {
  return { source, id, what, due, event, status, doneOn: doneOn ?? null };
}

@QueryHandler(CaseDeadlinesQuery)
export class CaseDeadlinesHandler implements IQueryHandler<CaseDeadlinesQuery, CaseDeadlines> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when, until }: CaseDeadlinesQuery): Promise<CaseDeadlines> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    const all = standingAt(DEADLINE_SOURCES, facts, head.asOf).filter(({ due }) => until === undefined || due <= until);
    const sorted = all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
    return { case: caseId, ...head, deadlines: sorted.map(viewOf) };
  }
}

export class DeadlineListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: DeadlineFilter,
  ) {}
}

interface DeadlineRow extends StandingRow {
  readonly what: string;
  readonly due: number;
  readonly event: string;
  readonly status: DeadlineStatus;
  readonly doneOn: number | null;
}

export type DeadlineListRow = StandingRow & DeadlineView;

@QueryHandler(DeadlineListQuery)
export class DeadlineListHandler implements IQueryHandler<DeadlineListQuery, ListPage<DeadlineListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter: { until, source, status } }: DeadlineListQuery): Promise<ListPage<DeadlineListRow>> {
    const columns = sql`r.what, r.due, r.event, r.status, r.done_on AS "doneOn"`;
    const where = [
      ...(until === undefined ? [] : [sql`r.due <= ${dateValue(until)}`]),
      ...(source === undefined ? [] : [sql`r.source = ${source}`]),
      ...(status === undefined ? [] : [sql`r.status = ${status}`]),
    ];
    const list = { rows: { table: DEADLINES, projection: 'deadlines' }, order: 'due', columns, where };
    const page = await standingPage<DeadlineRow>(this.read, list, scope);
    const rows = page.rows.map(({ due, doneOn, ...row }) => ({
      ...row,
      due: dateText(due),
      doneOn: textOrNull(doneOn),
    }));
    return { ...page, rows };
  }
}
