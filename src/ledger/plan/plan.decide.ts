/** Decides plan commands: proposed, countered, agreed, activated, restructured, cancelled, tested. */
import { withApproval } from '../approval/posted-interest.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { amountRefusal, flagsOf } from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import { impossible, isRefusal, notAllowed, type Refusal } from '../refusal.js';
import { affordability, affordabilityRuleNamed, STANDARD_AFFORDABILITY_RULE } from './affordability.calc.js';
import { cancelPlan, type CancelPlan } from './cancel.decide.js';
import { decideDeferral, type GrantDeferral } from './deferral.decide.js';
import type { Agreement } from './plan.events.js';
import { inForce, type PlanRecord } from './plan.state.js';
import { noticePlan, type NoticePlan } from './plan-notice.decide.js';
import { interestTurn } from './plan-interest.decide.js';
import { planFor } from './plan-for.decide.js';
import { endedBefore, orderRefusal, stageRefusal, standingNow } from './plan-standing.decide.js';
import { termsOf, type OfferedTerms, type Schedule } from './plan-terms.decide.js';

export interface ProposePlan extends OfferedTerms {
  readonly type: 'ProposePlan';
}
/** What it does not say stays as offered before. */
export interface CounterOfferPlan extends OfferedTerms {
  readonly type: 'CounterOfferPlan';
  readonly plan: string;
}
export interface AgreePlan extends Command, Agreement {
  readonly type: 'AgreePlan';
  readonly plan: string;
  /** The version agreed on; the last one offered where left out. */
  readonly version?: number;
}
export interface ActivatePlan extends Command {
  readonly type: 'ActivatePlan';
  readonly plan: string;
  /** An approved one that this uses up, where suspending interest lowers what was posted. */
  readonly waiverRequest?: string;
}
/** Kind and debts stay; what is left out of the rest stays too. */
export interface RestructurePlan extends Schedule, Agreement {
  readonly type: 'RestructurePlan';
  readonly plan: string;
  readonly reason: string;
  /** An approved one that this uses up, where suspending interest lowers what was posted. */
  readonly waiverRequest?: string;
}
export interface TestPlanAffordability extends Command {
  readonly type: 'TestPlanAffordability';
  readonly plan: string;
  /** What the debtor can spare in a month, minor units. */
  readonly disposable: number;
  /** Reference of the assessment behind it. */
  readonly assessment?: string;
  readonly rule?: string;
}
export type PlanCommand =
  | ProposePlan
  | CounterOfferPlan
  | AgreePlan
  | ActivatePlan
  | RestructurePlan
  | CancelPlan
  | GrantDeferral
  | TestPlanAffordability
  | NoticePlan;

export function agreementRefusal({ form, recordingRef }: Agreement): Refusal | undefined {
  if (form === 'WRITTEN' || recordingRef !== undefined) return undefined;
  const message = 'An oral agreement needs its recording (CN-CC-70): give recordingRef.';
  return notAllowed('recording-missing', message, 'recordingRef');
}

function counterOffer(command: CounterOfferPlan, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  const refusal =
    stageRefusal(plan, ['PROPOSED', 'AGREED'], 'countered') ??
    orderRefusal(context.eff, plan.offeredOn, 'offered', 'countered');
  if (refusal) return refusal;
  // Whoever answers an offer is the other side.
  const proposer = command.proposer ?? (plan.terms.proposer === 'FIRM' ? 'DEBTOR' : 'FIRM');
  const place = { plan: plan.id, version: plan.terms.version + 1 };
  const terms = termsOf({ ...command, proposer }, state, context, place, plan.terms);
  return isRefusal(terms) ? terms : [{ type: 'PlanCounterOffered', data: terms, ref: plan.event }];
}

function agree(command: AgreePlan, state: CaseState, { eff }: Context): Decision<CaseStreamFact> {
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  const { form, recordingRef, version = plan.terms.version } = command;
  const refusal =
    stageRefusal(plan, ['PROPOSED'], 'agreed') ??
    orderRefusal(eff, plan.offeredOn, 'offered', 'agreed') ??
    agreementRefusal(command);
  if (refusal) return refusal;
  if (version !== plan.terms.version) {
    const message = `Version ${version} is no longer on the table: the last offer is version ${plan.terms.version}.`;
    return notAllowed('plan-version', message, 'version');
  }
  return [{ type: 'PlanAgreed', data: { plan: plan.id, version, form, recordingRef, ...flagsOf(state) } }];
}

