/** Plans as negotiated. What became of them is not here: it is computed from terms and payments (`plan.calc.ts`, law 4). */
import type { CivilDate } from '../dates.js';
import type { Bound } from '../payment/counted.calc.js';
import type { Agreement, InstalmentNotice, InstalmentOutcome, PlanFact, PlanState, PlanTerms } from './plan.events.js';

export interface PlanEnd extends Bound {
  readonly how: 'CANCELLED' | 'RESTRUCTURED';
  readonly by?: 'DEBTOR' | 'FIRM';
}

/** A version that was activated. */
export interface StandingPlan {
  readonly terms: PlanTerms;
  /** From when payments count: the agreement, else the restructuring. */
  readonly countsFrom: Bound;
  readonly activatedOn: CivilDate;
  readonly event: string;
  /** Instalment number -> due date where a deferral moved it. */
  readonly shifts: Map<number, CivilDate>;
  ended?: PlanEnd;
}

/** What a version was last noticed to be in. */
export interface NoticedState {
  readonly state: PlanState;
  readonly since: CivilDate;
}

export interface PlanRecord {
  readonly id: string;
  /** Event id of the proposal. */
  readonly event: string;
  readonly proposedOn: CivilDate;
  stage: 'PROPOSED' | 'AGREED' | 'ACTIVE' | 'CANCELLED';
  /** The terms last offered or agreed. */
  terms: PlanTerms;
  offeredOn: CivilDate;
  agreed?: Bound & Agreement;
  /** Oldest first; the last one is in force. */
  readonly standing: StandingPlan[];
  cancelledOn?: CivilDate;
  /** Days on which deferrals were granted: what was due is read anew from then on. */
  readonly deferredOn: CivilDate[];
  /** Notices recorded: only reactors and findings look at them. */
  readonly noticed: {
    count: number;
    /** By version: the last one, and since when it said that it is so. */
    readonly states: Map<number, NoticedState>;
    /** By `instalmentKey`. */
    readonly instalments: Map<string, InstalmentOutcome>;
  };
}

export type Plans = Map<string, PlanRecord>;
type Of<T extends PlanFact['type']> = Extract<PlanFact, { type: T }>;
type PlanTurn = 'PlanBroken' | 'PlanCompleted' | 'PlanStateRevised';

/** The version in force, active or ended. */
export function inForce({ standing }: PlanRecord): StandingPlan | undefined {
  return standing[standing.length - 1];
}

export function instalmentKey(version: number, no: number): string {
  return `${version} ${no}`;
}

export function evolvePlans(plans: Plans, fact: PlanFact): Plans {
  switch (fact.type) {
    case 'PlanProposed':
      return plans.set(fact.data.plan, proposed(fact));
    case 'PlanCounterOffered':
      return change(plans, fact.data.plan, (plan) => {
        Object.assign(plan, { terms: fact.data, offeredOn: fact.eff, stage: 'PROPOSED' });
      });
    case 'PlanAgreed':
      return change(plans, fact.data.plan, (plan) => agree(plan, fact));
    case 'PlanActivated':
      return change(plans, fact.data.plan, (plan) => activate(plan, fact));
    case 'PlanRestructured':
      return change(plans, fact.data.plan, (plan) => restructure(plan, fact));
    case 'PlanCancelled':
      return change(plans, fact.data.plan, (plan) => cancel(plan, fact));
    case 'DeferralGranted':
      return fact.data.plan === undefined ? plans : change(plans, fact.data.plan, (plan) => defer(plan, fact));
    case 'PlanAffordabilityTested':
      return plans;
    case 'InstalmentDue':
      return notice(plans, fact.data, 'DUE');
    case 'InstalmentPaid':
      return notice(plans, fact.data, 'PAID');
    case 'InstalmentPaidLate':
      return notice(plans, fact.data, 'PAID_LATE');
    case 'InstalmentPartiallyPaid':
      return notice(plans, fact.data, 'PARTIALLY_PAID');
    case 'InstalmentMissed':
      return notice(plans, fact.data, 'MISSED');
    case 'InstalmentOutcomeRevised':
      return notice(plans, fact.data, fact.data.to);
    case 'PlanBroken':
      return noticeState(plans, fact, 'BROKEN');
    case 'PlanCompleted':
      return noticeState(plans, fact, 'COMPLETED');
    case 'PlanStateRevised':
      return noticeState(plans, fact, fact.data.to);
  }
}

function change(plans: Plans, id: string, how: (plan: PlanRecord) => void): Plans {
  const plan = plans.get(id);
  if (plan) how(plan);
  return plans;
}

function proposed({ id: event, eff, data: terms }: Of<'PlanProposed'>): PlanRecord {
  return {
    id: terms.plan,
    event,
    proposedOn: eff,
    stage: 'PROPOSED',
    terms,
    offeredOn: eff,
    standing: [],
    deferredOn: [],
    noticed: { count: 0, states: new Map(), instalments: new Map() },
  };
}

function agree(plan: PlanRecord, { eff: on, at, data: { form, recordingRef } }: Of<'PlanAgreed'>): void {
  plan.agreed = { on, at, form, recordingRef };
  plan.stage = 'AGREED';
}

function activate(plan: PlanRecord, { id: event, eff, at }: Of<'PlanActivated'>): void {
  const countsFrom = plan.agreed ?? { on: eff, at };
  stand(plan, { terms: plan.terms, countsFrom, activatedOn: eff, event, shifts: new Map() });
}

function stand(plan: PlanRecord, version: StandingPlan): void {
  plan.standing.push(version);
  plan.stage = 'ACTIVE';
}

function restructure(plan: PlanRecord, fact: Of<'PlanRestructured'>): void {
  const { id: event, eff: on, at, data: terms } = fact;
  end(plan, { how: 'RESTRUCTURED', on, at });
  Object.assign(plan, { terms, offeredOn: on });
  stand(plan, { terms, countsFrom: { on, at }, activatedOn: on, event, shifts: new Map() });
}

function cancel(plan: PlanRecord, { eff: on, at, data: { by } }: Of<'PlanCancelled'>): void {
  end(plan, { how: 'CANCELLED', on, at, by });
  Object.assign(plan, { stage: 'CANCELLED', cancelledOn: on });
}

function end(plan: PlanRecord, ended: PlanEnd): void {
  const version = inForce(plan);
  if (version && !version.ended) version.ended = ended;
}

function defer(plan: PlanRecord, { eff, data: { shifts = [] } }: Of<'DeferralGranted'>): void {
  const version = inForce(plan);
  for (const { no, to } of shifts) version?.shifts.set(no, to);
  plan.deferredOn.push(eff);
}

function notice(plans: Plans, { plan: id, version, no, ordinal }: InstalmentNotice, outcome: InstalmentOutcome): Plans {
  return change(plans, id, ({ noticed }) => {
    noticed.count = ordinal;
    noticed.instalments.set(instalmentKey(version, no), outcome);
  });
}

function noticeState(plans: Plans, { eff: since, data }: Of<PlanTurn>, state: PlanState): Plans {
  const { plan: id, version, ordinal } = data;
  return change(plans, id, ({ noticed }) => {
    noticed.count = ordinal;
    noticed.states.set(version, { state, since });
  });
}
