/** Decides interest commands. Terms and suspensions may reach back: what was posted since is adjusted in the same append. */
import type { Rounding, DayCount, InterestComponent, Period, SuspensionReason, Trigger } from './interest.events.js';
import { withApproval } from '../approval/posted-interest.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { componentRefusal, dateRefusal, debtFor, debtsFor, firstRefusal, flagsOf, frameOf } from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { New } from '../fact.js';
import { consequenceOf, consequenceOfDebts } from '../payment/allocation.calc.js';
import { isDecimal } from '../payment/decimal.js';
import { interestAfter } from '../payment/interest-after.calc.js';
import { firstDayOf, flagsLeft, leavesPostings } from '../payment/left.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import { impossible, isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import type { InterestFact } from './interest.events.js';
import { interestPolicyName } from './interest-policies.js';
import { accrualEntries } from './postings.calc.js';
import { compareRates } from './rate.calc.js';
import { inForce, type Suspension, type Window } from './terms.js';

export interface SetInterestTerms extends Command {
  readonly type: 'SetInterestTerms';
  readonly debt?: string;
  /** Percent for the period, an exact decimal. */
  readonly rate: string;
  readonly period: Period;
  /** ACT/365F where absent. */
  readonly dayCount?: DayCount;
  /** Day of the month at whose end unpaid interest begins to bear interest; simple interest where absent. */
  readonly capitaliseOn?: number;
  /** The principal where absent. */
  readonly base?: readonly Component[];
  /** `interest` where absent. */
  readonly component?: InterestComponent;
  /** HALF_UP where absent. */
  readonly rounding?: Rounding;
  /** First day that bears interest; the value date where absent. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** An approved one that this uses up, where it lowers interest that was posted. */
  readonly waiverRequest?: string;
}
export interface PostInterest extends Command {
  readonly type: 'PostInterest';
  /** Last day that the posting covers; the value date where absent. */
  readonly through?: CivilDate;
  readonly trigger: Trigger;
}
export interface SuspendInterest extends Command {
  readonly type: 'SuspendInterest';
  /** All of the case where absent. */
  readonly debts?: readonly string[];
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly reason: SuspensionReason;
  /** An approved one that this uses up, where it lowers interest that was posted. */
  readonly waiverRequest?: string;
}
export interface ResumeInterest extends Command {
  readonly type: 'ResumeInterest';
  /** The case's last suspension where absent. */
  readonly suspension?: string;
  /** First day that bears interest again; the value date where absent. */
  readonly on?: CivilDate;
}
export interface GrantRateConcession extends Command {
  readonly type: 'GrantRateConcession';
  readonly debt?: string;
  readonly component?: InterestComponent;
  readonly rate: string;
  readonly period: Period;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly authority: string;
  readonly reason: string;
  /** An approved one that this uses up, where it lowers interest that was posted. */
  readonly waiverRequest?: string;
}
export type InterestCommand = SetInterestTerms | PostInterest | SuspendInterest | ResumeInterest | GrantRateConcession;

type Changes = Extract<
  New<InterestFact>,
  { type: 'InterestTermsSet' | 'InterestSuspended' | 'InterestResumed' | 'InterestRateConcessionGranted' }
>;

/** A fact that changes on what terms interest accrues, and what postings should have been under them. */
function withConsequence(
  fact: Changes,
  state: CaseState,
  { eff, mayPostLater }: Context,
): readonly New<CaseStreamFact>[] {
  if (leavesPostings(state.account, { eff: firstDayOf({ ...fact, eff }), mayPostLater }, true))
    return [{ ...fact, data: { ...fact.data, ...flagsLeft(fact.data.flags) } } as Changes];
  return [fact, ...postingsOf(consequenceOfDebts(state.account, interestAfter(state.account, fact), eff), 0, state)];
}

/** The same, where it may lower what was posted: as another person approved. */
function asApproved(fact: Changes, state: CaseState, context: Context, request?: string): Decision<CaseStreamFact> {
  return withApproval(withConsequence(fact, state, context), state, context, request);
}

/** Percent for a period. More is a slip of the keyboard, and soon leaves the safe integers. */
export const RATE_PERCENT_MAX = 1_000;

function rateRefusal(rate: string): Refusal | undefined {
  if (isDecimal(rate) && Number(rate) > RATE_PERCENT_MAX) {
    return impossible('bad-rate', `rate ${rate} is more than ${RATE_PERCENT_MAX} percent for its period.`, 'rate');
  }
  if (isDecimal(rate)) return undefined;
  return impossible('bad-rate', `'${rate}' is no decimal such as 29.99 (percent).`, 'rate');
}

function windowRefusal({ from, to }: Window): Refusal | undefined {
  const bad = dateRefusal(from, 'from') ?? dateRefusal(to, 'to');
  if (bad || to === undefined || from < to) return bad;
  return impossible('bad-window', `to ${to} is the first day after it: it must lie after from ${from}.`, 'to');
}

function baseRefusal(base: readonly Component[], component: Component, { policy }: Context): Refusal | undefined {
  const { interest } = policy;
  const unknownOne = base.map(componentRefusal).find(Boolean);
  if (unknownOne) return { ...unknownOne, field: 'base' };
  if (base.length === 0)
    return impossible('base-missing', 'Name at least one component that bears the interest.', 'base');
  if (base.includes(component)) {
    const message = `Interest on unpaid ${component} is compound interest: name its capitalisation day instead.`;
    return impossible('base-bears-itself', message, 'base');
  }
  const barred = base.find((name) => !interest.bearing.includes(name));
  if (barred === undefined) return undefined;
  const message = `Under ${interestPolicyName(interest)} ${barred} bears no interest (${interest.source}).`;
  return notAllowed('bears-no-interest', message, 'base');
}

