/** What rows of an import leave to be posted at its end comes to what posting with each row comes to, in a line or two a row. */
import fc from 'fast-check';
import { addDays } from '../../src/ledger/dates.js';
import { accruedAt } from '../../src/ledger/interest/index.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { componentsOf, heldOf, netOf, type Account } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { WATERFALLS } from '../../src/ledger/policy.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { interestStep } from '../support/money-history.js';
import { NOW } from '../support/scenario.js';
import { shuffled } from '../support/shuffled.js';

const START = '2010-01-01';
const BOOK: readonly CaseCommand[] = [
  { type: 'RegisterDebt', balances: { principal: 100_000_000, cost: 1_500 }, occurredAt: '2009-01-01' },
  { type: 'SetInterestTerms', rate: '3', period: 'year', occurredAt: '2009-01-01' },
];

/** Payments and charges over the same years, however many; most of the principal is paid in the end. */
function rowsOf(count: number): CaseCommand[] {
  const every = Math.floor(5_000 / count);
  return Array.from({ length: count }, (_, n): CaseCommand => {
    const occurredAt = addDays(START, n * every);
    if (n % 10 === 9) return { type: 'AssessCharge', component: 'fee', amount: 2_500, occurredAt };
    return { type: 'RecordPayment', amount: Math.round(120_000_000 / count) + (n % 7), occurredAt };
  });
}

/** A case into which rows were imported in an order. */
function imported(rows: readonly CaseCommand[]): CaseScenario {
  const scenario = new CaseScenario(NOW, POLICY).given(openCase, ...BOOK).with({ mayPostLater: true });
  scenario.given(...rows);
  while (scenario.state.account.left) scenario.given({ type: 'PostLeft' });
  return scenario.with({});
}

function inNoOrder(count: number): CaseCommand[] {
  const rows = rowsOf(count);
  return shuffled(count).map((n) => rows[n] as CaseCommand);
}

/** Lines by which facts change what earlier facts posted. */
function linesIn({ facts }: CaseScenario): number {
  let lines = 0;
  for (const fact of facts) {
    if (fact.type === 'InterestAccrualAdjusted') lines += fact.data.lines.length;
    if (fact.type === 'PaymentsReallocated') {
      lines += fact.data.changes.reduce((sum, change) => sum + change.lines.length, 0);
    }
  }
  return lines;
}

function outcome({ state: { account } }: CaseScenario): unknown {
  return [[...componentsOf(account)].sort(), heldOf(account), netOf(account), accruedAt(account, '2026-03-31')];
}

/** Recorded moves and postings are those of a replay of everything. */
function isReplayed({ moves, entries, debts }: Account): void {
  const found = replay(entries, debts);
  const amounts = (all: ReadonlyMap<string, { amount: number }>): unknown =>
    [...all].map(([key, { amount }]) => [key, amount]).sort();
  expect(amounts(moves)).toEqual(amounts(found.moves));
  for (const { entry, amount } of found.accruals) expect([entry.id, amount]).toEqual([entry.id, entry.amount]);
}

describe('an unsorted import of a case with interest', () => {
  it('writes lines that grow with its rows, not with their square', () => {
    const [few, many] = [linesIn(imported(inNoOrder(200))), linesIn(imported(inNoOrder(800)))];
    expect(many).toBeLessThan(5 * few);
    expect(many).toBeLessThan(6 * 800);
  });

  it.each([
    ['in no order', inNoOrder(300)],
    ['the newest first', rowsOf(300).reverse()],
  ])('comes to what the same rows come to in order: %s', (_how, rows) => {
    const unsorted = imported(rows);
    isReplayed(unsorted.state.account);
    expect(outcome(unsorted)).toEqual(outcome(imported(rowsOf(300))));
  });

  it('in order leaves nothing to be posted later', () => {
    const { facts } = imported(rowsOf(100));
    expect(facts.filter(({ data }) => 'flags' in data)).toEqual([]);
    expect(facts.at(-1)?.type).toBe('ChargeAssessed');
  });

  it('flags what leaves its postings, holds its money, and names it as the cause of the posting', () => {
    const scenario = new CaseScenario(NOW, POLICY)
      .given(openCase, ...BOOK, ...rowsOf(60))
      .with({ mayPostLater: true })
      .given({ type: 'RecordPayment', amount: 700_000, occurredAt: '2010-02-01' });
    const [received, held, ...more] = scenario.facts.slice(-2);
    expect(received).toMatchObject({ data: { flags: ['posted-later'] } });
    expect(held).toMatchObject({ type: 'PaymentUnallocatedHeld', data: { amount: 700_000 } });
    expect(more).toEqual([]);
    scenario.when({ type: 'PostLeft' });
    expect(scenario.facts.slice(-2)).toMatchObject([
      { type: 'InterestAccrualAdjusted', cause: received?.id },
      { type: 'PaymentsReallocated', cause: received?.id },
    ]);
    scenario.when({ type: 'PostLeft' }).thenRefused('nothing-left');
    isReplayed(scenario.state.account);
  });
});

it('whatever moves money next posts all that is left', () => {
  const row = fc.record({ step: interestStep, later: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom(...WATERFALLS), fc.array(row, { minLength: 30, maxLength: 60 }), (waterfall, rows) => {
      const scenario = new CaseScenario(NOW, { ...POLICY, waterfall }).given(
        openCase,
        { type: 'RegisterDebt', balances: { principal: 1_000_000, cost: 1_500 }, occurredAt: '2026-03-02' },
        { type: 'SetInterestTerms', rate: '0.05', period: 'day', occurredAt: '2026-03-02' },
      );
      for (const { step, later } of rows) {
        scenario.with(later ? { mayPostLater: true } : {});
        if (isRefusal(scenario.run(step(scenario)))) continue;
        if (!scenario.state.account.left) isReplayed(scenario.state.account);
      }
      if (scenario.state.account.left) scenario.run({ type: 'PostLeft' });
      isReplayed(scenario.state.account);
    }),
    { numRuns: 60, seed: 20261123, endOnFailure: true },
  );
});
