/** The orders of law across and within debts, and what undirected money passes by. */
import { CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import { NOW } from '../../../test/support/scenario.js';
import type { RegisterDebt } from '../debt/debt.decide.js';
import type { CaseCommand } from '../ledger.js';
import { waterfallNamed } from '../policy.js';

const debt = (balances: RegisterDebt['balances'], more: Partial<RegisterDebt> = {}): RegisterDebt => ({
  type: 'RegisterDebt',
  balances,
  occurredAt: '2026-01-10',
  ...more,
});
const pay = (amount: number, occurredAt = '2026-03-05', directedTo?: string[]): CaseCommand => ({
  type: 'RecordPayment',
  amount,
  occurredAt,
  directedTo,
});

function under(waterfall: string, ...commands: CaseCommand[]): CaseScenario {
  const policy = { ...POLICY, waterfall: waterfallNamed(waterfall) };
  return new CaseScenario(NOW, policy).given(openCase, ...commands);
}

/** What is still owed by debt. */
function owed({ state }: CaseScenario): Record<string, number> {
  return Object.fromEntries(
    [...state.debts.keys()].map((id) => [
      id,
      [...(state.account.due.get(id)?.values() ?? [])].reduce((sum, amount) => sum + amount, 0),
    ]),
  );
}

describe('undirected money and disputes (15 USC 1692h, 12 CFR 1006.30(c))', () => {
  const two = [debt({ principal: 500 }), debt({ principal: 500 })];
  const dispute: CaseCommand = {
    type: 'RaiseDispute',
    ground: 'AMOUNT',
    debts: ['debt-1'],
    inWriting: true,
    occurredAt: '2026-02-01',
  };

  it('US disputed portion: two debts 500/500, one fully disputed; undirected 600 -> 500 to undisputed, 100 held unallocated', () => {
    const scenario = under('us-collection@1', ...two, dispute)
      .when(pay(600))
      .then(
        { type: 'PaymentReceived' },
        {
          type: 'PaymentAllocated',
          data: { lines: [{ debt: 'debt-2', component: 'principal', amount: 500 }], held: 100 },
        },
      );
    expect(owed(scenario)).toEqual({ 'debt-1': 500, 'debt-2': 0 });
  });

  it('follow the directions of the payer, onto a disputed debt too; what is left does not', () => {
    const scenario = under('us-collection@1', ...two, dispute, pay(200, '2026-03-05', ['debt-1']));
    expect(owed(scenario)).toEqual({ 'debt-1': 300, 'debt-2': 500 });
    scenario.given({ ...dispute, debts: ['debt-2'] }, pay(700, '2026-03-06', ['debt-2']));
    expect(owed(scenario)).toEqual({ 'debt-1': 300, 'debt-2': 0 });
    expect(scenario.balance()['held']).toBe(200);
  });

  it('pay what is not disputed of a debt of which a part is', () => {
    const scenario = under('us-collection@1', debt({ principal: 500 }), { ...dispute, amount: 200 }, pay(450));
    expect(scenario.balance()).toEqual({ principal: 200, held: 150 });
  });

  it.each<CaseCommand>([
    { type: 'ResolveDispute', outcome: 'verified', occurredAt: '2026-03-20' },
    { type: 'WithdrawDispute', occurredAt: '2026-03-20' },
  ])('the end of the hold uses what waited, as of that day: $type', (end) => {
    const scenario = under('us-collection@1', ...two, dispute, pay(600));
    const { result } = scenario.when(end);
    expect((result as object[])[2]).toMatchObject({
      type: 'PaymentsReallocated',
      eff: '2026-03-20',
      data: {
        changes: [
          { credit: 'payment-1', version: 2, lines: [{ debt: 'debt-1', component: 'principal', amount: 100 }] },
        ],
      },
    });
    expect(scenario.balance()).toEqual({ principal: 400, held: 0 });
  });

  it('a dispute recorded late takes back what undirected money has paid since, once', () => {
    const scenario = under('us-collection@1', ...two, pay(600));
    const { result } = scenario.when(dispute);
    expect((result as { type: string }[]).map(({ type }) => type)).toEqual([
      'DisputeRaised',
      'CollectionHoldPlaced',
      'PaymentsReallocated',
    ]);
    expect(owed(scenario)).toEqual({ 'debt-1': 500, 'debt-2': 0 });
    const again = scenario.when({ ...dispute, occurredAt: '2026-02-02' });
    expect((again.result as { type: string }[]).map(({ type }) => type)).toEqual([
      'DisputeRaised',
      'CollectionHoldPlaced',
    ]);
  });

  it('leaves money alone where the order does not look at disputes, or the dispute holds nothing', () => {
    expect(owed(under('standard@1', ...two, dispute, pay(600)))).toEqual({ 'debt-1': 0, 'debt-2': 400 });
    expect(owed(under('us-collection@1', ...two, { ...dispute, hold: false }, pay(600)))).toEqual({
      'debt-1': 0,
      'debt-2': 400,
    });
  });
});

describe('Civil Code of the PRC, art. 560: between debts', () => {
  const order = (...debts: RegisterDebt[]): Record<string, number> => owed(under('cn-civil@1', ...debts, pay(600)));

  it('the debtor designates', () => {
    const scenario = under(
      'cn-civil@1',
      debt({ principal: 500 }),
      debt({ principal: 500 }, { annualRate: '24' }),
      pay(600, '2026-03-05', ['debt-1']),
    );
    expect(owed(scenario)).toEqual({ 'debt-1': 0, 'debt-2': 400 });
  });

  it.each<[string, Partial<RegisterDebt>, Partial<RegisterDebt>]>([
    [
      'due before not due, whatever else',
      { dueDate: '2026-06-01', annualRate: '36' },
      { dueDate: '2026-03-05', security: 900 },
    ],
    ['then the least secured', { security: 300, annualRate: '36' }, { security: 200 }],
    [
      'then the heaviest burden: the highest rate',
      { annualRate: '9.9', dueDate: '2026-01-01' },
      { annualRate: '10', dueDate: '2026-02-01' },
    ],
    ['then the earliest due', { dueDate: '2026-02-02' }, { dueDate: '2026-02-01' }],
  ])('%s', (_rule, later, first) => {
    expect(order(debt({ principal: 500 }, later), debt({ principal: 500 }, first))).toEqual({
      'debt-1': 400,
      'debt-2': 0,
    });
  });

  it('else in proportion, the largest remainder first and ties by debt id', () => {
    expect(order(debt({ principal: 500 }), debt({ principal: 250 }), debt({ principal: 250 }))).toEqual({
      'debt-1': 200,
      'debt-2': 100,
      'debt-3': 100,
    });
    const thirds = under(
      'cn-civil@1',
      debt({ principal: 100 }),
      debt({ principal: 100 }),
      debt({ principal: 100 }),
      pay(100),
    );
    expect(owed(thirds)).toEqual({ 'debt-1': 66, 'debt-2': 67, 'debt-3': 67 });
  });

  it('a debt that came due meanwhile is due for the next payment', () => {
    const scenario = under(
      'cn-civil@1',
      debt({ principal: 500 }, { dueDate: '2026-03-10', annualRate: '36' }),
      debt({ principal: 500 }, { dueDate: '2026-01-01' }),
      pay(100, '2026-03-09'),
      pay(100, '2026-03-10'),
    );
    expect(owed(scenario)).toEqual({ 'debt-1': 400, 'debt-2': 400 });
  });
});

describe('within a debt', () => {
  const all = { principal: 100, interest: 100, cost: 100, 'judgment-debt': 100, 'doubled-interest': 100 };

  it('Civil Code of the PRC, art. 561: costs, interest, principal', () => {
    const scenario = under('cn-civil@1', debt({ principal: 100, interest: 100, cost: 100 }), pay(250));
    expect(scenario.balance()).toEqual({ principal: 50, held: 0 });
  });

  it('法释〔2014〕8号, art. 4: after the last day for performance, the judgment before the doubled interest', () => {
    const judged: CaseCommand[] = [
      { type: 'FileLegalAction', kind: 'suit', occurredAt: '2026-01-20' },
      {
        type: 'EnterJudgment',
        outcome: 'granted',
        amount: 100,
        performanceDeadline: '2026-03-05',
        occurredAt: '2026-02-01',
      },
    ];
    const before = under('cn-civil@1', debt(all), ...judged, pay(250, '2026-03-05'));
    expect(before.balance()).toEqual({ principal: 100, 'judgment-debt': 100, 'doubled-interest': 50, held: 0 });
    const after = under('cn-civil@1', debt(all), ...judged, pay(250, '2026-03-06'));
    expect(after.balance()).toEqual({ principal: 100, interest: 50, 'doubled-interest': 100, held: 0 });
  });

  it('a judgment recorded late moves what later payments were used for, in its own append', () => {
    const scenario = under('cn-civil@1', debt({ 'judgment-debt': 100, 'doubled-interest': 100 }), pay(100)).given({
      type: 'FileLegalAction',
      kind: 'suit',
      occurredAt: '2026-01-20',
    });
    expect(scenario.balance()).toEqual({ 'judgment-debt': 100, held: 0 });
    scenario
      .when({ type: 'EnterJudgment', outcome: 'granted', performanceDeadline: '2026-02-01', occurredAt: '2026-01-25' })
      .then({ type: 'JudgmentEntered' }, { type: 'PaymentsReallocated', cause: 'event-5' });
    expect(scenario.balance()).toEqual({ 'doubled-interest': 100, held: 0 });
  });

  it('the grid: all that is past due, then due, then in advance, each by component', () => {
    const charge = (component: 'interest' | 'principal', dueDate: string): CaseCommand => ({
      type: 'AssessCharge',
      component,
      amount: 100,
      dueDate,
      occurredAt: '2026-02-01',
    });
    const scenario = under(
      'us-collection@1',
      debt({}),
      charge('interest', '2026-04-01'),
      charge('principal', '2026-04-01'),
      charge('interest', '2026-03-05'),
      charge('principal', '2026-03-05'),
      charge('principal', '2026-02-15'),
    );
    const lines = (amount: number): unknown => {
      const [, allocated] = scenario.when(pay(amount)).result as unknown as { data: { lines: unknown } }[];
      return allocated?.data.lines;
    };
    const line = (component: string, amount: number): object => ({ debt: 'debt-1', component, amount });
    expect(lines(150)).toEqual([line('principal', 100), line('interest', 50)]);
    expect(lines(100)).toEqual([line('interest', 50), line('principal', 50)]);
    expect(lines(100)).toEqual([line('principal', 50), line('interest', 50)]);
  });
});

describe('12 CFR 1026.53(a): a credit card with balances at several rates', () => {
  const card = [
    debt({ principal: 1_000 }, { annualRate: '0', minimumPayment: 40, occurredAt: '2026-01-01' }),
    debt({ principal: 1_000 }, { annualRate: '19.99' }),
    debt({ principal: 1_000 }, { annualRate: '29.99' }),
  ];

  it("the minimum in the issuer's order, the excess by rate", () => {
    expect(owed(under('us-card@1', ...card, pay(1_100)))).toEqual({ 'debt-1': 960, 'debt-2': 940, 'debt-3': 0 });
  });

  it('the minimum once a month, whatever number of payments it takes', () => {
    const scenario = under('us-card@1', ...card, pay(30, '2026-02-05'), pay(30, '2026-02-06'), pay(100, '2026-03-01'));
    expect(owed(scenario)).toEqual({ 'debt-1': 920, 'debt-2': 1_000, 'debt-3': 920 });
  });
});

describe('United Kingdom', () => {
  it('CONC 6.7.4R: the highest rate first', () => {
    const scenario = under(
      'uk-card@1',
      debt({ principal: 100 }, { annualRate: '19.9' }),
      debt({ principal: 100 }, { annualRate: '34.9' }),
      pay(150),
    );
    expect(owed(scenario)).toEqual({ 'debt-1': 50, 'debt-2': 0 });
  });

  it('Consumer Credit Act 1974, s. 81(2): in the proportion of the sums due, what is not due last', () => {
    const scenario = under(
      'uk-agreements@1',
      debt({ principal: 300 }, { dueDate: '2026-02-01' }),
      debt({ principal: 100 }, { dueDate: '2026-02-01' }),
      debt({ principal: 500 }, { dueDate: '2026-05-01' }),
      pay(200),
    );
    expect(owed(scenario)).toEqual({ 'debt-1': 150, 'debt-2': 50, 'debt-3': 500 });
  });
});
