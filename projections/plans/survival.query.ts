/** How many plans survive so many months, as of (V, K), and which ones are behind each figure? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { CASES } from '../cases/cases.tables.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { heldThen } from '../read/list-then.js';
import { momentOf } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import { dateText } from '../tables/table.js';
import { PLAN_STATES } from './plans.tables.js';
import { endingOf, survivalCurve, type Ending, type SurvivalMonth } from './survival.calc.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';

export class PlanSurvivalQuery {
  constructor(
    readonly when: AsOf,
    readonly portfolio?: string,
    /** Names the plans that ended in this month, beside the curve. */
    readonly month?: number,
  ) {}
}

/** A plan behind a figure. */
export interface SurvivalPlan extends Ending {
  readonly case: string;
  readonly plan: string;
  /** Event id of its activation. */
  readonly event: string;
  readonly activated: string;
  readonly state: string;
  /** When it broke or left; null while it stands. */
  readonly ended: string | null;
}

export interface PlanSurvival extends AnswerHead {
  readonly metric: 'plan-survival@1';
  /** Plans activated by V, and those of them not broken by V. */
  readonly activated: number;
  readonly unbroken: number;
  readonly months: readonly SurvivalMonth[];
  readonly plans?: readonly SurvivalPlan[];
}

interface Row {
  readonly case: string;
  readonly plan: string;
  readonly event: string;
  readonly state: string;
  readonly since: number;
  readonly activated: number;
  readonly broke: number | null;
}

const LEFT = ['COMPLETED', 'CANCELLED'];

@QueryHandler(PlanSurvivalQuery)
export class PlanSurvivalHandler implements IQueryHandler<PlanSurvivalQuery, PlanSurvival> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ when, portfolio, month }: PlanSurvivalQuery): Promise<PlanSurvival> {
    const { read } = this;
    const at = await momentOf(read, ['clock', 'cases', 'plans'], when, portfolio);
    const within = portfolio === undefined ? sql`` : sql`AND ${ofPortfolios(sql`c.portfolio`, portfolio)}`;
    const { rows } = await read.snapshot((db) =>
      sql<Row>`
        SELECT c.id AS "case", h.plan, h.event, h.state, h.since, h.activated, h.broke
        FROM ${read.table(PLAN_STATES, 'plans')} h
        JOIN ${read.table(CASES, 'cases')} c ON c.case_key = h.case_key ${within}
        WHERE h.in_force = 1 AND h.activated IS NOT NULL AND ${heldThen('h', at)}
        ORDER BY h.activated, h.case_key, h.plan`.execute(db),
    );
    const { asOf } = at.head;
    const plans = rows.map(({ since, activated, broke, ...row }) => {
      const left = LEFT.includes(row.state) ? dateText(since) : null;
      return { ...row, activated: dateText(activated), broke: broke === null ? null : dateText(broke), left };
    });
    const behind = plans.map(({ broke, left, ...plan }): SurvivalPlan => {
      return { ...plan, ended: broke ?? left, ...endingOf({ ...plan, broke, left }, asOf) };
    });
    return {
      ...at.head,
      metric: 'plan-survival@1',
      activated: plans.length,
      unbroken: plans.filter(({ broke }) => broke === null).length,
      months: survivalCurve(plans, asOf),
      ...(month === undefined ? {} : { plans: behind.filter((plan) => plan.month === month) }),
    };
  }
}
