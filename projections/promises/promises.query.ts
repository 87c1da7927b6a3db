/** What was promised on a case, and across cases, and what became of it? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { type PromiseAt, PromiseBook } from '../../src/ledger/promise/index.js';
import { countsAs, EXCLUSION_PROJECTIONS } from '../holds/party-exclusion.sql.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listThen } from '../read/list-then.js';
import { momentOf } from '../read/moment.js';
import type { CaseOfRow, ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES } from './promises.tables.js';
import { reportedOutcomes, type ReportedOutcome } from './reported.query.js';

export interface PromiseView {
  readonly promise: string;
  readonly made: string;
  readonly due: string;
  readonly graceDays: number;
  readonly toleranceBps: number;
  readonly debts: readonly string[];
  readonly amount: number;
  readonly currency: string;
  readonly policy: string;
  readonly outcome: string;
  readonly when: string | null;
  /** The day on which the outcome became so. */
  readonly since: string;
  readonly paid: number;
  readonly ratioBps: number;
  readonly qualifying: readonly string[];
  readonly countsAs: string;
}

function viewOf({ record, ...result }: PromiseAt): PromiseView {
  const { promise, dueDate, graceDays, toleranceBps, debts, amount, currency, policy } = record.terms;
  const { outcome, when = null, since, paid, ratioBps, qualifying, countsAs } = result;
  const terms = {
    promise,
    made: record.madeOn,
    due: dueDate,
    graceDays,
    toleranceBps,
    debts,
    amount,
    currency,
    policy,
  };
  return { ...terms, outcome, when, since, paid, ratioBps, qualifying, countsAs };
}

export class CasePromisesQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CasePromises extends AnswerHead {
  readonly case: string;
  readonly promises: readonly PromiseView[];
}

@QueryHandler(CasePromisesQuery)
export class CasePromisesHandler implements IQueryHandler<CasePromisesQuery, CasePromises> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CasePromisesQuery): Promise<CasePromises> {
    const { head, facts, others } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, promises: new PromiseBook(facts, others).at(head.asOf).map(viewOf) };
  }
}

export interface PromiseFilter {
  /** Outcome at (V, K): OPEN, KEPT, PARTIALLY_KEPT, BROKEN, CANCELLED, RENEGOTIATED. */
  readonly outcome?: string;
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

export class PromiseListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: PromiseFilter,
    readonly when: AsOf,
    /** Adds what was reported when each window ended. */
    readonly reported = false,
  ) {}
}

interface Row extends CaseOfRow {
  readonly promise: string;
  readonly made: number;
  readonly due: number;
  readonly amount: number;
  readonly currency: string;
  readonly outcome: string;
  readonly paid: number;
  readonly countsAs: string;
  readonly caseKey: number;
  readonly windowEnd: number;
  readonly zone: string;
  /** V in that zone. */
  readonly day: number;
}

export type PromiseListRow = Omit<Row, 'made' | 'due' | 'caseKey' | 'windowEnd' | 'zone' | 'day'> & {
  readonly made: string;
  readonly due: string;
  /** By what was known when its window ended; null while it is open. Only where it was asked for. */
  readonly reported?: ReportedOutcome | null;
};

@QueryHandler(PromiseListQuery)
export class PromiseListHandler implements IQueryHandler<PromiseListQuery, ListPage<PromiseListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter, when, reported }: PromiseListQuery): Promise<ListPage<PromiseListRow>> {
    const { read } = this;
    const at = await momentOf(read, ['clock', 'cases', 'promises', ...EXCLUSION_PROJECTIONS], when, scope.portfolio);
    const { outcome, dueFrom, dueTo } = filter;
    const counted = countsAs(read, at, { promise: 'r', outcome: 'h' });
    const page = await listThen<Row>(
      read,
      {
        register: PROMISES,
        held: PROMISE_OUTCOMES,
        projection: 'promises',
        columns: sql`r.promise, r.made, r.due, r.amount, r.currency, h.outcome, h.paid, ${counted} AS "countsAs",
          r.case_key AS "caseKey", r.window_end AS "windowEnd", c.zone, ${at.day} AS day`,
        where: [
          sql`r.made <= ${at.day}`,
          ...(outcome === undefined ? [] : [sql`h.outcome = ${outcome}`]),
          ...(dueFrom === undefined ? [] : [sql`r.due >= ${dateValue(dueFrom)}`]),
          ...(dueTo === undefined ? [] : [sql`r.due <= ${dateValue(dueTo)}`]),
        ],
      },
      scope,
      at,
    );
    const known = reported ? await reportedOutcomes(read, page.rows, at.position) : undefined;
    const rows = page.rows.map(({ made, due, caseKey: _key, windowEnd: _end, zone: _zone, day: _day, ...row }) => ({
      ...{ ...row, made: dateText(made), due: dateText(due) },
      ...(known && { reported: known.get(row.promise) ?? null }),
    }));
    return { ...page, rows };
  }
}
