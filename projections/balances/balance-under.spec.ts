/** A balance under the basis that was not recorded is that of a case in which it had been. */
import fc from 'fast-check';
import type { ReversalBasis } from '../../src/ledger/policy.js';
import { aCase } from '../../test/support/case-scenario.js';
import { accountUnder, balanceUnder } from './balance-under.calc.js';
import { balanceOf, type Basis, type CaseBalance } from './balance.calc.js';

const RUNS = { numRuns: 200, seed: 20261122 };
const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`;

interface Told {
  readonly rate?: string;
  /** Day of a second debt, which what is held then pays. */
  readonly more?: number;
}

/** A case with two payments, one of which comes back under a basis; interest is borne where asked for. */
const story = (basis: ReversalBasis, [first, second, back]: readonly number[], { rate, more }: Told = {}) => {
  const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000, cost: 100 }, occurredAt: day(1) });
  if (rate) scenario.run({ type: 'SetInterestTerms', rate, period: 'day', occurredAt: day(1) });
  scenario.run({ type: 'RecordPayment', amount: first ?? 0, occurredAt: day(5) });
  scenario.run({ type: 'RecordPayment', amount: second ?? 0, occurredAt: day(10) });
  if (rate) scenario.run({ type: 'PostInterest', trigger: 'STATEMENT', occurredAt: day(12) });
  if (more) scenario.run({ type: 'RegisterDebt', balances: { principal: 5_000 }, occurredAt: day(more) });
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

  it('owes again what waiting money paid after the day of its reversal from the day on which it was paid', () => {
    const scenario = story('REVERSAL_DATE', [12_000, 1, 12_000], { more: 20 });
    const owed = (n: number) => balanceOf(scenario.facts, day(n));
    expect(owed(14)).toMatchObject({ net: -1_901, held: 1_901, components: {} });
    expect(owed(19)).toMatchObject({ net: 10_099, held: 0, components: { principal: 10_000, cost: 99 } });
    expect(owed(20)).toMatchObject({ net: 15_099, held: 0, components: { principal: 15_000, cost: 99 } });
  });

  it('does not owe it again before that day under the other basis either, as far as dates alone can say', () => {
    const scenario = story('REVERSAL_DATE', [12_000, 1, 12_000], { more: 20 });
    expect(balanceOf(scenario.facts, day(6), 'original')).toMatchObject({
      net: 10_100,
      held: 0,
      components: { principal: 10_000, cost: 100 },
    });
  });

  it.each([undefined, '0.5'])('is that of a case that recorded it so, on every day (rate %s)', (rate) => {
    const amount = fc.integer({ min: 1, max: 12_000 });
    const more = fc.option(fc.integer({ min: 6, max: 25 }), { nil: undefined });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 1, max: 28 }), more, (first, second, part, n, more) => {
        const amounts = [first, second, Math.min(part, first)];
        const told = { rate, more };
        const [original, reversal] = [story('ORIGINAL_DATE', amounts, told), story('REVERSAL_DATE', amounts, told)];
        for (const each of [original, reversal]) {
          expect(under(each, day(n), 'original')).toEqual(balanceOf(original.facts, day(n)));
          expect(under(each, day(n), 'reversal')).toEqual(balanceOf(reversal.facts, day(n)));
          expect(under(each, day(n), 'recorded')).toEqual(balanceOf(each.facts, day(n)));
        }
      }),
      RUNS,
    );
  });
});
