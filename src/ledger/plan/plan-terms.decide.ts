/** Terms of a plan as commands give them, checked: a plan is an intention, and one that cannot be is refused. */
import type { CaseState } from '../case-state.js';
import { amountRefusal, currencyFor, dateRefusal, debtsFor, firstRefusal, flagsOf, frameOf } from '../checks.js';
import type { Command, Context } from '../command.js';
import type { CivilDate } from '../dates.js';
import { amountProblem } from '../money.js';
import { policyName } from '../policy.js';
import { impossible, isRefusal, notAllowed, type Refusal } from '../refusal.js';
import { BREAK_RULES, breakRuleName, breakRuleNamed, STANDARD_BREAK_RULE } from './break-rule.calc.js';
import { PLAN_KINDS, type Instalment, type PlanKind, type PlanTerms } from './plan.events.js';
import { addMonths, equalInstalments, RHYTHMS, type Rhythm } from './schedule.calc.js';

/** Longest schedule: weekly for ten years and more. */
export const INSTALMENTS_MAX = 600;
export const PLAN_GRACE_DAYS_MAX = 365;
/** CN-CC-70: a personalised plan ends after at most five years. */
export const PERSONALISED_MONTHS_MAX = 60;

/** Instalments one by one, or how many, from when and how often: then they are made equal. */
export interface Schedule extends Command {
  /** Minor units; the sum of the instalments. */
  readonly total: number;
  readonly currency?: string;
  readonly instalments?: readonly { readonly dueDate: CivilDate; readonly amount: number }[];
  readonly count?: number;
  readonly firstDue?: CivilDate;
  /** MONTH where left out. */
  readonly every?: Rhythm;
  readonly graceDays?: number;
  readonly breakRule?: string;
  readonly interest?: 'ACCRUES' | 'SUSPENDED';
}

export interface OfferedTerms extends Schedule {
  readonly kind?: PlanKind;
  /** All of the case's where absent. */
  readonly debts?: readonly string[];
  readonly proposer?: 'DEBTOR' | 'FIRM';
}

interface Place {
  readonly plan: string;
  readonly version: number;
}

/** What the version before says where the command says nothing. */
type Before = Pick<PlanTerms, 'kind' | 'debts' | 'graceDays' | 'breakRule' | 'interest'>;

/** What is said, else what the version before says, else what is usual. */
function conditionsOf(command: OfferedTerms, before: Before | undefined, graceDays: number): Omit<Before, 'debts'> {
  return {
    kind: command.kind ?? before?.kind ?? 'INSTALMENT',
    graceDays: command.graceDays ?? before?.graceDays ?? graceDays,
    breakRule: command.breakRule ?? before?.breakRule ?? STANDARD_BREAK_RULE,
    interest: command.interest ?? before?.interest,
  };
}

/** The terms to record, or why they cannot be. */
export function termsOf(
  command: OfferedTerms,
  state: CaseState,
  { eff, policy }: Context,
  { plan, version }: Place,
  before?: Before,
): PlanTerms | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const { total, proposer = 'FIRM' } = command;
  const conditions = conditionsOf(command, before, policy.promiseGraceDays);
  const debts = debtsFor(state, command.debts ?? before?.debts);
  const currency = currencyFor(state, command.currency);
  const refusal =
    firstRefusal(amountRefusal(total, 'total'), currency, debts, amountRefusal(conditions.graceDays, 'graceDays')) ??
    namesRefusal(conditions) ??
    nothingRefusal(state, total);
  if (refusal) return refusal;
  const instalments = instalmentsOf(command);
  if (isRefusal(instalments)) return instalments;
  const badSchedule = scheduleRefusal(instalments, total, eff) ?? termRefusal(conditions.kind, instalments, eff);
  if (badSchedule) return badSchedule;
  const { kind, ...others } = conditions;
  return {
    ...{ plan, version, kind, debts: debts as readonly string[], instalments, total, currency: currency as string },
    ...{ ...others, proposer, policy: policyName(policy), ...flagsOf(state) },
  };
}

function nothingRefusal(state: CaseState, total: number): Refusal | undefined {
  if (state.debts.size === 0) return notAllowed('no-debt', 'The case has no debt that a plan could repay.', 'debts');
  if (total > 0) return undefined;
  return notAllowed('zero-amount', 'A plan of nothing repays nothing: give a total.', 'total');
}

