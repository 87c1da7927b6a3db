/**
 * What is there to do, for whom, as of (V, K)? The deadlines of open cases that come near or were missed lately, and those
 * that law or a complaint sets for as long as they are missed and not done, with the collector and team of the case. What
 * was done stands here no more.
 */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { RuleBook } from '../../src/clearance/index.js';
import type { Words } from '../../src/rules/index.js';
import { Problem } from '../../src/http/problem.js';
import { addDays, localDate } from '../../src/ledger/dates.js';
import { CASE_STEPS } from '../cases/cases.tables.js';
import type { DeadlineStatus } from '../deadlines/deadlines.js';
import { deadlinePage, type DeadlineChoice, type DeadlinePage } from '../deadlines/deadline-rows.sql.js';
import type { ListScope } from '../read/list.js';
import type { ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import type { StandingRow } from '../read/standing-list.js';
import { stepped } from '../read/steps.js';
import { dateText, dateValue } from '../tables/table.js';
import { whyOf, wordsOf } from './why.js';

/** Days ahead of V that a worklist looks where `until` is left out. */
export const WORKLIST_AHEAD_DAYS = 7;
/** Days behind V in which what was missed stays in the list where `missedSince` is left out. */
export const WORKLIST_MISSED_DAYS = 30;
/** What somebody is owed an answer or a step for: it is there until it is done, however long ago it was missed. */
export const WORKLIST_LASTING_SOURCES: readonly string[] = ['complaint', 'rule'];

export interface WorklistFilter {
  readonly assignee?: string;
  readonly team?: string;
  /** `promise`, `instalment`, `complaint`, `court`, `register`, `rule`. */
  readonly source?: string;
  /** Of a register: `task`, `callback`, …; of rules `complaint`, `limitation`, … */
  readonly what?: string;
  readonly status?: 'OPEN' | 'MISSED';
  readonly until?: string;
  readonly missedSince?: string;
}

export class WorklistQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: WorklistFilter,
  ) {}
}

interface StoredLine extends StandingRow {
  readonly portfolio: string;
  readonly what: string;
  readonly due: number;
  readonly event: string;
  readonly status: DeadlineStatus;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly rule: string | null;
  readonly pack: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
}

export interface WorklistLine extends Omit<StoredLine, 'due' | 'status'> {
  readonly due: string;
  readonly status: DeadlineStatus;
  /** `PROMISE_BROKEN`, `TASK_DUE`, … */
  readonly why: string;
  /** The same in words; of a rule its title. */
  readonly words: Words;
  /** Event id of the fact that set the date. */
  readonly event: string;
}

export type Worklist = DeadlinePage<WorklistLine>;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A cursor names K, the last event of the first page, and the last line: later pages show the same list. */
function placeOf({ after, ...scope }: ListScope): ListScope {
  if (after === undefined) return scope;
  const match = new RegExp(`^(${UUID})~(.+)$`).exec(after);
  if (!match) {
    const detail = `after '${after.slice(0, 40)}' is no cursor: pass 'next' of the page before.`;
    throw Problem.of(400, 'bad-cursor', detail, { field: 'after' });
  }
  return { ...scope, after: match[2], when: { ...scope.when, knownAt: match[1] } };
}

/** Dates as tables keep them. */
interface Span {
  readonly until: number;
  readonly missedSince: number;
  /** The day before the earliest that is today anywhere. */
  readonly eve: number;
}

type Parts = NonNullable<DeadlineChoice['parts']>;

/** What was missed longer ago and still is, by the end of being so. */
function lastingParts({ until, missedSince, eve }: Span): Parts {
  const sources = sql.join([...WORKLIST_LASTING_SOURCES]);
  const missed = sql`r.status = 'MISSED' AND r.source IN (${sources}) AND r.done_on IS NULL`;
  return [
    () => [sql`${missed} AND r.v_to IS NULL AND r.due < ${missedSince} AND r.due <= ${until}`],
    () => [sql`${missed} AND r.v_to > ${eve} AND r.due + 0 < ${missedSince} AND r.due + 0 <= ${until}`],
  ];
}

/**
 * What was missed lately, by its due date. What is open, by the end of being so: not by its due date, before which lies
 * everything that was ever done. `|| ''` and `+ 0` keep the planner from going by the column all the same. Who names the day
 * since which he asks for what was missed gets that and no more.
 */
function partsOf(span: Span, { status, source, missedSince }: WorklistFilter): Parts {
  const { until, eve } = span;
  const lately = [() => [sql`r.status || '' = 'MISSED' AND r.due >= ${span.missedSince} AND r.due <= ${until}`]];
  const open = [
    () => [sql`r.status = 'OPEN' AND r.v_to IS NULL AND r.due <= ${until}`],
    () => [sql`r.status = 'OPEN' AND r.v_to > ${eve} AND r.due + 0 <= ${until}`],
  ];
  const lasts = missedSince === undefined && (source === undefined || WORKLIST_LASTING_SOURCES.includes(source));
  const missed = lasts ? [...lately, ...lastingParts(span)] : lately;
  // A part that cannot have a line would be walked to its end in search of one.
  if (status === 'OPEN') return open;
  return status === 'MISSED' ? missed : [...missed, ...open];
}

@QueryHandler(WorklistQuery)
export class WorklistHandler implements IQueryHandler<WorklistQuery, Worklist> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ scope, filter }: WorklistQuery): Promise<Worklist> {
    const day = scope.when?.asOf ?? localDate(this.read.clock.now(), 'UTC');
    const { until = addDays(day, WORKLIST_AHEAD_DAYS), missedSince = addDays(day, -WORKLIST_MISSED_DAYS) } = filter;
    const step = (column: string, at: ListMoment) =>
      stepped(this.read, { table: CASE_STEPS, projection: 'cases' }, column, at);
    const choice = {
      columns: (at: ListMoment) => sql`c.portfolio, ${step('assignee', at)} AS assignee, ${step('team', at)} AS team`,
      where: (at: ListMoment) => [
        sql`r.done_on IS NULL`,
        sql`COALESCE(${step('stage', at)}, 'OPEN') = 'OPEN'`,
        ...(['source', 'what', 'status'] as const).flatMap((name) =>
          filter[name] === undefined ? [] : [sql`r.${sql.ref(name)} = ${filter[name]}`],
        ),
        ...(['assignee', 'team'] as const).flatMap((name) =>
          filter[name] === undefined ? [] : [sql`${step(name, at)} = ${filter[name]}`],
        ),
      ],
    };
    const dates = { until: dateValue(until), missedSince: dateValue(missedSince), eve: dateValue(addDays(day, -1)) };
    const parts = partsOf(dates, filter);
    const page = await deadlinePage<StoredLine>(this.read, this.rules, { ...choice, parts }, placeOf(scope));
    const { rows, next, ...head } = page;
    const lines = rows.map((row) => ({
      ...row,
      due: dateText(row.due),
      why: whyOf(row.source, row.what, row.status),
      words: wordsOf(row),
    }));
    return { ...head, rows: lines, next: next === null ? null : `${head.lastEvent}~${next}` };
  }
}
