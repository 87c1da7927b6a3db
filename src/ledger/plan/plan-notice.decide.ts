/** Decides what the reactor noticed about a plan: one notice for each instalment, and for the plan, that turned. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { Command, Context, Decision } from '../command.js';
import type { CivilDate } from '../dates.js';
import type { Flag, New } from '../fact.js';
import { isRefusal, notAllowed } from '../refusal.js';
import type { InstalmentOutcome, PlanFact, PlanState } from './plan.events.js';
import { planFor } from './plan-for.decide.js';
import { endedOn, interestTurn, resumesOn, suspendedAgain, type InterestTurn } from './plan-interest.decide.js';
import { inForce, instalmentKey, type PlanRecord } from './plan.state.js';

export interface NoticedInstalment {
  readonly no: number;
  readonly outcome: InstalmentOutcome;
  /** The day from which it is so. */
  readonly since: CivilDate;
  readonly dueDate: CivilDate;
  readonly amount: number;
  readonly paid: number;
  readonly retrospective: boolean;
}

/** Sent by the reactor only. */
export interface NoticePlan extends Command {
  readonly type: 'NoticePlan';
  readonly plan: string;
  readonly version: number;
  /** Of the first notice: one more than recorded so far. */
  readonly ordinal: number;
  readonly instalments: readonly NoticedInstalment[];
  /** The plan's own turn, where it has one. */
  readonly turn?: {
    readonly state: PlanState;
    readonly since: CivilDate;
    readonly paid: number;
    readonly arrears: number;
    readonly rule: string;
    readonly retrospective: boolean;
  };
}

type NewPlanFact = New<PlanFact>;

/** States that are worth a notice of their own; instalments tell the rest. */
const NOTICED: readonly PlanState[] = ['BROKEN', 'COMPLETED'];

export function isNoticed(state: PlanState): boolean {
  return NOTICED.includes(state);
}

/** Outcomes that follow one another as days pass and money comes; any other step is a revision. */
const NEXT: Readonly<Record<InstalmentOutcome, readonly InstalmentOutcome[]>> = {
  FUTURE: ['DUE', 'PAID', 'PAID_LATE', 'PARTIALLY_PAID', 'MISSED'],
  DUE: ['PAID', 'PAID_LATE', 'PARTIALLY_PAID', 'MISSED'],
  MISSED: ['PARTIALLY_PAID', 'PAID_LATE'],
  PARTIALLY_PAID: ['PAID_LATE'],
  PAID: [],
  PAID_LATE: [],
};
const TYPES = {
  DUE: 'InstalmentDue',
  PAID: 'InstalmentPaid',
  PAID_LATE: 'InstalmentPaidLate',
  PARTIALLY_PAID: 'InstalmentPartiallyPaid',
  MISSED: 'InstalmentMissed',
} as const;

function flagged(retrospective: boolean): { readonly flags?: readonly Flag[] } {
  return retrospective ? { flags: ['retrospective'] } : {};
}

function instalmentFact(
  { noticed }: PlanRecord,
  { plan, version }: NoticePlan,
  instalment: NoticedInstalment,
  ordinal: number,
): NewPlanFact {
  const { no, outcome, since, dueDate, amount, paid, retrospective } = instalment;
  const data = { plan, version, no, dueDate, amount, paid, ordinal, ...flagged(retrospective) };
  const from = noticed.instalments.get(instalmentKey(version, no)) ?? 'FUTURE';
  const place = { at: since, eff: since };
  if (outcome === 'FUTURE' || !NEXT[from].includes(outcome)) {
    return { type: 'InstalmentOutcomeRevised', data: { ...data, from, to: outcome }, ...place };
  }
  return { type: TYPES[outcome], data, ...place };
}

function turnFact({ noticed }: PlanRecord, command: NoticePlan, ordinal: number): NewPlanFact | undefined {
  const { plan, version, turn } = command;
  if (!turn) return undefined;
  const { state, since, paid, arrears, rule, retrospective } = turn;
  const data = { plan, version, ordinal, paid, ...flagged(retrospective) };
  const place = { at: since, eff: since };
  const from = noticed.states.get(version)?.state;
  // The same state since another day is a revision, too.
  if (from !== undefined) return { type: 'PlanStateRevised', data: { ...data, from, to: state }, ...place };
  if (state === 'BROKEN') return { type: 'PlanBroken', data: { ...data, rule, arrears }, ...place };
  return state === 'COMPLETED' ? { type: 'PlanCompleted', data, ...place } : undefined;
}

/** Interest that the plan suspended is borne again when it has ended, and not where it stands after all. */
function turnOfInterest(plan: PlanRecord, { version, turn }: NoticePlan, state: CaseState): InterestTurn {
  if (!turn || version !== inForce(plan)?.terms.version) return {};
  const endsOn = resumesOn(turn.state, turn.since);
  return endsOn === undefined ? suspendedAgain(state, plan.terms) : endedOn(state, plan.terms, endsOn);
}

export function noticePlan(command: NoticePlan, state: CaseState, { eff }: Context): Decision<CaseStreamFact> {
  const plan = planFor(state, command.plan);
  if (isRefusal(plan)) return plan;
  if (command.ordinal !== plan.noticed.count + 1) {
    return notAllowed('notice-out-of-turn', 'Another notice was recorded meanwhile.', 'ordinal');
  }
  const facts = command.instalments.map((instalment, i) =>
    instalmentFact(plan, command, instalment, command.ordinal + i),
  );
  const turn = turnFact(plan, command, command.ordinal + facts.length);
  if (turn) facts.push(turn);
  if (facts.length === 0) return notAllowed('nothing-to-notice', 'Nothing about the plan has turned.');
  const interest = turnOfInterest(plan, command, state);
  return [...facts, ...interestTurn(state, plan.id, interest, { eff, after: facts.length })];
}
