/** The same reversal under both bases: the days on which they differ, whichever was recorded. */
import fc from 'fast-check';
import { isRefusal } from '../../src/ledger/refusal.js';
import type { ReversalBasis } from '../../src/ledger/policy.js';
import { aCase } from '../../test/support/case-scenario.js';
import { moneyStep } from '../../test/support/money-history.js';
import { balanceOf } from '../balances/balance.calc.js';
import { reversalsAt } from './reversals.calc.js';

const RUNS = { numRuns: 200, seed: 20261122 };

const story = (basis: ReversalBasis) =>
  aCase(
    { type: 'RegisterDebt', balances: { principal: 1_000, cost: 100 }, occurredAt: '2026-03-01' },
    { type: 'RecordPayment', amount: 300, occurredAt: '2026-03-05' },
    { type: 'RecordPayment', amount: 50, occurredAt: '2026-03-10' },
    { type: 'ReversePayment', payment: 'payment-1', reason: 'NSF', basis, occurredAt: '2026-03-15' },
  );

describe('a reversal under both bases', () => {
  const differences = [
    {
      from: '2026-03-05',
      to: '2026-03-10',
      originalDate: { net: 1_100, held: 0, components: { principal: 1_000, cost: 100 } },
      reversalDate: { net: 800, held: 0, components: { principal: 800 } },
    },
    {
      from: '2026-03-10',
      to: '2026-03-15',
      // As if never paid, the second payment pays costs.
      originalDate: { net: 1_050, held: 0, components: { principal: 1_000, cost: 50 } },
      reversalDate: { net: 750, held: 0, components: { principal: 750 } },
    },
    {
      from: '2026-03-15',
      to: null,
      originalDate: { net: 1_050, held: 0, components: { principal: 1_000, cost: 50 } },
      reversalDate: { net: 1_050, held: 0, components: { principal: 950, cost: 100 } },
    },
  ];

  it.each<ReversalBasis>(['ORIGINAL_DATE', 'REVERSAL_DATE'])('says the same whichever was recorded: %s', (basis) => {
    const { facts, state } = story(basis);
    expect(reversalsAt(facts, state.account, '2026-03-31')).toEqual([
      {
        reversal: 'reversal-1',
        payment: 'payment-1',
        event: expect.any(String) as string,
        amount: 300,
        reason: 'NSF',
        basis,
        paidOn: '2026-03-05',
        reversedOn: '2026-03-15',
        differences,
      },
    ]);
  });

  it('is not shown before its day', () => {
    const { facts, state } = story('REVERSAL_DATE');
    expect(reversalsAt(facts, state.account, '2026-03-14')).toEqual([]);
  });

  it('the recorded basis is what the balance says, on every day that differs, in every history', () => {
    fc.assert(
      fc.property(fc.array(moneyStep, { minLength: 1, maxLength: 20 }), (steps) => {
        const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000 }, occurredAt: '2026-03-02' });
        for (const step of steps) if (isRefusal(scenario.run(step(scenario)))) continue;
        const { facts, state } = scenario;
        for (const { basis, differences: found } of reversalsAt(facts, state.account, '2026-03-31')) {
          for (const { from, originalDate, reversalDate } of found) {
            const { net, held, components } = balanceOf(facts, from);
            expect(basis === 'ORIGINAL_DATE' ? originalDate : reversalDate).toEqual({ net, held, components });
          }
        }
      }),
      RUNS,
    );
  });
});
