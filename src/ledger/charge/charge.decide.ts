/** Decides charges, adjustments and waivers. */
import { neededRequest, usedRequest, type Applied } from '../approval/approved.decide.js';
import { loweredInterest } from '../approval/posted-interest.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import {
  amountRefusal,
  componentRefusal,
  currencyFor,
  dateRefusal,
  debtFor,
  firstRefusal,
  flagsOf,
  frameOf,
  overflowRefusal,
  valueDateRefusal,
} from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { New } from '../fact.js';
import { dueOf, type MoneyEntry } from '../payment/account.state.js';
import { consequenceOf, NOTHING } from '../payment/allocation.calc.js';
import { flagsLeft, leavesPostings } from '../payment/left.calc.js';
import { linesOf, postingsOf } from '../payment/posting.calc.js';
import { waterfallName } from '../policy.js';
import { impossible, isRefusal, notAllowed, type Refusal } from '../refusal.js';

export interface AssessCharge extends Command {
  readonly type: 'AssessCharge';
  readonly debt?: string;
  readonly component: Component;
  readonly amount: number;
  readonly currency?: string;
  readonly dueDate?: CivilDate;
  readonly legalBasis?: string;
}
export interface AdjustBalance extends Command {
  readonly type: 'AdjustBalance';
  readonly debt?: string;
  readonly component: Component;
  /** Minor units; negative lowers what is owed. */
  readonly delta: number;
  readonly currency?: string;
  readonly reason: string;
  readonly evidence?: string;
  /** An approved one that a negative one uses up: it gives up what was claimed. */
  readonly waiverRequest?: string;
}
export interface ApplyWaiver extends Command {
  readonly type: 'ApplyWaiver';
  readonly debt?: string;
  readonly component: Component;
  readonly amount: number;
  readonly currency?: string;
  readonly authority: string;
  readonly reason: string;
  /** An approved one that this uses up. */
  readonly waiverRequest?: string;
}
export type ChargeCommand = AssessCharge | AdjustBalance | ApplyWaiver;

function commonRefusal(command: ChargeCommand, state: CaseState, context: Context): Refusal | undefined {
  return firstRefusal(
    frameOf(state),
    currencyFor(state, command.currency),
    componentRefusal(command.component),
    valueDateRefusal(context),
  );
}

function deltaRefusal(delta: unknown): Refusal | undefined {
  return amountRefusal(typeof delta === 'number' ? Math.abs(delta) : delta, 'delta');
}

function credit(debt: string, component: Component, amount: number, { newId: id, eff, policy }: Context): MoneyEntry {
  return { kind: 'credit', id, eff, amount, directedTo: [debt], component, waterfall: policy.waterfall };
}

function adjust(command: AdjustBalance, state: CaseState, context: Context, debt: string): Decision<CaseStreamFact> {
  const { component, delta, reason, evidence, waiverRequest } = command;
  const { newId: adjustment, eff, policy } = context;
  const isLeft = leavesPostings(state.account, context);
  const { flags } = flagsOf(state, delta);
  const what = { adjustment, debt, component, delta, reason, evidence, waiverRequest };
  const data = { ...what, ...(isLeft ? flagsLeft(flags) : { flags }) };
  if (delta >= 0) {
    if (waiverRequest !== undefined) {
      return impossible('nothing-waived', 'Only what lowers the balance uses up a waiverRequest.', 'waiverRequest');
    }
    const entry: MoneyEntry = { kind: 'charge', id: adjustment, eff, debt, component, amount: delta };
    const consequence = isLeft ? NOTHING : consequenceOf(state.account, [entry]);
    return [{ type: 'BalanceAdjusted', data }, ...postingsOf(consequence, 0, state)];
  }
  const tooMuch = context.asksApproval ? exceedsDue({ component, amount: -delta }, state, debt, 'delta') : undefined;
  if (tooMuch) return tooMuch;
  const consequence = isLeft ? NOTHING : consequenceOf(state.account, [credit(debt, component, -delta, context)]);
  const posted = { lines: linesOf(consequence.own, eff), waterfall: waterfallName(policy.waterfall) };
  const postings = postingsOf(consequence, 0, state);
  const lost = givenUp({ debt, component, amount: -delta }, postings);
  const ends =
    neededRequest(context, 'waiverRequest', waiverRequest, `To lower what is owed by ${lost.amount} minor units`) ??
    usedRequest(state, 'waiverRequest', waiverRequest, lost);
  if (isRefusal(ends)) return ends;
  return [{ type: 'BalanceAdjusted', data: { ...data, ...posted } }, ...postings, ...ends];
}

