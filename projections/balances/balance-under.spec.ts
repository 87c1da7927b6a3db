/** A balance under the basis that was not recorded is that of a case in which it had been. */
import fc from 'fast-check';
import type { ReversalBasis } from '../../src/ledger/policy.js';
import { aCase } from '../../test/support/case-scenario.js';
import { accountUnder, balanceUnder } from './balance-under.calc.js';
import { balanceOf, type Basis, type CaseBalance } from './balance.calc.js';

const RUNS = { numRuns: 200, seed: 20261122 };
const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`;

/** A case with two payments, one of which comes back under a basis; interest is borne where asked for. */
const story = (basis: ReversalBasis, [first, second, back]: readonly number[], rate?: string) => {
  const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000, cost: 100 }, occurredAt: day(1) });
  if (rate) scenario.run({ type: 'SetInterestTerms', rate, period: 'day', occurredAt: day(1) });
  scenario.run({ type: 'RecordPayment', amount: first ?? 0, occurredAt: day(5) });
  scenario.run({ type: 'RecordPayment', amount: second ?? 0, occurredAt: day(10) });
  if (rate) scenario.run({ type: 'PostInterest', trigger: 'STATEMENT', occurredAt: day(12) });
  const reversal = { type: 'ReversePayment', payment: 'payment-1', reason: 'NSF', basis, occurredAt: day(15) } as const;
  scenario.run({ ...reversal, amount: back ?? 0 });
  return scenario;
};

const under = ({ facts, state }: ReturnType<typeof story>, asOf: string, basis: Basis): CaseBalance =>
  balanceUnder(facts, accountUnder(state.account, facts, basis), asOf, basis);

describe('the balance under a basis', () => {
  it('holds what nothing could take, and owes no component less than nothing', () => {
    const scenario = story('ORIGINAL_DATE', [5_000, 9_100, 5_000]);
    expect(under(scenario, day(12), 'reversal')).toMatchObject({ net: -4_000, held: 4_000, components: {} });
    expect(under(scenario, day(15), 'reversal')).toMatchObject({ net: 1_000, held: 0, paid: 9_100 });
    expect(under(scenario, day(12), 'original')).toMatchObject({ net: 1_000, components: { principal: 1_000 } });
  });

  it.each([undefined, '0.5'])('is that of a case that recorded it so, on every day (rate %s)', (rate) => {
    const amount = fc.integer({ min: 1, max: 12_000 });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 1, max: 20 }), (first, second, part, n) => {
        const amounts = [first, second, Math.min(part, first)];
        const [original, reversal] = [story('ORIGINAL_DATE', amounts, rate), story('REVERSAL_DATE', amounts, rate)];
        for (const told of [original, reversal]) {
          expect(under(told, day(n), 'original')).toEqual(balanceOf(original.facts, day(n)));
          expect(under(told, day(n), 'reversal')).toEqual(balanceOf(reversal.facts, day(n)));
          expect(under(told, day(n), 'recorded')).toEqual(balanceOf(told.facts, day(n)));
        }
      }),
      RUNS,
    );
  });
});
