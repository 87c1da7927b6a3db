/** The allocation over random histories of payments that come, bounce in parts and are refunded. */
import fc from 'fast-check';
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { heldOf, REFUNDED, type Account } from './account.state.js';

const RUNS = { numRuns: 500, seed: 20261122 };

const day = fc.integer({ min: 2, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const amount = fc.integer({ min: 0, max: 400 });

type Step = (account: Account) => CaseCommand;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ amount, occurredAt: day }).map((it) => () => ({ type: 'RecordPayment' as const, ...it })),
  fc
    .record({ amount, occurredAt: day })
    .map((it) => () => ({ type: 'AssessCharge' as const, component: 'fee' as const, ...it })),
  fc.record({ amount, occurredAt: day }).map(({ amount: most, occurredAt }) => (account: Account) => ({
    type: 'PayRefund' as const,
    amount: Math.min(most, heldOf(account)),
    occurredAt,
  })),
  fc
    .record({
      amount,
      occurredAt: day,
      n: fc.nat({ max: 9 }),
      basis: fc.constantFrom('ORIGINAL_DATE' as const, 'REVERSAL_DATE' as const),
    })
    .map(({ amount: part, occurredAt, n, basis }) => (account: Account) => {
      const payments = [...account.credits.keys()];
      const payment = payments[n % payments.length] ?? 'none';
      return { type: 'ReversePayment' as const, reason: 'NSF' as const, payment, amount: part, basis, occurredAt };
    }),
);

/** What each credit has paid on each component, take-backs subtracted, and what of it was refunded. */
function uses({ moves }: Account): Map<string, { net: Map<string, number>; refunded: number }> {
  const all = new Map<string, { net: Map<string, number>; refunded: number }>();
  for (const { credit, component, amount: moved } of moves.values()) {
    const one = all.get(credit) ?? { net: new Map<string, number>(), refunded: 0 };
    all.set(credit, one);
    if (component === REFUNDED) one.refunded += moved;
    else one.net.set(component, (one.net.get(component) ?? 0) + moved);
  }
  return all;
}

describe('a reversal', () => {
  it('never takes from a component more than the payment has put there', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 20 }), (steps) => {
        const scenario = aCase({
          type: 'RegisterDebt',
          balances: { principal: 300, cost: 100 },
          occurredAt: '2026-03-01',
        });
        for (const next of steps) scenario.run(next(scenario.state.account));
        for (const { net, refunded } of uses(scenario.state.account).values()) {
          for (const [component, paid] of net) {
            expect(paid).toBeGreaterThanOrEqual(component === 'refund-recoverable' ? -refunded : 0);
          }
        }
      }),
      RUNS,
    );
  });
});
