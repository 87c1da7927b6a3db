/** A replay that passes by what does not change finds what a replay of everything finds, over histories of hundreds of facts. */
import fc from 'fast-check';
import { addDays } from '../../src/ledger/dates.js';
import type { Account } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { STANDARD_WATERFALL, WATERFALLS, type Waterfall } from '../../src/ledger/policy.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { interestStep, moneyStep, orderStep, type Step } from '../support/money-history.js';
import { NOW } from '../support/scenario.js';

const FIRST_DAY = '2024-01-01';
const DAYS = 700;

const day = fc.nat({ max: DAYS }).map((n) => addDays(FIRST_DAY, n));

/** So few that most have several entries. */
const fewDays = fc.nat({ max: 39 }).map((n) => addDays(FIRST_DAY, 5 * n));

/** Payments above all, as a book has them; beside them whatever else moves money. */
const payment = fc
  .record({ amount: fc.integer({ min: 0, max: 900 }), directed: fc.nat({ max: 9 }) })
  .map(({ amount, directed }): Step => (s) => {
    const debts = [...s.state.debts.keys()];
    return { type: 'RecordPayment', amount, directedTo: directed < debts.length ? debts.slice(directed) : undefined };
  });

function history(other: fc.Arbitrary<Step>, share: number, dates = day): fc.Arbitrary<readonly Step[]> {
  const step = fc.oneof({ weight: 100 - share, arbitrary: payment }, { weight: share, arbitrary: other });
  const dated = fc.tuple(step, dates).map(([make, occurredAt]): Step => (s) => ({ ...make(s), occurredAt }));
  return fc.array(dated, { minLength: 350, maxLength: 400, size: 'max' });
}

function play(waterfall: Waterfall, owed: number, steps: readonly Step[]): void {
  const scenario = new CaseScenario(NOW, { ...POLICY, waterfall }).given(openCase);
  for (const [principal, occurredAt] of [
    [owed, FIRST_DAY],
    [2 * owed, addDays(FIRST_DAY, 90)],
    [owed, addDays(FIRST_DAY, 200)],
  ] as const) {
    scenario.given({ type: 'RegisterDebt', balances: { principal, cost: 500, interest: 3_000 }, occurredAt });
  }
  steps.forEach((step, i) => {
    if (isRefusal(scenario.run(step(scenario)))) return;
    // Each of the later ones, when there is much to pass by; and some of the earlier ones.
    if (i % 16 === 0 || i > 330) isReplayed(scenario.state.account);
  });
}

/** What is recorded is what a replay of everything finds, interest included. */
function isReplayed(account: Account): void {
  const found = replay(account.entries, account.debts);
  const amounts = (moves: ReadonlyMap<string, { amount: number }>): Record<string, number> =>
    Object.fromEntries([...moves].map(([key, { amount }]): [string, number] => [key, amount]).sort());
  expect(amounts(account.moves)).toEqual(amounts(found.moves));
  expect(Object.fromEntries(account.held)).toEqual(Object.fromEntries(found.held.entries()));
  for (const { entry, amount } of found.accruals) expect(amount).toBe(entry.amount);
}

const owed = fc.constantFrom(2_000, 30_000, 100_000);

it.each([
  ['payments and little else', STANDARD_WATERFALL, history(moneyStep, 4)],
  ['many of one day', STANDARD_WATERFALL, history(moneyStep, 8, fewDays)],
  ['charges, reversals, refunds among them', STANDARD_WATERFALL, history(moneyStep, 30)],
  ['disputes and judgments', WATERFALLS[1] as Waterfall, history(orderStep, 20)],
  ['interest', STANDARD_WATERFALL, history(interestStep, 8)],
])('%s', (_what, waterfall, steps) => {
  fc.assert(
    fc.property(owed, steps, (sum, each) => play(waterfall, sum, each)),
    { numRuns: 6, seed: 20261123, endOnFailure: true },
  );
});