/** What a credit of a component gives up: itself, and what reaching back lowers of interest that was posted on it since. */
function givenUp(
  { debt, component, amount }: { readonly debt: string; readonly component: Component; readonly amount: number },
  postings: readonly New<CaseStreamFact>[],
): Required<Applied> {
  const interest = loweredInterest(postings);
  return { of: [{ debt, component }, ...interest.of], amount: amount + interest.amount };
}

function waiverRefusal(command: ApplyWaiver, state: CaseState, debt: string): Refusal | undefined {
  if (command.amount === 0)
    return notAllowed('zero-amount', 'A waiver of nothing waives nothing: give an amount.', 'amount');
  return exceedsDue(command, state, debt, 'amount');
}

/** What goes beyond a component would be used up by others, or held and paid out: neither was approved. */
function exceedsDue(
  { component, amount }: Pick<ApplyWaiver, 'component' | 'amount'>,
  state: CaseState,
  debt: string,
  field: string,
): Refusal | undefined {
  const due = dueOf(state.account, debt, component);
  if (amount <= due) return undefined;
  return notAllowed(
    'waiver-exceeds-due',
    `The debt owes ${due} minor units of ${component}: more than that cannot be waived.`,
    field,
  );
}

export const chargeRules: Rules<ChargeCommand, CaseState, CaseStreamFact> = {
  AssessCharge: {
    creates: 'charge',
    decide(command, state, context) {
      const debt = debtFor(state, command.debt);
      const refusal =
        firstRefusal(frameOf(state), debt, amountRefusal(command.amount, 'amount')) ??
        firstRefusal(commonRefusal(command, state, context), dateRefusal(command.dueDate, 'dueDate')) ??
        overflowRefusal(state, command.amount, 'amount');
      if (refusal || isRefusal(debt)) return refusal ?? (debt as Refusal);
      const { component, amount, dueDate, legalBasis } = command;
      const { newId: charge, eff } = context;
      const entry: MoneyEntry = { kind: 'charge', id: charge, eff, debt, component, amount, due: dueDate };
      const what = { charge, debt, component, amount, dueDate, legalBasis };
      const { flags } = flagsOf(state, amount);
      if (leavesPostings(state.account, context)) {
        return [{ type: 'ChargeAssessed', data: { ...what, ...flagsLeft(flags) } }];
      }
      const consequence = consequenceOf(state.account, [entry]);
      const data = { ...what, flags };
      return [{ type: 'ChargeAssessed', data }, ...postingsOf(consequence, 0, state)];
    },
  },
  AdjustBalance: {
    creates: 'adjustment',
    decide(command, state, context) {
      const debt = debtFor(state, command.debt);
      const refusal =
        firstRefusal(frameOf(state), debt, deltaRefusal(command.delta), commonRefusal(command, state, context)) ??
        overflowRefusal(state, Math.abs(command.delta), 'delta');
      if (refusal || isRefusal(debt)) return refusal ?? (debt as Refusal);
      if (command.reason === '') return impossible('reason-missing', 'An adjustment needs a reason.', 'reason');
      return adjust(command, state, context, debt);
    },
  },
  ApplyWaiver: {
    creates: 'waiver',
    decide(command, state, context) {
      const debt = debtFor(state, command.debt);
      const refusal =
        firstRefusal(frameOf(state), debt, amountRefusal(command.amount, 'amount')) ??
        commonRefusal(command, state, context);
      if (refusal || isRefusal(debt)) return refusal ?? (debt as Refusal);
      const tooMuch = waiverRefusal(command, state, debt);
      if (tooMuch) return tooMuch;
      const { component, amount, authority, reason, waiverRequest } = command;
      const { newId: waiver, eff, policy } = context;
      const consequence = consequenceOf(state.account, [credit(debt, component, amount, context)]);
      const postings = postingsOf(consequence, 0, state);
      const ends = usedRequest(state, 'waiverRequest', waiverRequest, givenUp({ debt, component, amount }, postings));
      if (isRefusal(ends)) return ends;
      const posted = { lines: linesOf(consequence.own, eff), waterfall: waterfallName(policy.waterfall) };
      const data = { waiver, debt, component, amount, authority, reason, waiverRequest, ...posted };
      return [{ type: 'WaiverApplied', data }, ...postings, ...ends];
    },
  },
};
