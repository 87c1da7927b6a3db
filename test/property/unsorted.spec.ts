/** A book that comes unsorted: many payments on one case, each recorded before or between those that came already. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays } from '../../src/ledger/dates.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { EVENT_BYTES_MAX } from '../../src/store/port.js';
import { aCase } from '../support/case-scenario.js';
import { TestLedger } from '../support/test-ledger.js';

const PAYMENTS = 2_000;
/**
 * Of the processor, whatever else runs beside. Before payments were replayed from their own day on, in the order of their
 * recording, this took more than a minute.
 */
const CPU_SECONDS_MAX = 40;

/** 0 … count-1 in an order that looks like none. */
function shuffled(count: number): number[] {
  let seed = 12_345;
  return Array.from({ length: count }, (_, n) => n)
    .map((n) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return [seed, n] as const;
    })
    .sort(([a], [b]) => a - b)
    .map(([, n]) => n);
}

it.each([
  ['the newest first', Array.from({ length: PAYMENTS }, (_, n) => PAYMENTS - 1 - n)],
  ['in no order', shuffled(PAYMENTS)],
])('thousands of payments, %s, take seconds', (_how, order) => {
  const scenario = aCase({
    type: 'RegisterDebt',
    balances: { principal: 1_000_000, cost: 5_000, interest: 70_000 },
    occurredAt: '2009-01-01',
  });
  const began = process.cpuUsage();
  for (const n of order) {
    const occurredAt = addDays('2010-01-01', n);
    scenario.run({ type: 'RecordPayment', amount: 500 + (n % 7), occurredAt });
  }
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(CPU_SECONDS_MAX);
  const { account } = scenario.state;
  expect(account.credits.size).toBe(PAYMENTS);
  const recomputed = replay(account.entries, account.debts).moves;
  expect(new Map([...account.moves].map(([key, { amount }]) => [key, amount]))).toEqual(
    new Map([...recomputed].map(([key, { amount }]) => [key, amount])),
  );
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