function namesRefusal({ kind, breakRule, graceDays }: Omit<Before, 'debts'>): Refusal | undefined {
  if (!PLAN_KINDS.includes(kind)) {
    return impossible('unknown-plan-kind', `'${String(kind)}' is none of ${PLAN_KINDS.join(', ')}.`, 'kind');
  }
  if (!breakRuleNamed(breakRule)) {
    const names = BREAK_RULES.map(breakRuleName).join(', ');
    return impossible('unknown-break-rule', `'${breakRule}' is none of ${names}.`, 'breakRule');
  }
  if (graceDays <= PLAN_GRACE_DAYS_MAX) return undefined;
  return impossible('bad-terms', `graceDays is at most ${PLAN_GRACE_DAYS_MAX}.`, 'graceDays');
}

function instalmentsOf({ instalments, total, count, firstDue, every = 'MONTH' }: Schedule): Instalment[] | Refusal {
  if (instalments !== undefined) {
    const first = instalments[0]?.dueDate;
    if ((count ?? instalments.length) !== instalments.length || (firstDue ?? first) !== first) {
      const message = 'What is said twice must agree: count and firstDue are not those of the instalments.';
      return impossible('bad-schedule', message, 'instalments');
    }
    return instalments.map(({ dueDate, amount }, i) => ({ no: i + 1, dueDate, amount }));
  }
  if (count === undefined || firstDue === undefined) {
    return impossible('bad-schedule', 'Give the instalments one by one, or count and firstDue.', 'instalments');
  }
  const refusal = amountRefusal(count, 'count', 1) ?? dateRefusal(firstDue, 'firstDue');
  if (refusal) return refusal;
  if (count > INSTALMENTS_MAX) return tooMany();
  if (!RHYTHMS.includes(every)) {
    return impossible('bad-schedule', `'${String(every)}' is none of ${RHYTHMS.join(', ')}.`, 'every');
  }
  return equalInstalments(total, count, firstDue, every);
}

function tooMany(): Refusal {
  return impossible('bad-schedule', `A plan has at most ${INSTALMENTS_MAX} instalments.`, 'instalments');
}

function scheduleRefusal(instalments: readonly Instalment[], total: number, eff: CivilDate): Refusal | undefined {
  if (instalments.length === 0) return impossible('bad-schedule', 'A plan has at least one instalment.', 'instalments');
  if (instalments.length > INSTALMENTS_MAX) return tooMany();
  let sum = 0n;
  let last = eff;
  for (const { no, dueDate, amount } of instalments) {
    const problem = amountProblem(amount);
    if (problem) return impossible('bad-amount', `Instalment ${no} ${problem}.`, 'instalments');
    if (amount === 0)
      return notAllowed('zero-amount', `Instalment ${no} asks for nothing: leave it out.`, 'instalments');
    const badDate = dateRefusal(dueDate, 'instalments');
    if (badDate) return badDate;
    if (dueDate < last) return orderRefusal(no, dueDate, last);
    last = dueDate;
    sum += BigInt(amount);
  }
  if (sum === BigInt(total)) return undefined;
  const message = `The instalments come to ${sum} minor units, the plan's total is ${total}: they must be the same.`;
  return impossible('plan-total-mismatch', message, 'total');
}

function orderRefusal(no: number, dueDate: CivilDate, last: CivilDate): Refusal {
  const message =
    no === 1
      ? `The first instalment would be due on ${dueDate}, before the plan of ${last}.`
      : `Instalment ${no} is due on ${dueDate}, before the one ahead of it (${last}): put them in order.`;
  return notAllowed('instalments-out-of-order', message, 'instalments');
}

/** @param from the day of the terms: the term of the plan is counted from it. */
export function termRefusal(
  kind: PlanKind,
  instalments: readonly Pick<Instalment, 'dueDate'>[],
  from: CivilDate,
): Refusal | undefined {
  const last = instalments[instalments.length - 1]?.dueDate ?? from;
  if (kind !== 'PERSONALISED' || last <= addMonths(from, PERSONALISED_MONTHS_MAX)) return undefined;
  const message = `A personalised plan runs for at most ${PERSONALISED_MONTHS_MAX} months (CN-CC-70); this one would end on ${last}.`;
  return notAllowed('term-too-long', message, 'instalments');
}
