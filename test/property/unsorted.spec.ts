/** A book that comes unsorted: many payments on one case, each recorded before or between those that came already. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { Balances } from '../../src/ledger/components.js';
import { addDays } from '../../src/ledger/dates.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { EVENT_BYTES_MAX } from '../../src/store/port.js';
import { aCase, type CaseScenario } from '../support/case-scenario.js';
import { shuffled } from '../support/shuffled.js';
import { TestLedger } from '../support/test-ledger.js';

const STARTS = { principal: 1_000_000, cost: 5_000, interest: 70_000 };

/** A case with so many payments, one a day, recorded in an order. */
function bookOf(order: readonly number[], balances: Balances): CaseScenario {
  const scenario = aCase({ type: 'RegisterDebt', balances, occurredAt: '2009-01-01' });
  for (const n of order) pay(scenario, n);
  return scenario;
}

function pay(scenario: CaseScenario, n: number, directedTo?: readonly string[]): void {
  const occurredAt = addDays('2010-01-01', n);
  scenario.given({ type: 'RecordPayment', amount: 500 + (n % 7), directedTo, occurredAt });
}

/** The same beside a debt that bears interest, suspended for all those years: no payment finds interest to be posted. */
function besideInterest(order: readonly number[]): CaseScenario {
  const scenario = aCase(
    { type: 'RegisterDebt', balances: { principal: 50_000 }, occurredAt: '2009-01-01' },
    { type: 'SetInterestTerms', rate: '3', period: 'year', occurredAt: '2009-01-01' },
    { type: 'SuspendInterest', reason: 'COURT', from: '2009-01-01', occurredAt: '2009-01-01' },
    { type: 'RegisterDebt', balances: STARTS, occurredAt: '2009-01-01' },
  );
  for (const n of order) pay(scenario, n, ['debt-2']);
  return scenario;
}

/** How often credits are spent when one more payment is recorded somewhere between the others; on average. */
function workAmong(scenario: CaseScenario, payments: number, directedTo?: readonly string[]): number {
  const { entries } = scenario.state.account;
  let looks = 0;
  entries.forEach((entry, i) => {
    if (entry.kind !== 'credit') return;
    const { waterfall } = entry;
    entries[i] = Object.defineProperty({ ...entry }, 'waterfall', {
      enumerable: true,
      get: () => {
        looks += 1;
        return waterfall;
      },
    });
  });
  const some = shuffled(payments).slice(0, 40);
  // The first one meets every entry anew.
  pay(scenario, some.pop() as number, directedTo);
  looks = 0;
  for (const n of some) pay(scenario, n, directedTo);
  return looks / some.length;
}

describe('thousands of payments in no order', () => {
  const reversed = (count: number): number[] => Array.from({ length: count }, (_, n) => count - 1 - n);
  it.each([
    ['in no order', shuffled, STARTS],
    ['the newest first', reversed, STARTS],
    ['of which half are more than is owed', shuffled, { principal: 100_000, cost: 5_000 }],
  ])('%s: one more does not cost four times as much among 2,000 as among 500', (_how, order, balances) => {
    const few = workAmong(bookOf(order(500), balances), 500);
    const many = workAmong(bookOf(order(2_000), balances), 2_000);
    expect(many).toBeLessThan(2.5 * few);
  });

  it('cost as little beside a debt whose interest they find suspended', () => {
    const few = workAmong(besideInterest(shuffled(250)), 250, ['debt-2']);
    const many = workAmong(besideInterest(shuffled(1_000)), 1_000, ['debt-2']);
    expect(many).toBeLessThan(2.5 * few);
  });

  it('come to what a replay of all of them finds', () => {
    const { account } = bookOf(shuffled(1_000), { principal: 300_000, cost: 5_000, interest: 70_000 }).state;
    expect(account.credits.size).toBe(1_000);
    const recomputed = replay(account.entries, account.debts).moves;
    expect(new Map([...account.moves].map(([key, { amount }]) => [key, amount]))).toEqual(
      new Map([...recomputed].map(([key, { amount }]) => [key, amount])),
    );
  });
});

it('one back-dated payment before 200 others, each of which it changes, stays under the limits of an append', async () => {
  const ledger = new TestLedger();
  ledger.clock.set('2026-03-31T11:00:00Z');
  await ledger.createPortfolio();
  const id = await ledger.openCase('A', 100, '2024-01-01');
  for (let n = 1; n <= 200; n++) {
    await ledger.record(id, {
      type: 'RegisterDebt',
      balances: { principal: 100 },
      occurredAt: addDays('2024-01-01', n),
    });
  }
  for (let n = 0; n < 200; n++) {
    await ledger.record(id, { type: 'RecordPayment', amount: 100, occurredAt: addDays('2024-12-01', n) });
  }
  await ledger.record(id, { type: 'RecordPayment', amount: 50, occurredAt: '2024-11-01' });
  const events = await ledger.store.readStream(id, 0, 4_096);
  const facts = events.map(({ data }) => JSON.parse(data) as CaseStreamFact);
  expect(facts.slice(-3).map(({ type }) => type)).toEqual([
    'PaymentReceived',
    'PaymentAllocated',
    'PaymentsReallocated',
  ]);
  const reallocated = facts.at(-1) as Extract<CaseStreamFact, { type: 'PaymentsReallocated' }>;
  expect(reallocated.data.changes).toHaveLength(200);
  expect(Buffer.byteLength(events.at(-1)?.data ?? '')).toBeLessThan(EVENT_BYTES_MAX);
  await ledger.close();
});
