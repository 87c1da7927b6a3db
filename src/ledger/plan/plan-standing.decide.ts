/** Where a plan stands when a command comes: its stage, the order of its days, and whether it has come to an end by itself. */
import type { CaseState } from '../case-state.js';
import type { Context } from '../command.js';
import { flowsOf } from '../payment/counted.calc.js';
import { notAllowed, type Refusal } from '../refusal.js';
import { evaluatePlan } from './plan.calc.js';
import { inForce, type PlanRecord, type StandingPlan } from './plan.state.js';
import { resumesOn } from './plan-interest.decide.js';

export function stageRefusal(
  { stage }: PlanRecord,
  wanted: readonly PlanRecord['stage'][],
  deed: string,
): Refusal | undefined {
  if (wanted.includes(stage)) return undefined;
  const is = stage.toLowerCase();
  return notAllowed('plan-stage', `A plan that is ${is} cannot be ${deed}.`, 'plan');
}

export function orderRefusal(eff: string, before: string | undefined, what: string, deed: string): Refusal | undefined {
  if (before === undefined || eff >= before) return undefined;
  const message = `The plan was ${what} on ${before}; it cannot have been ${deed} on ${eff}.`;
  return notAllowed('plan-order', message, 'effectiveDate');
}

/** What a standing version is in, by what is recorded now. */
export function standingNow(state: CaseState, version: StandingPlan, today: string) {
  return evaluatePlan(version, flowsOf(state.account, new Set(version.terms.debts)), today);
}

/** The day on which interest resumed because the plan came to an end by itself, before a command does so. */
export function endedBefore(plan: PlanRecord, state: CaseState, { eff }: Pick<Context, 'eff'>): string | undefined {
  const version = inForce(plan);
  if (!version) return undefined;
  const now = standingNow(state, version, eff);
  return resumesOn(now.state, now.since);
}
