/** How well are plans kept, by currency, as of (V, K)? `plan-adherence-count@1`, `plan-adherence-amount@1` (model.md 4.9). */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { CASES } from '../cases/cases.tables.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { heldThen } from '../read/list-then.js';
import { momentOf, type ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import type { Share } from './plan-view.js';
import { PLAN_INSTALMENTS, PLAN_STATES, PLANS } from './plans.tables.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';

export class PlanAdherenceQuery {
  constructor(
    readonly when: AsOf,
    readonly portfolio?: string,
  ) {}
}

export interface CurrencyAdherence {
  readonly currency: string;
  /** Plans by what they are in. */
  readonly states: Readonly<Record<string, number>>;
  /** Instalments paid in full by due + grace, of those due: versions that were replaced included. */
  readonly count: Share;
  /** min(paid to date, scheduled to date) of what was scheduled to date, version by version. */
  readonly amount: Share;
}

export interface PlanAdherence extends AnswerHead {
  readonly metrics: readonly string[];
  readonly currencies: readonly CurrencyAdherence[];
}

interface Sums {
  readonly currency: string;
  readonly kept: number;
  readonly due: number;
  readonly paid: number;
  readonly scheduled: number;
}

@QueryHandler(PlanAdherenceQuery)
export class PlanAdherenceHandler implements IQueryHandler<PlanAdherenceQuery, PlanAdherence> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ when, portfolio }: PlanAdherenceQuery): Promise<PlanAdherence> {
    const at = await momentOf(this.read, ['clock', 'cases', 'plans'], when, portfolio);
    const states = await this.states(at, portfolio);
    const sums = await this.sums(at, portfolio);
    const currencies = [...new Set(states.map(({ currency }) => currency))].sort();
    return {
      ...at.head,
      metrics: ['plan-adherence-count@1', 'plan-adherence-amount@1'],
      currencies: currencies.map((currency) => {
        const own = sums.find((row) => row.currency === currency);
        return {
          currency,
          states: Object.fromEntries(states.filter((row) => row.currency === currency).map((r) => [r.state, r.plans])),
          count: { numerator: own?.kept ?? 0, denominator: own?.due ?? 0 },
          amount: { numerator: own?.paid ?? 0, denominator: own?.scheduled ?? 0 },
        };
      }),
    };
  }

  private from(portfolio: string | undefined) {
    const within = portfolio === undefined ? sql`` : sql`AND ${ofPortfolios(sql`c.portfolio`, portfolio)}`;
    return sql`FROM ${this.read.table(PLANS, 'plans')} p
      JOIN ${this.read.table(CASES, 'cases')} c ON c.case_key = p.case_key ${within}`;
  }

  private async states(at: ListMoment, portfolio: string | undefined) {
    const { rows } = await this.read.snapshot((db) =>
      sql<{ currency: string; state: string; plans: number }>`
        SELECT p.currency, h.state, COUNT(*) AS plans ${this.from(portfolio)}
        JOIN ${this.read.table(PLAN_STATES, 'plans')} h ON h.case_key = p.case_key AND h.plan = p.plan
        WHERE h.in_force = 1 AND ${heldThen('h', at)} GROUP BY p.currency, h.state ORDER BY h.state`.execute(db),
    );
    return rows;
  }

  private async sums(at: ListMoment, portfolio: string | undefined): Promise<readonly Sums[]> {
    const { rows } = await this.read.snapshot((db) =>
      sql<Sums>`
        SELECT currency, SUM(kept) AS kept, SUM(due) AS due, SUM(scheduled) AS scheduled,
          SUM(CASE WHEN paid < scheduled THEN paid ELSE scheduled END) AS paid
        FROM (SELECT p.currency, i.case_key, i.plan, i.version, SUM(i.is_due) AS due, SUM(i.paid) AS paid,
            SUM(CASE WHEN i.outcome = 'PAID' THEN i.is_due ELSE 0 END) AS kept, SUM(i.is_due * i.amount) AS scheduled
          ${this.from(portfolio)}
          JOIN ${this.read.table(PLAN_INSTALMENTS, 'plans')} i ON i.case_key = p.case_key AND i.plan = p.plan
          WHERE ${heldThen('i', at)}
          GROUP BY p.currency, i.case_key, i.plan, i.version) AS versions
        GROUP BY currency`.execute(db),
    );
    return rows;
  }
}
