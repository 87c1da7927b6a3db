/** Decides debt commands. */
import { usedRequest } from '../approval/approved.decide.js';
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
import type { Command, Rules } from '../command.js';
import type { Balances } from '../components.js';
import type { CivilDate } from '../dates.js';
import { consequenceOf } from '../payment/allocation.calc.js';
import { isDecimal } from '../payment/decimal.js';
import { flagsLeft, leavesPostings } from '../payment/left.calc.js';
import { openingCharges } from '../payment/opening.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import { impossible, isRefusal, type Refusal } from '../refusal.js';

export interface RegisterDebt extends Command {
  readonly type: 'RegisterDebt';
  readonly ref?: string;
  readonly creditor?: string;
  readonly product?: string;
  readonly currency?: string;
  /** Minor units by component. */
  readonly balances: Balances;
  readonly dueDate?: CivilDate;
  readonly itemizationDate?: CivilDate;
  readonly chargeOffOn?: CivilDate;
  /** Value of what secures it, minor units. */
  readonly security?: number;
  /** Contractual rate, percent a year, a decimal. */
  readonly annualRate?: string;
  /** What the contract asks for in each calendar month, minor units. */
  readonly minimumPayment?: number;
}
export interface ChargeOffDebt extends Command {
  readonly type: 'ChargeOffDebt';
  readonly debt?: string;
  readonly amount: number;
  readonly reason?: string;
  /** An approved one that this uses up. */
  readonly chargeOffRequest?: string;
}
export type DebtCommand = RegisterDebt | ChargeOffDebt;

function balancesRefusal(balances: Balances): Refusal | undefined {
  for (const [component, amount] of Object.entries(balances)) {
    const refusal = componentRefusal(component) ?? amountRefusal(amount, `balances.${component}`);
    if (refusal) return refusal;
  }
  return undefined;
}

function total(balances: Balances): number {
  return Object.values(balances).reduce((sum, amount) => sum + amount, 0);
}

/** What orders across debts look at. */
function orderRefusal({ security, annualRate, minimumPayment }: RegisterDebt): Refusal | undefined {
  if (annualRate !== undefined && !isDecimal(annualRate)) {
    const message = `annualRate '${annualRate}' is no decimal such as 29.99 (percent a year).`;
    return impossible('bad-rate', message, 'annualRate');
  }
  return (
    (security === undefined ? undefined : amountRefusal(security, 'security')) ??
    (minimumPayment === undefined ? undefined : amountRefusal(minimumPayment, 'minimumPayment'))
  );
}

export const debtRules: Rules<DebtCommand, CaseState, CaseStreamFact> = {
  RegisterDebt: {
    creates: 'debt',
    decide(command, state, context) {
      const currency = currencyFor(state, command.currency);
      const refusal =
        firstRefusal(frameOf(state), currency, balancesRefusal(command.balances), valueDateRefusal(context)) ??
        firstRefusal(
          ...(['dueDate', 'itemizationDate', 'chargeOffOn'] as const).map((f) => dateRefusal(command[f], f)),
        ) ??
        orderRefusal(command) ??
        overflowRefusal(state, total(command.balances), 'balances');
      if (refusal) return refusal;
      const { ref, creditor, product, balances, itemizationDate, chargeOffOn } = command;
      const { dueDate, security, annualRate, minimumPayment } = command;
      const { newId: debt, eff } = context;
      const seen = { dueDate, security, annualRate, minimumPayment };
      const opened = { id: debt, openedOn: eff, ordinal: state.account.debts.size, ...seen };
      // It may come to bear interest.
      const isLeft = leavesPostings(state.account, context, true);
      // A debt registered where money is held already takes that money.
      const entries = isLeft ? [] : openingCharges({ debt, balances, eff, due: dueDate });
      const what = {
        debt,
        ref,
        creditor,
        product,
        currency: currency as string,
        balances,
        itemizationDate,
        chargeOffOn,
      };
      const { flags } = flagsOf(state, total(balances));
      const data = { ...what, ...seen, ...(isLeft ? flagsLeft(flags) : { flags }) };
      const consequence = consequenceOf(state.account, entries, opened);
      return [{ type: 'DebtRegistered', data }, ...postingsOf(consequence, 0, state)];
    },
  },
  ChargeOffDebt: {
    decide(command, state, context) {
      const debt = debtFor(state, command.debt);
      if (isRefusal(debt)) return debt;
      const refusal = firstRefusal(frameOf(state), amountRefusal(command.amount, 'amount'), valueDateRefusal(context));
      if (refusal) return refusal;
      const { amount, reason, chargeOffRequest } = command;
      const ends = usedRequest(state, 'chargeOffRequest', chargeOffRequest, { of: [{ debt }], amount });
      if (isRefusal(ends)) return ends;
      const data = { debt, amount, reason, chargeOffRequest, ...flagsOf(state, amount) };
      return [{ type: 'ChargedOff', data }, ...ends];
    },
  },
};
