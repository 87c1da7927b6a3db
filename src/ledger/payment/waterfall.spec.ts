/** What a payment is used for: the order of the waterfall, held money, and what a late record changes. */
import { aCase, CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import { NOW } from '../../../test/support/scenario.js';
import type { CaseCommand } from '../ledger.js';
import { PRINCIPAL_FIRST_WATERFALL } from '../policy.js';

const debt = (balances: object, occurredAt = '2026-03-01'): CaseCommand => ({
  type: 'RegisterDebt',
  balances,
  occurredAt,
});
const pay = (amount: number, occurredAt = '2026-03-05'): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt });

describe('a payment is used in the order of the waterfall', () => {
  const everything = {
    principal: 10,
    interest: 10,
    fee: 10,
    penalty: 10,
    cost: 10,
    'judgment-debt': 10,
    'doubled-interest': 10,
  };
  const componentsPaid = (scenario: CaseScenario): string[] => {
    const { result } = scenario.when(pay(70));
    const [, allocated] = result as unknown as { data: { lines: { component: string }[] } }[];
    return allocated?.data.lines.map((line) => line.component) ?? [];
  };

  it('costs, fees, interest, penalties, then principal', () => {
    expect(componentsPaid(aCase(debt(everything)))).toEqual([
      'cost',
      'fee',
      'doubled-interest',
      'interest',
      'penalty',
      'judgment-debt',
      'principal',
    ]);
  });

  it('or principal first, where the portfolio chose that', () => {
    const policy = { ...POLICY, waterfall: PRINCIPAL_FIRST_WATERFALL };
    const scenario = new CaseScenario(NOW, policy).given(openCase, debt(everything));
    expect(componentsPaid(scenario)).toEqual([
      'principal',
      'judgment-debt',
      'penalty',
      'interest',
      'doubled-interest',
      'fee',
      'cost',
    ]);
    expect(scenario.facts.at(-1)?.data).toMatchObject({ waterfall: 'principal-first@1' });
  });

  it('the last component reached gets the rest', () => {
    const scenario = aCase(debt(everything)).given(pay(25));
    expect(scenario.balance()).toMatchObject({ interest: 10, 'doubled-interest': 5 });
  });

  it('also where the money was there before the debt, in whatever order its balances are written', () => {
    const other = debt({ principal: 5 }, '2026-02-01');
    const written = [
      { principal: 40, fee: 30, cost: 20 },
      { cost: 20, principal: 40, fee: 30 },
    ];
    for (const balances of written) {
      const early = aCase(other, pay(65, '2026-02-10'), debt(balances));
      const late = aCase(other, debt(balances), pay(65, '2026-02-10'));
      expect([early.balance(), late.balance()]).toEqual(Array(2).fill({ principal: 30, held: 0 }));
    }
  });

  it('across debts the oldest first, those of one day in the order in which they were registered', () => {
    const scenario = aCase(
      debt({ principal: 100 }, '2026-03-03'),
      debt({ principal: 100 }, '2026-03-02'),
      debt({ principal: 100, fee: 50 }, '2026-03-02'),
    );
    scenario.when(pay(320)).then(
      { type: 'PaymentReceived' },
      {
        type: 'PaymentAllocated',
        data: {
          lines: [
            { debt: 'debt-2', component: 'principal', amount: 100 },
            { debt: 'debt-3', component: 'fee', amount: 50 },
            { debt: 'debt-3', component: 'principal', amount: 100 },
            { debt: 'debt-1', component: 'principal', amount: 70 },
          ],
        },
      },
    );
  });
});

