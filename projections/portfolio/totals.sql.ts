/** The sums of a portfolio at (V, P): every row is cut by effective date and by position. */
import { sql } from 'kysely';
import { COMPONENTS } from '../../src/ledger/components.js';
import { JOURNAL } from '../balances/balances.tables.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import type { Queries } from '../tables/read-db.js';

export interface Scope {
  /** Stream id of the portfolio. */
  readonly portfolio: string;
  /** V as yyyymmdd. */
  readonly asOf: number;
  /** P: no row beyond this position is used. */
  readonly position: number;
}

export type GroupBy = 'currency' | 'product';

export interface NetRow {
  readonly currency: string | null;
  readonly product: string | null;
  readonly cases: number;
  readonly casesOwing: number;
  readonly owing: number;
  readonly casesInCredit: number;
  readonly credit: number;
  readonly casesSettled: number;
  readonly placed: number;
}

export interface FlowRow {
  readonly currency: string | null;
  readonly product: string | null;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

export interface DueRow {
  readonly currency: string | null;
  /** Oldest unpaid due date, yyyymmdd; null where the debt has none. */
  readonly oldest: number | null;
  readonly debts: number;
  readonly owing: number;
}

const RAISES = sql`('opening', 'charges', 'accruals', 'adjustments', 'waivers', 'payments', 'reversals', 'refunds')`;
const COMPONENT_LIST = sql.join(COMPONENTS.map((name) => sql.lit(name)));

/** Nets, grouped by case before they are split by sign (design.md 5). */
export async function netRows(read: ReadSide, db: Queries, { portfolio, asOf, position }: Scope): Promise<NetRow[]> {
  const { rows } = await sql<NetRow>`
    SELECT c.currency, c.product,
      COUNT(*) AS cases,
      SUM(CASE WHEN n.net > 0 THEN 1 ELSE 0 END) AS "casesOwing",
      SUM(CASE WHEN n.net > 0 THEN n.net ELSE 0 END) AS owing,
      SUM(CASE WHEN n.net < 0 THEN 1 ELSE 0 END) AS "casesInCredit",
      SUM(CASE WHEN n.net < 0 THEN n.net ELSE 0 END) AS credit,
      SUM(CASE WHEN COALESCE(n.net, 0) = 0 THEN 1 ELSE 0 END) AS "casesSettled",
      SUM(COALESCE(n.placed, 0)) AS placed
    FROM ${read.table(CASES, 'cases')} c
    LEFT JOIN (
      SELECT case_key,
        SUM(CASE WHEN credit IN ${RAISES} THEN amount WHEN debit IN ${RAISES} THEN -amount ELSE 0 END) AS net,
        MAX(CASE WHEN debit = 'placements' THEN 1 ELSE 0 END) AS placed
      FROM ${read.table(JOURNAL, 'balances')}
      WHERE eff <= ${asOf} AND position <= ${position}
      GROUP BY case_key
    ) n ON n.case_key = c.case_key
    WHERE c.portfolio = ${portfolio} AND c.opened <= ${asOf} AND c.case_key <= ${position}
    GROUP BY c.currency, c.product`.execute(db);
  return rows;
}

/** What moved from which account to which. */
export async function flowRows(read: ReadSide, db: Queries, { portfolio, asOf, position }: Scope): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    SELECT c.currency, c.product, j.debit, j.credit, SUM(j.amount) AS amount
    FROM ${read.table(CASES, 'cases')} c
    JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = c.case_key
    WHERE c.portfolio = ${portfolio} AND j.eff <= ${asOf} AND j.position <= ${position}
    GROUP BY c.currency, c.product, j.debit, j.credit`.execute(db);
  return rows;
}

/**
 * What each debt owes, by its oldest unpaid due date: payments pay the oldest due first, so what is unpaid is what came
 * due last.
 */
export async function dueRows(read: ReadSide, db: Queries, { portfolio, asOf, position }: Scope): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    WITH lines AS (
      SELECT j.case_key, j.debt, c.currency, j.debit, j.credit, j.amount, j.due
      FROM ${read.table(CASES, 'cases')} c
      JOIN ${read.table(JOURNAL, 'balances')} j ON j.case_key = c.case_key
      WHERE c.portfolio = ${portfolio} AND j.eff <= ${asOf} AND j.position <= ${position} AND j.debt IS NOT NULL
    ), owed AS (
      SELECT case_key, debt, currency, SUM(CASE
        WHEN debit IN (${COMPONENT_LIST}) THEN amount WHEN credit IN (${COMPONENT_LIST}) THEN -amount ELSE 0 END) AS owing
      FROM lines GROUP BY case_key, debt, currency
    ), dues AS (
      SELECT case_key, debt, due, amount,
        SUM(amount) OVER (PARTITION BY case_key, debt ORDER BY due DESC ROWS UNBOUNDED PRECEDING) AS later
      FROM lines WHERE due IS NOT NULL
    ), oldest AS (
      SELECT o.case_key, o.debt, o.currency, o.owing, MIN(d.due) AS oldest
      FROM owed o LEFT JOIN dues d
        ON d.case_key = o.case_key AND d.debt = o.debt AND d.later - d.amount < o.owing
      WHERE o.owing > 0
      GROUP BY o.case_key, o.debt, o.currency, o.owing
    )
    SELECT currency, oldest, COUNT(*) AS debts, SUM(owing) AS owing FROM oldest GROUP BY currency, oldest`.execute(db);
  return rows;
}
