/** Which plans are there on a case, and across cases, and what became of them, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { isHeldOn, planHolds } from '../../src/ledger/hold/index.js';
import { PlanBook } from '../../src/ledger/plan/index.js';
import { holdView, type HoldView } from '../holds/holds.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { heldThen, listThen } from '../read/list-then.js';
import { momentOf } from '../read/moment.js';
import type { CaseOfRow, ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { planView, type PlanView, type Share } from './plan-view.js';
import { PLAN_INSTALMENTS, PLAN_STATES, PLANS } from './plans.tables.js';

export class CasePlansQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CasePlans extends AnswerHead {
  readonly case: string;
  readonly plans: readonly PlanView[];
  /** Personalised plans that hold collection on V. */
  readonly holds: readonly HoldView[];
}

@QueryHandler(CasePlansQuery)
export class CasePlansHandler implements IQueryHandler<CasePlansQuery, CasePlans> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CasePlansQuery): Promise<CasePlans> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    const book = new PlanBook(facts);
    const holds = planHolds(book, head.asOf).filter((hold) => isHeldOn(hold, head.asOf));
    return { case: caseId, ...head, plans: book.at(head.asOf).map(planView), holds: holds.map(holdView) };
  }
}

export const PLAN_STATE_NAMES = [
  'PROPOSED',
  'AGREED',
  'ON_TRACK',
  'BEHIND',
  'BROKEN',
  'COMPLETED',
  'CANCELLED',
] as const;

export interface PlanFilter {
  readonly state?: string;
  readonly kind?: string;
  /** Next due date, both included. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

export class PlanListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: PlanFilter,
    readonly when: AsOf,
  ) {}
}

interface Row extends CaseOfRow {
  readonly plan: string;
  readonly version: number;
  readonly state: string;
  readonly since: number;
  readonly kind: string;
  readonly total: number;
  readonly currency: string;
  readonly paid: number;
  readonly nextDue: number | null;
  readonly kept: number;
  readonly due: number;
  readonly scheduled: number;
}

export type PlanListRow = Omit<Row, 'since' | 'nextDue' | 'kept' | 'due' | 'scheduled'> & {
  readonly since: string;
  readonly nextDue: string | null;
  readonly arrears: number;
  readonly adherence: { readonly count: Share; readonly amount: Share };
};

function viewOf({ since, nextDue, kept, due, scheduled, ...row }: Row): PlanListRow {
  const paid = Math.min(row.paid, scheduled);
  return {
    ...row,
    since: dateText(since),
    nextDue: nextDue === null ? null : dateText(nextDue),
    arrears: scheduled - paid,
    adherence: {
      count: { numerator: kept, denominator: due },
      amount: { numerator: paid, denominator: scheduled },
    },
  };
}

@QueryHandler(PlanListQuery)
export class PlanListHandler implements IQueryHandler<PlanListQuery, ListPage<PlanListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter, when }: PlanListQuery): Promise<ListPage<PlanListRow>> {
    const { read } = this;
    const at = await momentOf(read, ['clock', 'cases', 'plans'], when, scope.portfolio);
    /** A figure over the instalments of the version in force. */
    const over = (figure: ReturnType<typeof sql>) => sql`(
      SELECT ${figure} FROM ${read.table(PLAN_INSTALMENTS, 'plans')} i
      WHERE i.case_key = h.case_key AND i.plan = h.plan AND i.version = h.version AND ${heldThen('i', at)})`;
    const nextDue = sql`CASE WHEN h.state IN ('ON_TRACK', 'BEHIND', 'BROKEN')
      THEN ${over(sql`MIN(CASE WHEN i.paid < i.amount THEN i.due END)`)} END`;
    const { state, kind, dueFrom, dueTo } = filter;
    const page = await listThen<Row>(
      read,
      {
        register: PLANS,
        held: PLAN_STATES,
        projection: 'plans',
        columns: sql`r.plan, h.version, h.state, h.since, h.kind, h.total, r.currency, ${nextDue} AS "nextDue",
          ${over(sql`COALESCE(SUM(i.paid), 0)`)} AS paid,
          ${over(sql`COALESCE(SUM(i.is_due), 0)`)} AS due,
          ${over(sql`COALESCE(SUM(CASE WHEN i.outcome = 'PAID' THEN i.is_due ELSE 0 END), 0)`)} AS kept,
          ${over(sql`COALESCE(SUM(i.is_due * i.amount), 0)`)} AS scheduled`,
        where: [
          sql`h.in_force = 1`,
          ...(state === undefined ? [] : [sql`h.state = ${state}`]),
          ...(kind === undefined ? [] : [sql`h.kind = ${kind}`]),
          ...(dueFrom === undefined ? [] : [sql`${nextDue} >= ${dateValue(dueFrom)}`]),
          ...(dueTo === undefined ? [] : [sql`${nextDue} <= ${dateValue(dueTo)}`]),
        ],
      },
      scope,
      at,
    );
    return { ...page, rows: page.rows.map(viewOf) };
  }
}
