/** What was promised on a case, and across cases, and what became of it? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { localDate } from '../../src/ledger/dates.js';
import { type PromiseAt, PromiseBook } from '../../src/ledger/promise/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES } from './promises.tables.js';

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
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, promises: new PromiseBook(facts).at(head.asOf).map(viewOf) };
  }
}

export class PromiseListQuery {
  constructor(
    readonly scope: ListScope,
    /** Outcome on `asOf`: OPEN, KEPT, PARTIALLY_KEPT, BROKEN, CANCELLED, RENEGOTIATED. */
    readonly outcome?: string,
    readonly dueFrom?: string,
    readonly dueTo?: string,
    readonly asOf?: string,
  ) {}
}

interface PromiseRow extends CaseOfRow {
  readonly promise: string;
  readonly made: number;
  readonly due: number;
  readonly amount: number;
  readonly currency: string;
  readonly outcome: string;
  readonly paid: number;
}

export type PromiseListRow = Omit<PromiseRow, 'made' | 'due'> & { readonly made: string; readonly due: string };

@QueryHandler(PromiseListQuery)
export class PromiseListHandler implements IQueryHandler<PromiseListQuery, ListPage<PromiseListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, outcome, dueFrom, dueTo, asOf }: PromiseListQuery): Promise<ListPage<PromiseListRow>> {
    const { read } = this;
    const day = dateValue(asOf ?? localDate(read.clock.now(), 'UTC'));
    const current = sql`(
      SELECT o.outcome FROM ${read.table(PROMISE_OUTCOMES, 'promises')} o
      WHERE o.case_key = r.case_key AND o.promise = r.promise AND o.k_to IS NULL
        AND o.v_from <= ${day} AND (o.v_to IS NULL OR o.v_to > ${day}))`;
    const paid = sql`(
      SELECT o.paid FROM ${read.table(PROMISE_OUTCOMES, 'promises')} o
      WHERE o.case_key = r.case_key AND o.promise = r.promise AND o.k_to IS NULL
        AND o.v_from <= ${day} AND (o.v_to IS NULL OR o.v_to > ${day}))`;
    const page = await listPage<PromiseRow>(
      read,
      {
        table: PROMISES,
        projection: 'promises',
        columns: sql`r.promise, r.made, r.due, r.amount, r.currency, ${current} AS outcome, ${paid} AS paid`,
        where: [
          sql`r.made <= ${day}`,
          ...(outcome === undefined ? [] : [sql`${current} = ${outcome}`]),
          ...(dueFrom === undefined ? [] : [sql`r.due >= ${dateValue(dueFrom)}`]),
          ...(dueTo === undefined ? [] : [sql`r.due <= ${dateValue(dueTo)}`]),
        ],
      },
      scope,
    );
    return {
      ...page,
      asOf: dateText(day),
      rows: page.rows.map((row) => ({ ...row, made: dateText(row.made), due: dateText(row.due) })),
    };
  }
}
