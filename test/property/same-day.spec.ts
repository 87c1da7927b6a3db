/** Credits of one day are used in the order in which they were recorded, also where what is between them is passed by. */
import { addDays } from '../../src/ledger/dates.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { NOW } from '../support/scenario.js';

const on = (day: number): string => addDays('2024-01-01', day);
const days = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const pay = (amount: number, day: number): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt: on(day) });

it('the one recorded first is spent first, after a third was put before both', () => {
  const scenario = new CaseScenario(NOW, POLICY).given(
    openCase,
    { type: 'RegisterDebt', balances: { principal: 1_000 }, occurredAt: on(0) },
    ...[...days(1, 33), ...days(101, 164)].map((day) => pay(1, day)),
    { type: 'AssessCharge', component: 'fee', amount: 30, occurredAt: on(200) },
    ...days(201, 240).map((day) => pay(1, day)),
    pay(967, 100),
    pay(50, 100),
    pay(100, 50),
  );
  const { account } = scenario.state;
  const found = replay(account.entries, account.debts);
  const amounts = (moves: ReadonlyMap<string, { amount: number }>): unknown =>
    Object.fromEntries([...moves].map(([key, { amount }]): [string, number] => [key, amount]).sort());
  expect(amounts(account.moves)).toEqual(amounts(found.moves));
});
