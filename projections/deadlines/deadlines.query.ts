/** What must be done by when, on a case and across cases, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { RuleBook } from '../../src/clearance/index.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { openBook, type Versions } from '../findings/open-book.js';
import type { ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { standingAt } from '../read/standing.js';
import type { StandingRow } from '../read/standing-list.js';
import { dateText, dateValue, textOrNull } from '../tables/table.js';
import { DEADLINE_SOURCES, type Deadline, type DeadlineStatus } from './deadlines.js';
import { deadlinePage, type DeadlinePage } from './deadline-rows.sql.js';
import { underRules } from './case-rule-deadlines.js';
import type { RuleDeadline } from './rule.deadlines.js';

/** A deadline as answers show it. */
export interface DeadlineView {
  readonly source: string;
  readonly id: string;
  readonly what: string;
  readonly due: string;
  readonly event: string;
  readonly status: DeadlineStatus;
  readonly doneOn: string | null;
  /** Of a rule pack's deadline: rule and pack with their versions, what it is about, and the code of what is due. */
  readonly rule: string | null;
  readonly pack: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
}

const NO_RULE = { rule: null, pack: null, subject: null, reason: null } as const;

export interface CaseDeadlines extends AnswerHead, Versions {
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

function viewOf(deadline: Deadline | RuleDeadline): DeadlineView {
  const { source, id, what, due, event, status, doneOn } = deadline;
  const view = { source, id, what, due, event, status, doneOn: doneOn ?? null };
  if (!('rule' in deadline)) return { ...view, ...NO_RULE };
  const { rule, pack, subject, reason } = deadline;
  return { ...view, rule, pack, subject, reason };
}

@QueryHandler(CaseDeadlinesQuery)
export class CaseDeadlinesHandler implements IQueryHandler<CaseDeadlinesQuery, CaseDeadlines> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ caseId, when, until }: CaseDeadlinesQuery): Promise<CaseDeadlines> {
    const open = await openBook(this.read, this.rules, caseId, when);
    const { head, book, versions } = open;
    const all = [...standingAt(DEADLINE_SOURCES, book.file.facts, head.asOf), ...underRules(open, head.asOf)];
    const sorted = all
      .filter(({ due }) => until === undefined || due <= until)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
    return { case: caseId, ...head, ...versions, deadlines: sorted.map(viewOf) };
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
  readonly rule: string | null;
  readonly pack: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
}

export type DeadlineList = DeadlinePage<DeadlineListRow>;

export type DeadlineListRow = StandingRow & DeadlineView;

@QueryHandler(DeadlineListQuery)
export class DeadlineListHandler implements IQueryHandler<DeadlineListQuery, DeadlineList> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ scope, filter: { until, source, status } }: DeadlineListQuery): Promise<DeadlineList> {
    const where = [
      ...(until === undefined ? [] : [sql`r.due <= ${dateValue(until)}`]),
      ...(source === undefined ? [] : [sql`r.source = ${source}`]),
      ...(status === undefined ? [] : [sql`r.status = ${status}`]),
    ];
    const choice = { columns: () => sql`r.done_on AS "doneOn"`, where: () => where };
    const page = await deadlinePage<DeadlineRow>(this.read, this.rules, choice, scope);
    const rows = page.rows.map(({ due, doneOn, ...row }) => ({
      ...row,
      due: dateText(due),
      doneOn: textOrNull(doneOn),
    }));
    return { ...page, rows };
  }
}
