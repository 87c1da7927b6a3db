/**
 * What became of a plan: one pure function of its terms and the payments to its debts (domain/model.md 4.4, 4.7, 4.9,
 * law 4). Payments fill instalments first in, first out by due date. Nothing here looks at a recorded notice.
 */
import type { CivilDate } from '../dates.js';
import { comesAfter, comesInTime, paidBy, type Flow } from '../payment/counted.calc.js';
import { breakRuleNamed, brokenOn, type Paid } from './break-rule.calc.js';
import type { InstalmentOutcome, PlanState } from './plan.events.js';
import type { StandingPlan } from './plan.state.js';
import { scheduleOf, type Due } from './schedule.calc.js';

export interface InstalmentResult extends Due {
  readonly outcome: InstalmentOutcome;
  /** The day from which it is so. */
  readonly since: CivilDate;
  /** Minor units, at most the amount. */
  readonly paid: number;
  /** Value date of the last missing cent. */
  readonly paidOn?: CivilDate;
  /** Payments that filled it. */
  readonly payments: readonly string[];
}

/** Both adherences of domain/model.md 4.9, as numerator and denominator. */
export interface Adherence {
  /** Instalments paid in full by due + grace, of those due by V. */
  readonly kept: number;
  readonly due: number;
  /** min(paid to date, scheduled to date), of what was scheduled to date; minor units. */
  readonly paid: number;
  readonly scheduled: number;
}

export interface PlanResult {
  readonly state: PlanState;
  readonly since: CivilDate;
  readonly instalments: readonly InstalmentResult[];
  readonly adherence: Adherence;
  /** Paid to date, at most the plan's total. */
  readonly paid: number;
  /** Scheduled to date and not paid. */
  readonly arrears: number;
  /** The next instalment that asks for money, and how much of it is missing. */
  readonly next?: { readonly no: number; readonly dueDate: CivilDate; readonly amount: number };
  readonly brokenOn?: CivilDate;
  readonly completedOn?: CivilDate;
}

interface Filled extends Due {
  paid: number;
  paidOn: CivilDate | undefined;
  /** Value date of its first cent. */
  begunOn: CivilDate | undefined;
  readonly payments: string[];
}

/** The payments that count, first to last: from the agreement to the plan's end. */
function counting(
  { countsFrom, ended }: StandingPlan,
  flows: readonly Flow[],
  asOf: CivilDate,
): (Paid & { id: string })[] {
  const paid: (Paid & { id: string })[] = [];
  for (const flow of flows) {
    if (flow.valueDate > asOf || !comesAfter(countsFrom, flow) || !comesInTime(ended, flow)) continue;
    const amount = paidBy(flow, asOf);
    if (amount > 0) paid.push({ id: flow.id, on: flow.valueDate, amount });
  }
  return paid;
}

function fill(dues: readonly Due[], payments: readonly (Paid & { id: string })[]): Filled[] {
  const filled = dues.map(({ no, dueDate, amount, graceEnd, lateOn }): Filled => {
    return { no, dueDate, amount, graceEnd, lateOn, paid: 0, paidOn: undefined, begunOn: undefined, payments: [] };
  });
  let next = 0;
  for (const { id, on, amount } of payments) {
    let left = amount;
    for (let instalment = filled[next]; instalment && left > 0; instalment = filled[next]) {
      const part = Math.min(left, instalment.amount - instalment.paid);
      left -= part;
      instalment.paid += part;
      instalment.begunOn ??= on;
      instalment.payments.push(id);
      if (instalment.paid < instalment.amount) break;
      instalment.paidOn = on;
      next += 1;
    }
  }
  return filled;
}

