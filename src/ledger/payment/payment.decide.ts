/** Decides payment commands. A payment is a fact: it is recorded whatever it breaks, and what nothing owes is held. */
import { usedRequest } from '../approval/approved.decide.js';
import { withApproval } from '../approval/posted-interest.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import {
  amountRefusal,
  currencyFor,
  debtsFor,
  firstRefusal,
  flagsOf,
  flagsOfAct,
  frameOf,
  overflowRefusal,
  valueDateRefusal,
} from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import { addDays } from '../dates.js';
import type { New } from '../fact.js';
import { accrualEntries } from '../interest/postings.calc.js';
import { waterfallName, type ReversalBasis, type ReversalReason } from '../policy.js';
import { impossible, isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import { heldOf, type Credit, type MoneyEntry } from './account.state.js';
import { consequenceLeft, consequenceOf, consequenceOfLess, NOTHING, type Consequence } from './allocation.calc.js';
import { NOTHING_LEFT, flagsLeft, leavesPostings } from './left.calc.js';
import { linesOf, postingsOf, sumOf } from './posting.calc.js';

export interface RecordPayment extends Command {
  readonly type: 'RecordPayment';
  readonly amount: number;
  readonly currency?: string;
  readonly method?: string;
  readonly payerRole?: string;
  readonly directedTo?: readonly string[];
  readonly externalRef?: string;
}
export interface ReversePayment extends Command {
  readonly type: 'ReversePayment';
  readonly payment: string;
  /** All that is left where absent. */
  readonly amount?: number;
  readonly reason: ReversalReason;
  /** The policy's basis for the reason where absent. */
  readonly basis?: ReversalBasis;
  /** An approved one that this uses up, where another basis than the policy's leaves interest unborne. */
  readonly waiverRequest?: string;
}
export interface PayRefund extends Command {
  readonly type: 'PayRefund';
  readonly amount: number;
  readonly currency?: string;
  readonly method?: string;
  /** An approved one that this uses up. */
  readonly refundRequest?: string;
}
/** Sent by an import at its end: posts what its rows left. */
export interface PostLeft extends Command {
  readonly type: 'PostLeft';
}
export type PaymentCommand = RecordPayment | ReversePayment | PayRefund | PostLeft;

function receive(command: RecordPayment, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const { amount, method, payerRole, externalRef } = command;
  // A debt named twice is still paid once.
  const directedTo = command.directedTo && [...new Set(command.directedTo)];
  const { newId: payment, eff, policy } = context;
  const entry: MoneyEntry = {
    kind: 'credit',
    id: payment,
    eff,
    amount,
    directedTo: directedTo ?? [],
    waterfall: policy.waterfall,
  };
  const currency = currencyFor(state, command.currency) as string;
  const waterfall = waterfallName(policy.waterfall);
  const { flags } = flagsOfAct(state, amount);
  const what = { payment, amount, currency, method, payerRole, directedTo, externalRef };
  if (leavesPostings(state.account, context)) {
    return [
      { type: 'PaymentReceived', data: { ...what, ...flagsLeft(flags) } },
      { type: 'PaymentUnallocatedHeld', data: { payment, waterfall, amount }, cause: 0 },
    ];
  }
  // Interest is posted up to the value date first, so that the payment finds it.
  const consequence = consequenceOf(state.account, [...accrualEntries(state.account, addDays(eff, -1)), entry]);
  const { own } = consequence;
  const lines = linesOf(own, eff);
  const held = amount - sumOf(lines);
  return [
    { type: 'PaymentReceived', data: { ...what, flags } },
    ...postingsOf({ ...NOTHING, accrued: consequence.accrued }, 0, state),
    lines.length === 0
      ? { type: 'PaymentUnallocatedHeld', data: { amount: held, payment, waterfall }, cause: 0 }
      : { type: 'PaymentAllocated', data: { held, lines, payment, version: 1, waterfall }, cause: 0 },
    ...postingsOf({ ...consequence, accrued: [] }, 0, state),
  ];
}

/** The payment to reverse and how much of it is left. */
function reversible(command: ReversePayment, state: CaseState): Credit | Refusal {
  const credit = state.account.credits.get(command.payment);
  if (!credit || credit.kind !== 'payment') {
    return unknown('unknown-payment', `The case has no payment '${command.payment}'.`, 'payment');
  }
  const left = credit.amount - credit.reversed;
  if (credit.amount > 0 && left === 0) {
    return impossible('payment-reversed', 'The payment is reversed in full already.', 'payment');
  }
  if ((command.amount ?? left) > left) {
    return impossible(
      'reversal-exceeds-payment',
      `The payment has ${left} minor units left; more cannot be reversed.`,
      'amount',
    );
  }
  return credit;
}

function reverse(
  command: ReversePayment,
  state: CaseState,
  context: Context,
  credit: Credit,
): Decision<CaseStreamFact> {
  const { reason, waiverRequest } = command;
  const usual = context.policy.reversalBasis[reason];
  const basis = command.basis ?? usual;
  const amount = command.amount ?? credit.amount - credit.reversed;
  const { newId: reversal, eff } = context;
  if (eff < credit.eff) {
    return impossible(
      'reversed-before-paid',
      `The payment's value date is ${credit.eff}: it cannot be reversed on ${eff}.`,
      'effectiveDate',
    );
  }
  const on = (one: ReversalBasis): Consequence =>
    one === 'ORIGINAL_DATE'
      ? consequenceOfLess(state.account, credit.id, amount, eff)
      : consequenceOf(state.account, [{ kind: 'take-back', id: reversal, eff, credit: credit.id, amount }]);
  const consequence = on(basis);
  const lines = linesOf(consequence.own, eff, -1);
  const data = { reversal, payment: credit.id, amount, reason, basis, paidOn: credit.eff, lines, waiverRequest };
  const facts: New<CaseStreamFact>[] = [
    { type: 'PaymentReversed', data: { ...data, ...flagsOf(state, amount) }, ref: credit.event },
    ...postingsOf(consequence, 0, state),
  ];
  // The policy brings the interest of the days between back: whoever departs from it gives that up.
  const than = basis === usual || !context.asksApproval ? facts : postingsOf(on(usual), 0, state);
  return withApproval(facts, state, context, waiverRequest, than);
}

/** Held money goes back oldest credit first. */
function refundSources(state: CaseState, amount: number): { credit: string; amount: number }[] {
  const from: { credit: string; amount: number }[] = [];
  let left = amount;
  for (const entry of state.account.entries) {
    const held = entry.kind === 'credit' ? (state.account.held.get(entry.id) ?? 0) : 0;
    const part = Math.min(left, held);
    if (part <= 0) continue;
    from.push({ credit: entry.id, amount: part });
    left -= part;
  }
  return from;
}

function postLeft(_command: PostLeft, state: CaseState): Decision<CaseStreamFact> {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const { left } = state.account;
  const nothing = notAllowed(NOTHING_LEFT, 'Nothing is left to be posted.');
  if (!left) return nothing;
  // Of the earliest day of what was left, like postings of a single back-dated payment: whoever posts it, and whenever.
  const eff = addDays(left.since, 1);
  const consequence = consequenceLeft(state.account, left, eff);
  const facts = postingsOf(consequence, left.cause, state);
  if (facts.length === 0) return nothing;
  const rest = consequence.isLast ? {} : flagsLeft();
  return facts.map((fact) => ({ ...fact, data: { ...fact.data, ...rest }, at: eff, eff })) as New<CaseStreamFact>[];
}

export const paymentRules: Rules<PaymentCommand, CaseState, CaseStreamFact> = {
  RecordPayment: {
    creates: 'payment',
    decide(command, state, context) {
      const refusal =
        firstRefusal(frameOf(state), amountRefusal(command.amount, 'amount'), currencyFor(state, command.currency)) ??
        firstRefusal(debtsFor(state, command.directedTo), valueDateRefusal(context)) ??
        overflowRefusal(state, command.amount, 'amount');
      return refusal ?? receive(command, state, context);
    },
  },
  ReversePayment: {
    creates: 'reversal',
    decide(command, state, context) {
      const { amount } = command;
      const refusal = firstRefusal(
        frameOf(state),
        amount === undefined ? undefined : amountRefusal(amount, 'amount'),
        valueDateRefusal(context),
      );
      if (refusal) return refusal;
      const credit = reversible(command, state);
      return isRefusal(credit) ? credit : reverse(command, state, context, credit);
    },
  },
  PostLeft: { decide: postLeft },
  PayRefund: {
    creates: 'refund',
    decide(command, state, context) {
      const { amount, method, refundRequest } = command;
      const refusal =
        firstRefusal(frameOf(state), amountRefusal(amount, 'amount'), currencyFor(state, command.currency)) ??
        valueDateRefusal(context);
      if (refusal) return refusal;
      if (amount === 0)
        return notAllowed('zero-amount', 'A refund of nothing refunds nothing: give an amount.', 'amount');
      const held = heldOf(state.account);
      if (amount > held) {
        return notAllowed(
          'refund-exceeds-held',
          `The case holds ${held} minor units for the debtor; more cannot be refunded.`,
          'amount',
        );
      }
      const ends = usedRequest(state, 'refundRequest', refundRequest, { of: [], amount });
      if (isRefusal(ends)) return ends;
      const { newId: refund, eff } = context;
      const from = refundSources(state, amount);
      const consequence = consequenceOf(state.account, [{ kind: 'refund', id: refund, eff, from }]);
      const data = { refund, amount, from, method, refundRequest, ...flagsOf(state, amount) };
      return [{ type: 'RefundPaid', data }, ...postingsOf(consequence, 0, state), ...ends];
    },
  },
};
