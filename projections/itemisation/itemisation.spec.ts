/** Itemisation and statement: both sum to the balance, on any day, under any history. */
import fc from 'fast-check';
import { accruedAt } from '../../src/ledger/interest/index.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { aCase } from '../../test/support/case-scenario.js';
import { interestStep } from '../../test/support/money-history.js';
import { balanceOf } from '../balances/balance.calc.js';
import { itemise } from './itemisation.calc.js';
import { statementOf } from './statement.calc.js';

const RUNS = { numRuns: 200, seed: 20261122 };

const story = aCase(
  {
    type: 'RegisterDebt',
    ref: 'ACC-1',
    balances: { principal: 100_000, interest: 2_000 },
    itemizationDate: '2026-02-10',
    occurredAt: '2026-02-01',
  },
  { type: 'SetInterestTerms', rate: '0.1', period: 'day', occurredAt: '2026-02-01' },
  { type: 'AssessCharge', component: 'fee', amount: 1_500, occurredAt: '2026-02-05' },
  { type: 'PostInterest', through: '2026-02-10', trigger: 'STATEMENT' },
  { type: 'AssessCharge', component: 'fee', amount: 500, occurredAt: '2026-02-15' },
  { type: 'RecordPayment', amount: 20_000, occurredAt: '2026-02-21' },
  { type: 'ApplyWaiver', component: 'principal', amount: 4_500, authority: 'a', reason: 'b', occurredAt: '2026-02-25' },
);
const scope = (asOf: string, since?: string) => ({
  account: story.state.account,
  asOf,
  since,
  accrued: accruedAt(story.state.account, asOf),
});

describe('the itemisation', () => {
  it('goes from the itemization date to the balance, by component, with what has accrued apart', () => {
    const { debts, net, held } = itemise(story.facts, scope('2026-02-28'));
    const nothing = {
      opening: 0,
      charges: 0,
      interest: 0,
      adjustments: 0,
      payments: 0,
      credits: 0,
      balance: 0,
      accrued: 0,
    };
    expect(debts).toEqual([
      {
        debt: 'debt-1',
        ref: 'ACC-1',
        since: '2026-02-10',
        rows: [
          {
            ...nothing,
            component: 'principal',
            opening: 100_000,
            payments: 15_000 - 1_000,
            credits: 4_500,
            balance: 81_500,
          },
          // 20 days at 100 a day, ten of them before the itemization date.
          {
            ...nothing,
            component: 'interest',
            opening: 3_000,
            interest: 1_000,
            payments: 4_000,
            accrued: 4 * 86 + 4 * 81.5,
          },
          { ...nothing, component: 'fee', opening: 1_500, charges: 500, payments: 2_000 },
        ].map((row) => ({ ...row, accrued: Math.round(row.accrued) })),
        total: {
          ...nothing,
          opening: 104_500,
          charges: 500,
          interest: 1_000,
          payments: 20_000,
          credits: 4_500,
          balance: 81_500,
          accrued: 670,
        },
      },
    ]);
    expect({ net, held }).toEqual({ net: 81_500, held: 0 });
  });

  it('takes another date where one is asked for', () => {
    const [items] = itemise(story.facts, scope('2026-02-28', '2026-02-22')).debts;
    expect(items?.total).toMatchObject({ opening: 86_000, charges: 0, payments: 0, credits: 4_500, balance: 81_500 });
  });
});

describe('the statement', () => {
  it('tells what changed the balance between two days, line by line', () => {
    const { opening, lines, closing } = statementOf(story.facts, '2026-02-10', '2026-02-24');
    expect(opening).toBe(103_500);
    expect(lines.map(({ date, type, amount, balance }) => [date, type, amount, balance])).toEqual([
      ['2026-02-10', 'InterestAccrued', 1_000, 104_500],
      ['2026-02-15', 'ChargeAssessed', 500, 105_000],
      ['2026-02-20', 'InterestAccrued', 1_000, 106_000],
      ['2026-02-21', 'PaymentReceived', -20_000, 86_000],
    ]);
    expect(closing).toBe(86_000);
    expect(lines.at(-1)?.parts).toEqual([
      { debt: 'debt-1', component: 'fee', amount: -2_000 },
      { debt: 'debt-1', component: 'interest', amount: -4_000 },
      { debt: 'debt-1', component: 'principal', amount: -14_000 },
    ]);
  });
});

it.each([
  ['REVERSAL_DATE', '2026-02-20'],
  ['ORIGINAL_DATE', '2026-02-10'],
] as const)('a payment and what came back of it say each for itself where it went (%s)', (basis, date) => {
  const { facts } = aCase(
    { type: 'RegisterDebt', balances: { principal: 100_000, cost: 500 }, occurredAt: '2026-02-01' },
    { type: 'RecordPayment', amount: 20_000, occurredAt: '2026-02-10' },
    { type: 'ReversePayment', payment: 'payment-1', amount: 5_000, reason: 'COURT', basis, occurredAt: '2026-02-20' },
  );
  const { lines } = statementOf(facts, '2026-02-05', '2026-02-28');
  expect(
    lines.map((line) => [line.date, line.amount, line.parts.map((part) => [part.component, part.amount])]),
  ).toEqual([
    [
      '2026-02-10',
      -20_000,
      [
        ['cost', -500],
        ['principal', -19_500],
      ],
    ],
    [date, 5_000, [['principal', 5_000]]],
  ]);
});

it('both agree with the balance on every day of every history', () => {
  const day = fc.integer({ min: 1, max: 30 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.array(interestStep, { minLength: 1, maxLength: 15 }), day, day, (steps, from, asOf) => {
      const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000 }, occurredAt: '2026-03-02' });
      for (const step of steps) if (isRefusal(scenario.run(step(scenario)))) continue;
      const { facts, state } = scenario;
      const balance = balanceOf(facts, asOf);
      const items = itemise(facts, { account: state.account, asOf, since: from, accrued: [] });
      expect(items.net).toBe(balance.net);
      expect(items.held).toBe(balance.held);
      for (const { total: t } of items.debts) {
        expect(t.opening + t.charges + t.interest + t.adjustments - t.payments - t.credits).toBe(t.balance);
      }
      expect(items.debts.map(({ total }) => total.balance).sort()).toEqual(
        balance.debts.map(({ total }) => total).sort(),
      );
      if (from > asOf) return;
      const statement = statementOf(facts, from, asOf);
      expect(statement.closing).toBe(balance.net);
      expect(statement.opening + statement.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(statement.closing);
    }),
    RUNS,
  );
});