function capitalisationRefusal(on: number | undefined): Refusal | undefined {
  if (on === undefined || (Number.isInteger(on) && on >= 1 && on <= 31)) return undefined;
  return impossible('bad-day', 'capitaliseOn is a day of the month, 1 to 31; 31 is the last.', 'capitaliseOn');
}

function setTerms(command: SetInterestTerms, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const debt = debtFor(state, command.debt);
  if (isRefusal(debt)) return debt;
  const { rate, period, dayCount = 'ACT/365F', capitaliseOn, rounding = 'HALF_UP', from = context.eff, to } = command;
  const { component = 'interest', base = ['principal'], waiverRequest } = command;
  const refusal =
    firstRefusal(rateRefusal(rate), windowRefusal({ from, to }), capitalisationRefusal(capitaliseOn)) ??
    baseRefusal(base, component, context);
  if (refusal) return refusal;
  const what = { rate, period, dayCount, capitaliseOn, base: [...new Set(base)], component, rounding, from, to };
  const policy = interestPolicyName(context.policy.interest);
  const data = { terms: context.newId, debt, ...what, policy, waiverRequest, ...flagsOf(state) };
  return asApproved({ type: 'InterestTermsSet', data }, state, context, waiverRequest);
}

function post(command: PostInterest, state: CaseState, { eff, today }: Context): Decision<CaseStreamFact> {
  const { through = eff, trigger } = command;
  const refusal = firstRefusal(frameOf(state), dateRefusal(through, 'through'));
  if (refusal) return refusal;
  if (through > today) {
    const message = `through ${through} lies after today (${today}) in the case's zone. Interest is posted when its day has come.`;
    return impossible('posted-ahead', message, 'through');
  }
  const consequence = consequenceOf(state.account, accrualEntries(state.account, through));
  if (consequence.accrued.length === 0) {
    return notAllowed('nothing-accrued', `No interest has accrued by ${through} that is not posted.`, 'through');
  }
  // A posting is nobody's consequence; what it changes for money already held is its own, and of its day.
  return postingsOf(consequence, 0, { account: state.account, trigger }).map((fact) =>
    fact.type === 'InterestAccrued' ? { ...fact, cause: undefined } : { ...fact, eff: through },
  );
}

function suspend(command: SuspendInterest, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { from = context.eff, to, reason, waiverRequest } = command;
  const debts = debtsFor(state, command.debts);
  const refusal = firstRefusal(frameOf(state), debts, windowRefusal({ from, to }));
  if (refusal || isRefusal(debts)) return refusal ?? (debts as Refusal);
  if (debts.length === 0) return unknown('unknown-debt', 'The case has no debt yet. Register one first.', 'debts');
  const data = { suspension: context.newId, debts, from, to, reason, waiverRequest, ...flagsOf(state) };
  return asApproved({ type: 'InterestSuspended', data }, state, context, waiverRequest);
}

/** The named suspension, or the last one, as it stands. */
function suspensionFor(state: CaseState, id: string | undefined): Suspension | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const all = [...state.account.debts.values()].flatMap(({ interest }) => interest?.suspensions ?? []);
  const found = id === undefined ? all.at(-1) : all.find((item) => item.id === id);
  if (found) return found;
  const message = id === undefined ? 'Interest was never suspended.' : `The case has no suspension '${id}'.`;
  return unknown('unknown-suspension', message, 'suspension');
}

function resume(command: ResumeInterest, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const found = suspensionFor(state, command.suspension);
  if (isRefusal(found)) return found;
  const { on = context.eff } = command;
  const bad = dateRefusal(on, 'on');
  if (bad) return bad;
  const { from, to } = found;
  if (on < from) {
    return impossible(
      'resumed-before-suspended',
      `Interest was suspended from ${from}: it cannot resume on ${on}.`,
      'on',
    );
  }
  if (to !== undefined && to <= on) {
    return notAllowed('resumed-already', `Interest is borne again from ${to} on.`, 'suspension');
  }
  const data = { suspension: found.id, on, ...flagsOf(state) };
  return withConsequence({ type: 'InterestResumed', data }, state, context);
}

function grant(command: GrantRateConcession, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const debt = debtFor(state, command.debt);
  if (isRefusal(debt)) return debt;
  const { component = 'interest', rate, period, from = context.eff, to, authority, reason, waiverRequest } = command;
  const refusal = firstRefusal(rateRefusal(rate), windowRefusal({ from, to }));
  if (refusal) return refusal;
  const terms = inForce(state.account.debts.get(debt)?.interest?.terms ?? [], component, from);
  if (!terms)
    return notAllowed('no-interest-terms', `The debt bears no ${component} on ${from}: set terms first.`, 'debt');
  if (compareRates({ rate, period }, terms) >= 0) {
    const message = `A concession lowers the rate: ${rate}% a ${period} is not below ${terms.rate}% a ${terms.period}.`;
    return notAllowed('rate-not-lower', message, 'rate');
  }
  const what = { component, rate, period, from, to, authority, reason, waiverRequest };
  const data = { concession: context.newId, debt, ...what, ...flagsOf(state) };
  return asApproved({ type: 'InterestRateConcessionGranted', data }, state, context, waiverRequest);
}

export const interestRules: Rules<InterestCommand, CaseState, CaseStreamFact> = {
  SetInterestTerms: { creates: 'terms', decide: setTerms },
  PostInterest: { decide: post },
  SuspendInterest: { creates: 'suspension', decide: suspend },
  ResumeInterest: { decide: resume },
  GrantRateConcession: { creates: 'concession', decide: grant },
};
