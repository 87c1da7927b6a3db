/** The plan that a command names. */
import type { CaseState } from '../case-state.js';
import { frameOf } from '../checks.js';
import { isRefusal, unknown, type Refusal } from '../refusal.js';
import type { PlanRecord } from './plan.state.js';

export function planFor(state: CaseState, id: string): PlanRecord | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  return state.plans.get(id) ?? unknown('unknown-plan', `The case has no plan '${id}'.`, 'plan');
}
