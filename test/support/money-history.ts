/** Random histories of money on a case: debts, charges, payments, reversals, disputes, judgments, in any order of dates. */
import fc from 'fast-check';
import type { Component } from '../../src/ledger/components.js';
import { addDays } from '../../src/ledger/dates.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { heldOf } from '../../src/ledger/payment/account.state.js';
import type { CaseScenario } from './case-scenario.js';

/** A step of a history: it may look at what the case has by then. */
export type Step = (scenario: CaseScenario) => CaseCommand;

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 50_000 }));
const component = fc.constantFrom<Component>('principal', 'interest', 'fee', 'penalty', 'cost', 'doubled-interest');
const rate = fc.constantFrom(undefined, '0', '9.9', '29.99');
const pick = fc.nat({ max: 30 });

function nth<T>(items: Iterable<T>, n: number): T | undefined {
  const all = [...items];
  return all[n % all.length];
}

const debtOf = (s: CaseScenario, n: number): string | undefined => nth(s.state.debts.keys(), n);

const registers = fc
  .record({
    c: component,
    a: amount,
    occurredAt: day,
    dueDate: fc.option(day, { nil: undefined }),
    annualRate: rate,
    security: fc.constantFrom(undefined, 100, 900),
    minimumPayment: fc.constantFrom(undefined, 50, 5_000),
  })
  .map(({ c, a, ...rest }) => () => ({ type: 'RegisterDebt' as const, balances: { [c]: a }, ...rest }));

const charges = fc
  .record({ component, amount, occurredAt: day, dueDate: fc.option(day, { nil: undefined }), n: pick })
  .map(({ n, ...rest }) => (s: CaseScenario) => ({ type: 'AssessCharge' as const, debt: debtOf(s, n), ...rest }));

const payments = fc
  .record({ amount, occurredAt: day, n: pick, directed: fc.boolean() })
  .map(({ amount: a, occurredAt, n, directed }) => (s: CaseScenario) => ({
    type: 'RecordPayment' as const,
    amount: a,
    occurredAt,
    directedTo: directed ? [debtOf(s, n) ?? 'none'] : undefined,
  }));

const adjustments = fc
  .record({ component, a: amount, sign: fc.constantFrom(-1, 1), occurredAt: day, n: pick })
  .map(({ a, sign, n, ...rest }) => (s: CaseScenario) => ({
    type: 'AdjustBalance' as const,
    debt: debtOf(s, n),
    delta: sign * a,
    reason: 'test',
    ...rest,
  }));

const reversals = fc
  .record({
    part: fc.option(amount),
    basis: fc.constantFrom('ORIGINAL_DATE', 'REVERSAL_DATE'),
    occurredAt: day,
    n: pick,
  })
  .map(({ part, basis, occurredAt, n }) => (s: CaseScenario) => ({
    type: 'ReversePayment' as const,
    payment:
      nth(
        [...s.state.account.credits.values()].filter((c) => c.kind === 'payment'),
        n,
      )?.id ?? 'none',
    amount: part ?? undefined,
    reason: 'NSF' as const,
    basis: basis,
    occurredAt,
  }));

const refunds = fc.record({ amount, occurredAt: day }).map(({ amount: a, occurredAt }) => (s: CaseScenario) => ({
  type: 'PayRefund' as const,
  amount: Math.min(a, heldOf(s.state.account)),
  occurredAt,
}));

const disputes = fc
  .record({ part: fc.option(amount, { nil: undefined }), whole: fc.boolean(), occurredAt: day, n: pick })
  .map(({ part, whole, occurredAt, n }) => (s: CaseScenario) => ({
    type: 'RaiseDispute' as const,
    ground: 'AMOUNT' as const,
    debts: whole ? undefined : [debtOf(s, n) ?? 'none'],
    amount: part,
    occurredAt,
  }));

const endings = fc.record({ occurredAt: day, n: pick }).map(({ occurredAt, n }) => (s: CaseScenario) => ({
  type: 'WithdrawDispute' as const,
  dispute: nth(s.state.disputes.keys(), n) ?? 'none',
  occurredAt,
}));

const suits = day.map((occurredAt) => () => ({ type: 'FileLegalAction' as const, kind: 'suit', occurredAt }));
const judgments = fc.record({ occurredAt: day, performanceDeadline: day }).map((dates) => () => ({
  type: 'EnterJudgment' as const,
  outcome: 'granted',
  ...dates,
}));

/** Steps of money alone. */
export const moneyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: registers },
  { weight: 3, arbitrary: charges },
  { weight: 4, arbitrary: payments },
  { weight: 2, arbitrary: adjustments },
  { weight: 2, arbitrary: reversals },
  { weight: 1, arbitrary: refunds },
);

/** And of what changes the order in which money is used. */
export const orderStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: moneyStep },
  { weight: 2, arbitrary: disputes },
  { weight: 1, arbitrary: endings },
  { weight: 1, arbitrary: suits },
  { weight: 1, arbitrary: judgments },
);

const window = fc
  .record({ from: day, days: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }) })
  .map(({ from, days }) => ({ from, to: days === undefined ? undefined : addDays(from, days) }));

const termsSet = fc
  .record({
    rate: fc.constantFrom('0', '0.05', '1', '29.99'),
    period: fc.constantFrom('day', 'month', 'year'),
    dayCount: fc.constantFrom('ACT/365F', 'ACT/360', 'ACT/ACT', '30/360'),
    rounding: fc.constantFrom('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'),
    component: fc.constantFrom('interest', 'doubled-interest'),
    capitaliseOn: fc.constantFrom(undefined, undefined, 10, 31),
    base: fc.subarray<Component>(['principal', 'fee', 'cost'], { minLength: 1 }),
    window,
    occurredAt: day,
    n: pick,
  })
  .map(({ n, window: days, ...rest }) => (s: CaseScenario): CaseCommand => ({
    type: 'SetInterestTerms',
    debt: debtOf(s, n),
    ...rest,
    ...days,
  }));

const posts = day.map((through) => () => ({ type: 'PostInterest' as const, through, trigger: 'STATEMENT' as const }));

const suspensions = fc
  .record({ reason: fc.constantFrom('MORATORIUM', 'COURT'), window, n: pick })
  .map(({ reason, window: days, n }) => (s: CaseScenario): CaseCommand => ({
    type: 'SuspendInterest',
    debts: [debtOf(s, n) ?? 'none'],
    reason,
    ...days,
  }));

const resumptions = day.map((on) => () => ({ type: 'ResumeInterest' as const, on }));

const concessions = fc.record({ window, n: pick }).map(({ window: days, n }) => (s: CaseScenario) => ({
  type: 'GrantRateConcession' as const,
  debt: debtOf(s, n),
  rate: '0.01',
  period: 'year' as const,
  authority: 'test',
  reason: 'test',
  ...days,
}));

/** And of what bears interest. */
export const interestStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: orderStep },
  { weight: 2, arbitrary: termsSet },
  { weight: 2, arbitrary: posts },
  { weight: 1, arbitrary: suspensions },
  { weight: 1, arbitrary: resumptions },
  { weight: 1, arbitrary: concessions },
);
