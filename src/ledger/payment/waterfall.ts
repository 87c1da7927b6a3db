/**
 * What a waterfall is: the order in which a payment is used up, as named, versioned data (domain/model.md 4.5).
 *
 * Every waterfall is the same pipeline, each step led by data: directed (the debts that the payer named) -> exclude (what
 * money without a direction must pass by) -> minimum (what the contract asks for this month) -> across debts -> within a
 * debt -> held (what nothing can take).
 */
import type { Component } from '../components.js';

/** Whether an amount came due before the day, on it, or only comes due later. */
export type DueStatus = 'PAST_DUE' | 'DUE' | 'IN_ADVANCE';

/** One row of the grid within a debt: a component, of one due status or of all. */
export interface Row {
  readonly component: Component;
  readonly status?: DueStatus;
}

/** What money that names no debt passes by. */
export type Exclusion = 'disputed' | 'moratorium';

/**
 * A key by which debts are sorted. `oldest`: opening date. `due`: those with something due first. `security`: the least
 * secured first. `rate`: the highest rate first. `maturity`: the earliest due date first.
 */
export type DebtKey = 'oldest' | 'due' | 'security' | 'rate' | 'maturity';

/** Order across debts. */
export interface Across {
  /** The first key that tells two debts apart decides. */
  readonly by: readonly DebtKey[];
  /** Debts that no key tells apart: as registered, or sharing by what each owes (largest remainder, ties by debt id). */
  readonly equal: 'as-registered' | 'pro-rata';
}

export interface Waterfall {
  readonly id: string;
  readonly version: number;
  /** The law, rule or custom that it follows. */
  readonly source: string;
  /** Within a debt, first to last. */
  readonly components: readonly Component[];
  /** All components of one due status before the first of the next; due status does not matter where absent. */
  readonly statuses?: readonly DueStatus[];
  /** Components once a judgment's last day for performance has passed; as before it where absent. */
  readonly afterJudgment?: readonly Component[];
  readonly across: Across;
  readonly excludes: readonly Exclusion[];
  /** Order in which the month's minimum payments are met before anything else; no such step where absent. */
  readonly minimum?: Across;
}

/** The grid within a debt: component by component, or all of them once for each due status. */
export function rowsOf({ statuses, ...order }: Waterfall, judged: boolean): readonly Row[] {
  const components = (judged ? order.afterJudgment : undefined) ?? order.components;
  if (!statuses) return components.map((component) => ({ component }));
  return statuses.flatMap((status) => components.map((component) => ({ component, status })));
}

export function waterfallName({ id, version }: Pick<Waterfall, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