function latest(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/** @param from the plan stands from this day on: nothing became so before. */
function judge(filled: Filled, from: CivilDate, day: CivilDate): Pick<InstalmentResult, 'outcome' | 'since'> {
  const { dueDate, graceEnd, lateOn, paid, paidOn, begunOn } = filled;
  if (paidOn !== undefined) return { outcome: paidOn <= graceEnd ? 'PAID' : 'PAID_LATE', since: latest(paidOn, from) };
  if (day < dueDate) return { outcome: 'FUTURE', since: from };
  if (day <= graceEnd) return { outcome: 'DUE', since: latest(dueDate, from) };
  const late = latest(lateOn, from);
  if (paid === 0) return { outcome: 'MISSED', since: late };
  return { outcome: 'PARTIALLY_PAID', since: latest(late, begunOn as CivilDate) };
}

function resultOf(filled: Filled, { outcome, since }: Pick<InstalmentResult, 'outcome' | 'since'>): InstalmentResult {
  const { no, dueDate, amount, graceEnd, lateOn, paid, paidOn, payments } = filled;
  const result = { no, dueDate, amount, graceEnd, lateOn, outcome, since, paid, payments };
  return paidOn === undefined ? result : { ...result, paidOn };
}

/** Since when the plan has been behind, or on track again. */
function standing(filled: readonly Filled[], from: CivilDate, day: CivilDate): Pick<PlanResult, 'state' | 'since'> {
  let behind: CivilDate | undefined;
  let back = from;
  for (const { lateOn, paidOn } of filled) {
    if (lateOn > day) continue;
    const late = latest(lateOn, from);
    // Paid on the day on which it would have been late: at the end of that day nothing is.
    if (paidOn !== undefined && paidOn <= late) continue;
    // Instalments of which each fell behind before the one before it was paid make one time of being behind.
    if (behind === undefined || late > back) behind = late;
    if (paidOn === undefined) return { state: 'BEHIND', since: behind };
    back = latest(paidOn, from);
  }
  return { state: 'ON_TRACK', since: back };
}

function stateOf(
  plan: StandingPlan,
  filled: readonly Filled[],
  payments: readonly Paid[],
  day: CivilDate,
): Pick<PlanResult, 'state' | 'since' | 'brokenOn' | 'completedOn'> {
  const from = plan.activatedOn;
  const rule = breakRuleNamed(plan.terms.breakRule);
  if (!rule) throw new Error(`break rule ${plan.terms.breakRule} is not known to this program`);
  const breach = brokenOn(rule, filled, payments, day);
  const last = filled[filled.length - 1]?.paidOn;
  const completed = last === undefined ? undefined : latest(last, from);
  if (breach !== undefined && (completed === undefined || breach <= completed)) {
    return { state: 'BROKEN', since: latest(breach, from), brokenOn: latest(breach, from) };
  }
  if (completed !== undefined) return { state: 'COMPLETED', since: completed, completedOn: completed };
  const { ended } = plan;
  // Nobody cancels a broken plan away: what it was in by then, it stays.
  if (ended && ended.on <= day) return { state: ended.how, since: latest(ended.on, from) };
  return standing(filled, from, day);
}

function adherenceOf(filled: readonly Filled[], day: CivilDate): Adherence {
  let [kept, due, paid, scheduled] = [0, 0, 0, 0];
  for (const instalment of filled) {
    paid += instalment.paid;
    if (instalment.dueDate > day) continue;
    due += 1;
    scheduled += instalment.amount;
    if (instalment.paidOn !== undefined && instalment.paidOn <= instalment.graceEnd) kept += 1;
  }
  return { kept, due, paid: Math.min(paid, scheduled), scheduled };
}

/**
 * A version of a plan as of a day (the whole of it). Once it has ended, it is read as of its end.
 * @param flows payments to the plan's debts as known at K, by value date, then store order.
 */
export function evaluatePlan(plan: StandingPlan, flows: readonly Flow[], asOf: CivilDate): PlanResult {
  const day = plan.ended && plan.ended.on < asOf ? plan.ended.on : asOf;
  const payments = counting(plan, flows, asOf);
  const filled = fill(scheduleOf(plan.terms, plan.shifts), payments);
  const adherence = adherenceOf(filled, day);
  const missing = filled.find((instalment) => instalment.paidOn === undefined);
  return {
    ...stateOf(plan, filled, payments, day),
    instalments: filled.map((instalment) => resultOf(instalment, judge(instalment, plan.activatedOn, day))),
    adherence,
    paid: filled.reduce((sum, instalment) => sum + instalment.paid, 0),
    arrears: adherence.scheduled - adherence.paid,
    ...(missing && {
      next: { no: missing.no, dueDate: missing.dueDate, amount: missing.amount - missing.paid },
    }),
  };
}