describe('what nothing owes is held', () => {
  it('all of a payment on a case that owes nothing yet', () => {
    aCase()
      .when(pay(100))
      .then(
        { type: 'PaymentReceived', data: { amount: 100 } },
        {
          type: 'PaymentUnallocatedHeld',
          cause: 'event-1',
          data: { payment: 'payment-1', waterfall: 'standard@1', amount: 100 },
        },
      );
  });

  it('the rest of one that is more than is owed', () => {
    const scenario = aCase(debt({ principal: 100 }))
      .when(pay(130))
      .then({ type: 'PaymentReceived' }, { type: 'PaymentAllocated', data: { held: 30 } });
    expect(scenario.balance()).toEqual({ held: 30 });
  });

  it('and a later charge takes it, the oldest credit first', () => {
    const scenario = aCase(pay(20, '2026-03-05'), pay(20, '2026-03-04'), debt({}, '2026-03-06'));
    scenario.when({ type: 'AssessCharge', component: 'cost', amount: 30, occurredAt: '2026-03-10' }).then(
      { type: 'ChargeAssessed' },
      {
        type: 'PaymentsReallocated',
        data: {
          changes: [
            { credit: 'payment-2', version: 2, lines: [{ debt: 'debt-1', component: 'cost', amount: 20 }] },
            { credit: 'payment-1', version: 2, lines: [{ debt: 'debt-1', component: 'cost', amount: 10 }] },
          ],
        },
      },
    );
    expect(scenario.balance()).toEqual({ held: 10 });
  });
});

describe('a back-dated payment', () => {
  it('is used as of its value date, and one fact tells what changes for all later payments', () => {
    const scenario = aCase(debt({ principal: 1_000, cost: 100 }), pay(300, '2026-03-10'), pay(50, '2026-03-12'));
    expect(scenario.balance()).toEqual({ principal: 750, held: 0 });
    // On the 5th the cost was still owed: the late-recorded payment takes it, the one of the 10th gives it up.
    scenario.when(pay(80, '2026-03-05')).then(
      { type: 'PaymentReceived', eff: '2026-03-05' },
      { type: 'PaymentAllocated', data: { lines: [{ debt: 'debt-1', component: 'cost', amount: 80 }] } },
      {
        type: 'PaymentsReallocated',
        cause: 'event-6',
        data: {
          changes: [
            {
              credit: 'payment-1',
              version: 2,
              lines: [
                { debt: 'debt-1', component: 'cost', amount: -80, eff: '2026-03-10' },
                { debt: 'debt-1', component: 'principal', amount: 80, eff: '2026-03-10' },
              ],
            },
          ],
        },
      },
    );
    expect(scenario.balance()).toEqual({ principal: 670, held: 0 });
  });

  it('changes several later payments in one reallocation', () => {
    const scenario = aCase(debt({ principal: 100, cost: 100 }), pay(60, '2026-03-10'), pay(60, '2026-03-12'));
    const { result } = scenario.when(pay(100, '2026-03-05'));
    expect((result as { type: string }[]).map((fact) => fact.type)).toEqual([
      'PaymentReceived',
      'PaymentAllocated',
      'PaymentsReallocated',
    ]);
    expect((result as { data: object }[])[2]?.data).toEqual({
      changes: [
        {
          credit: 'payment-1',
          version: 2,
          lines: [
            { debt: 'debt-1', component: 'principal', amount: 60, eff: '2026-03-10' },
            { debt: 'debt-1', component: 'cost', amount: -60, eff: '2026-03-10' },
          ],
        },
        {
          credit: 'payment-2',
          version: 2,
          lines: [
            { debt: 'debt-1', component: 'principal', amount: 20, eff: '2026-03-12' },
            { debt: 'debt-1', component: 'cost', amount: -40, eff: '2026-03-12' },
          ],
        },
      ],
    });
    expect(scenario.balance()).toEqual({ held: 20 });
  });

  it('of the same day as another comes after it, in the order of recording', () => {
    aCase(debt({ principal: 10, cost: 10 }), pay(10))
      .when(pay(10))
      .then(
        { type: 'PaymentReceived' },
        { type: 'PaymentAllocated', data: { lines: [{ debt: 'debt-1', component: 'principal', amount: 10 }] } },
      );
  });
});
