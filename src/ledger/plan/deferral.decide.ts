/** Decides deferrals: instalments of a plan, or debts, that may be paid later (duty D16). */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { dateRefusal, debtsFor, flagsOf, frameOf } from '../checks.js';
import type { Command, Context, Decision } from '../command.js';
import { addDays, daysBetween, type CivilDate } from '../dates.js';
import { impossible, isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import { planFor } from './plan-for.decide.js';
import { inForce, type PlanRecord, type StandingPlan } from './plan.state.js';
import { termRefusal } from './plan-terms.decide.js';
import { scheduleOf } from './schedule.calc.js';

export interface GrantDeferral extends Command {
  readonly type: 'GrantDeferral';
  /** A plan's instalments move; without it, only debts. */
  readonly plan?: string;
  /** The first instalment that moves; the first that is due on or after the day where left out. */
  readonly instalment?: number;
  readonly debts?: readonly string[];
  /** When that instalment, or the debts, are due then; later instalments move by as many days. */
  readonly until: CivilDate;
  readonly reason: string;
  readonly authority?: string;
}

export function decideDeferral(command: GrantDeferral, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const badDate = dateRefusal(command.until, 'until');
  if (badDate) return badDate;
  return command.plan === undefined ? deferDebts(command, state, context) : deferPlan(command, state, context);
}

function deferDebts(command: GrantDeferral, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { until, reason, authority } = command;
  const { eff, newId: deferral } = context;
  if (command.instalment !== undefined) {
    return impossible('plan-missing', 'An instalment belongs to a plan: name the plan.', 'plan');
  }
  const debts = debtsFor(state, command.debts);
  if (isRefusal(debts)) return debts;
  if (debts.length === 0) return notAllowed('no-debt', 'The case has no debt that could be deferred.', 'debts');
  if (until <= eff) return notLater(until, eff);
  return [{ type: 'DeferralGranted', data: { deferral, debts, until, reason, authority, ...flagsOf(state) } }];
}

function notLater(until: CivilDate, than: CivilDate): Refusal {
  return notAllowed(
    'deferral-not-later',
    `until ${until} is no later than ${than}: nothing would be deferred.`,
    'until',
  );
}

function standingVersion(plan: PlanRecord): StandingPlan | Refusal {
  const version = inForce(plan);
  if (plan.stage === 'ACTIVE' && version) return version;
  const message = `A plan that is ${plan.stage.toLowerCase()} has no instalments to defer; offer other terms instead.`;
  return notAllowed('plan-stage', message, 'plan');
}

function deferPlan(command: GrantDeferral, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { until, instalment, reason, authority } = command;
  const { eff, newId: deferral } = context;
  const debts = command.debts && debtsFor(state, command.debts);
  if (isRefusal(debts)) return debts;
  const plan = planFor(state, command.plan as string);
  const version = isRefusal(plan) ? plan : standingVersion(plan);
  if (isRefusal(plan) || isRefusal(version)) return isRefusal(version) ? version : (plan as Refusal);
  const dues = scheduleOf(version.terms, version.shifts);
  const first = dues.find(({ no, dueDate }) => (instalment === undefined ? dueDate >= eff : no === instalment));
  if (!first) {
    const message =
      instalment === undefined
        ? 'The plan has no instalment that is still to come.'
        : `The plan has no instalment ${instalment}.`;
    return unknown('unknown-instalment', message, 'instalment');
  }
  if (until <= first.dueDate) return notLater(until, first.dueDate);
  const days = daysBetween(first.dueDate, until);
  const shifts = dues
    .filter(({ no }) => no >= first.no)
    .map(({ no, dueDate }) => ({ no, from: dueDate, to: addDays(dueDate, days) }));
  const { kind, version: number } = version.terms;
  const tooLong = termRefusal(kind, [{ dueDate: shifts[shifts.length - 1]?.to ?? until }], plan.offeredOn);
  if (tooLong) return tooLong;
  const data = { deferral, plan: plan.id, version: number, shifts, debts, until, reason, authority, ...flagsOf(state) };
  return [{ type: 'DeferralGranted', data }];
}
