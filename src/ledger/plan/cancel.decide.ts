/** Decides that a plan is cancelled. */
import { neededRequest, usedRequest } from '../approval/approved.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { flagsOf } from '../checks.js';
import type { Command, Context, Decision } from '../command.js';
import type { New } from '../fact.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { planFor } from './plan-for.decide.js';
import { interestTurn } from './plan-interest.decide.js';
import { endedBefore, orderRefusal, stageRefusal } from './plan-standing.decide.js';
import { inForce, type PlanRecord } from './plan.state.js';

export interface CancelPlan extends Command {
  readonly type: 'CancelPlan';
  readonly plan: string;
  readonly by: 'DEBTOR' | 'FIRM';
  readonly reason: string;
  /** An approved one that this uses up, where the plan holds collection. */
  readonly holdReleaseRequest?: string;
}

/** A personalised plan that stands holds collection (CN-CC-70): whoever cancels it releases the hold, and two persons do that. */
function approvedRelease(
  plan: PlanRecord,
  request: string | undefined,
  state: CaseState,
  context: Context,
): readonly New<CaseStreamFact>[] | Refusal {
  const stands = plan.stage === 'ACTIVE' && endedBefore(plan, state, { eff: context.today }) === undefined;
  const holds = stands && inForce(plan)?.terms.kind === 'PERSONALISED';
  const what = 'To cancel a plan that holds collection releases the hold, which';
  const missing = holds ? neededRequest(context, 'holdReleaseRequest', request, what) : undefined;
  return missing ?? usedRequest(state, 'holdReleaseRequest', request, { of: [{ plan: plan.id, hold: 'PLAN' }] });
}

export function cancelPlan(command: CancelPlan, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { plan: id, by, reason, holdReleaseRequest } = command;
  const { eff } = context;
  const plan = planFor(state, id);
  if (isRefusal(plan)) return plan;
  const refusal =
    stageRefusal(plan, ['PROPOSED', 'AGREED', 'ACTIVE'], 'cancelled') ??
    orderRefusal(eff, inForce(plan)?.activatedOn ?? plan.offeredOn, 'in force', 'cancelled');
  if (refusal) return refusal;
  const ends = approvedRelease(plan, holdReleaseRequest, state, context);
  if (isRefusal(ends)) return ends;
  const turn = { endsOn: endedBefore(plan, state, context) ?? eff };
  return [
    { type: 'PlanCancelled', data: { plan: id, by, reason, holdReleaseRequest, ...flagsOf(state) }, ref: plan.event },
    ...interestTurn(state, id, turn, { eff, after: 1 }),
    ...ends,
  ];
}