/** A debt has one plan at a time; a completed or cancelled one makes room, a broken one must be cancelled first. */
function sharedDebt(state: CaseState, plan: PlanRecord, today: string): Refusal | undefined {
  for (const other of state.plans.values()) {
    const version = inForce(other);
    if (other === plan || other.stage !== 'ACTIVE' || !version) continue;
    const shared = plan.terms.debts.find((debt) => version.terms.debts.includes(debt));
    if (shared === undefined || standingNow(state, version, today).state === 'COMPLETED') continue;
    const message = `The debt ${shared} is repaid by the plan ${other.id} already. Cancel or restructure that one first.`;
    return notAllowed('debt-has-plan', message, 'plan');
  }
  return undefined;
}

function activate(command: ActivatePlan, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { eff, today } = context;
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  const refusal =
    stageRefusal(plan, ['AGREED'], 'activated') ??
    orderRefusal(eff, plan.agreed?.on, 'agreed', 'activated') ??
    sharedDebt(state, plan, today);
  if (refusal) return refusal;
  const { waiverRequest } = command;
  const data = { plan: plan.id, version: plan.terms.version, waiverRequest, ...flagsOf(state) };
  const turn = interestTurn(state, plan.id, { begins: { terms: plan.terms, on: eff } }, { eff, after: 1 });
  return withApproval([{ type: 'PlanActivated', data }, ...turn], state, context, waiverRequest);
}

function restructure(command: RestructurePlan, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  const refusal =
    stageRefusal(plan, ['ACTIVE'], 'restructured') ??
    orderRefusal(context.eff, inForce(plan)?.activatedOn, 'activated', 'restructured') ??
    agreementRefusal(command);
  if (refusal) return refusal;
  const { version: supersedes, kind, debts, proposer } = plan.terms;
  const place = { plan: plan.id, version: supersedes + 1 };
  const terms = termsOf({ ...command, kind, debts, proposer }, state, context, place, plan.terms);
  if (isRefusal(terms)) return terms;
  const { form, recordingRef, reason, waiverRequest } = command;
  const { eff } = context;
  // What goes on being suspended has no end here, unless the version before had broken on its own.
  const broke = endedBefore(plan, state, context);
  const stays = terms.interest === 'SUSPENDED' && broke === undefined;
  const turn = { endsOn: stays ? undefined : (broke ?? eff), begins: { terms, on: eff } };
  const data = { ...terms, supersedes, form, recordingRef, reason, waiverRequest };
  const facts = [
    { type: 'PlanRestructured' as const, data, ref: plan.event },
    ...interestTurn(state, plan.id, turn, { eff, after: 1 }),
  ];
  return withApproval(facts, state, context, waiverRequest);
}

function test(command: TestPlanAffordability, state: CaseState): Decision<CaseStreamFact> {
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  const { disposable, assessment, rule: name = STANDARD_AFFORDABILITY_RULE } = command;
  const refusal = amountRefusal(disposable, 'disposable');
  if (refusal) return refusal;
  const rule = affordabilityRuleNamed(name);
  if (!rule) return impossible('unknown-affordability-rule', `There is no affordability rule '${name}'.`, 'rule');
  const { version } = plan.terms;
  const data = { plan: plan.id, version, rule: name, disposable, assessment };
  const result = affordability(plan.terms, disposable, rule);
  return [{ type: 'PlanAffordabilityTested', data: { ...data, ...result, ...flagsOf(state) } }];
}

export const planRules: Rules<PlanCommand, CaseState, CaseStreamFact> = {
  ProposePlan: {
    creates: 'plan',
    decide(command, state, context) {
      const terms = termsOf(command, state, context, { plan: context.newId, version: 1 });
      return isRefusal(terms) ? terms : [{ type: 'PlanProposed', data: terms }];
    },
  },
  CounterOfferPlan: { decide: counterOffer },
  AgreePlan: { decide: agree },
  ActivatePlan: { decide: activate },
  RestructurePlan: { decide: restructure },
  CancelPlan: { decide: cancelPlan },
  GrantDeferral: { creates: 'deferral', decide: decideDeferral },
  TestPlanAffordability: { decide: test },
  NoticePlan: { decide: noticePlan },
};
