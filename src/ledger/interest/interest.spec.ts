/** Interest: exact from day to day, rounded when posted, and what a history that changes does to postings. */
import { CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { Component } from '../components.js';
import { replay } from '../payment/allocation.calc.js';
import { STANDARD_WATERFALL, WATERFALLS } from '../policy.js';
import { LeavesSafeIntegers } from '../money.js';
import type { CaseStreamFact } from '../case-state.js';
import { CN_CARD_INTEREST } from './interest-policies.js';
import type { PostInterest, SetInterestTerms } from './interest.decide.js';
import { accruedAt } from './postings.calc.js';

const NOW = '2030-12-31T12:00:00Z';

const debt = (balances: object, occurredAt = '2024-01-01'): CaseCommand => ({
  type: 'RegisterDebt',
  balances,
  occurredAt,
});
const terms = (more: Partial<SetInterestTerms> = {}): SetInterestTerms => ({
  type: 'SetInterestTerms',
  rate: '29.99',
  period: 'year',
  occurredAt: '2024-01-01',
  ...more,
});
const post = (through: string, trigger: PostInterest['trigger'] = 'STATEMENT'): PostInterest => ({
  type: 'PostInterest',
  through,
  trigger,
});
const pay = (amount: number, occurredAt: string): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt });

function bearing(...commands: CaseCommand[]): CaseScenario {
  return new CaseScenario(NOW).given(openCase, ...commands);
}

type Accrued = Extract<CaseStreamFact, { type: 'InterestAccrued' }>;
const accruals = ({ facts }: CaseScenario): Accrued['data'][] =>
  facts.filter((fact): fact is Accrued => fact.type === 'InterestAccrued').map(({ data }) => data);
const posted = (scenario: CaseScenario): number[] => accruals(scenario).map(({ amount }) => amount);

describe('a rate over a leap year, on 10,000.00', () => {
  // 1,000,000 minor units x 29.99 % = 299,900 for a year of the day count.
  it.each<[string, Partial<SetInterestTerms>, number, string]>([
    // x 366/365 = 300,721.64…
    ['29.99 % ACT/365F', { dayCount: 'ACT/365F' }, 300_722, '-26/73'],
    // x 366/360 = 304,898.33…
    ['29.99 % ACT/360', { dayCount: 'ACT/360' }, 304_898, '1/3'],
    ['29.99 % ACT/ACT', { dayCount: 'ACT/ACT' }, 299_900, '0'],
    ['29.99 % 30/360', { dayCount: '30/360' }, 299_900, '0'],
    // x 0.05 % x 366 days
    ['0.05 % a day', { rate: '0.05', period: 'day' }, 183_000, '0'],
    ['2 % a month on 30/360', { rate: '2', period: 'month', dayCount: '30/360' }, 240_000, '0'],
  ])('%s', (_name, change, amount, remainder) => {
    const scenario = bearing(debt({ principal: 1_000_000 }), terms(change))
      .when(post('2024-12-31'))
      .then({
        type: 'InterestAccrued',
        eff: '2024-12-31',
        data: { debt: 'debt-1', component: 'interest', from: '2024-01-01', to: '2025-01-01', amount, remainder },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000_000, interest: amount, held: 0 });
  });

  it('ACT/ACT counts each year by its own days', () => {
    const scenario = bearing(debt({ principal: 36_600 * 365 }), terms({ rate: '10', dayCount: 'ACT/ACT' }));
    // Two days of 2024 at 1/366 and two of 2025 at 1/365 of 10 %: 7,300 + 7,320.
    scenario.given({ ...terms({ rate: '0', from: '2024-01-01', to: '2024-12-30' }) }, post('2025-01-02'));
    expect(posted(scenario)).toEqual([14_620]);
  });

  it('30/360 has no 31st and a February of thirty days', () => {
    const scenario = bearing(debt({ principal: 360_000 }), terms({ rate: '10', dayCount: '30/360' }));
    scenario.given(post('2024-01-29'), post('2024-02-29'), post('2024-03-31'));
    // 29 days, 31 (to 1 March), 30, at 100 a day.
    expect(posted(scenario)).toEqual([2_900, 3_100, 3_000]);
  });
});

it('Doubled interest CN: 100,000.00 × 0.0175 %/day × 30 = 525.00', () => {
  const judgment = debt({ 'judgment-debt': 10_000_000, interest: 777_777 });
  const doubled = terms({ rate: '0.0175', period: 'day', base: ['judgment-debt'], component: 'doubled-interest' });
  const scenario = bearing(judgment, { ...doubled, from: '2024-03-01' }, post('2024-03-30', 'JUDGMENT'));
  expect(accruals(scenario)).toEqual([
    {
      debt: 'debt-1',
      component: 'doubled-interest',
      from: '2024-03-01',
      to: '2024-03-31',
      amount: 52_500,
      remainder: '0',
      trigger: 'JUDGMENT',
    },
  ]);
});

describe('the base', () => {
  it('is what is owed of its components from day to day', () => {
    const scenario = bearing(
      debt({ principal: 100_000, fee: 50_000 }),
      terms({ rate: '1', period: 'day' }),
      { type: 'AssessCharge', component: 'principal', amount: 20_000, occurredAt: '2024-01-05' },
      { type: 'AdjustBalance', component: 'principal', delta: -70_000, reason: 'returned', occurredAt: '2024-01-08' },
      post('2024-01-10'),
    );
    // Four days on 100,000, three on 120,000, three on 50,000; the fee bears none.
    expect(posted(scenario)).toEqual([4_000 + 3_600 + 1_500]);
  });

  it.each<Component>(['fee', 'penalty'])(
    '银发〔2016〕111号: %s bears no interest in the Chinese card policy',
    (name) => {
      const scenario = new CaseScenario(NOW, { ...POLICY, interest: CN_CARD_INTEREST });
      scenario.given(openCase, debt({ principal: 1_000, [name]: 1_000 }));
      const { result } = scenario.when(terms({ base: ['principal', name] }));
      expect(result).toMatchObject({ why: 'not-allowed', code: 'bears-no-interest', field: 'base' });
      scenario.given(terms({ base: ['principal', 'judgment-debt'] }));
      bearing(debt({ principal: 1_000 }))
        .when(terms({ base: ['principal', name] }))
        .then({ type: 'InterestTermsSet', data: { base: ['principal', name], policy: 'standard@1' } });
    },
  );
});

describe('a payment', () => {
  it('posts interest up to its value date first, in its own append, and so pays it', () => {
    bearing(debt({ principal: 100_000 }), terms({ rate: '1', period: 'day' }))
      .when(pay(30_000, '2024-01-11'))
      .then(
        { type: 'PaymentReceived', eff: '2024-01-11' },
        {
          type: 'InterestAccrued',
          eff: '2024-01-10',
          cause: 'event-3',
          data: { from: '2024-01-01', to: '2024-01-11', amount: 10_000, trigger: 'PAYMENT' },
        },
        {
          type: 'PaymentAllocated',
          data: {
            lines: [
              { debt: 'debt-1', component: 'interest', amount: 10_000 },
              { debt: 'debt-1', component: 'principal', amount: 20_000 },
            ],
          },
        },
      );
  });

  it('posts nothing where nothing has accrued since', () => {
    const scenario = bearing(debt({ principal: 100 }), terms(), pay(10, '2024-01-01'), pay(10, '2024-01-01'));
    expect(accruals(scenario)).toEqual([]);
  });
});

it('a judgment that orders payment posts interest up to its day', () => {
  bearing(debt({ principal: 100_000 }), terms({ rate: '1', period: 'day' }), {
    type: 'FileLegalAction',
    kind: 'suit',
    occurredAt: '2024-01-05',
  })
    .when({ type: 'EnterJudgment', outcome: 'granted', amount: 110_000, occurredAt: '2024-01-10' })
    .then(
      { type: 'JudgmentEntered' },
      { type: 'InterestAccrued', eff: '2024-01-10', cause: 'event-4', data: { amount: 10_000, trigger: 'JUDGMENT' } },
    );
});

describe('a history that changes', () => {
  const story = [debt({ principal: 100_000 }), terms({ rate: '1', period: 'day' }), post('2024-01-20')];

  it('a back-dated payment adjusts what was posted since, once (Fineract #4334, #4430)', () => {
    const scenario = bearing(...story);
    expect(scenario.balance()).toEqual({ principal: 100_000, interest: 20_000, held: 0 });
    const { result } = scenario.when(pay(60_000, '2024-01-11'));
    expect(result).toMatchObject([
      { type: 'PaymentReceived' },
      { type: 'InterestAccrued', eff: '2024-01-10', data: { from: '2024-01-01', to: '2024-01-11', amount: 10_000 } },
      {
        type: 'PaymentAllocated',
        data: {
          lines: [
            { component: 'interest', amount: 10_000 },
            { component: 'principal', amount: 50_000 },
          ],
        },
      },
      {
        type: 'InterestAccrualAdjusted',
        // Ten days were posted again by the payment; of the other ten, half the base is gone.
        data: {
          lines: [{ debt: 'debt-1', component: 'interest', to: '2024-01-21', delta: -15_000, eff: '2024-01-20' }],
        },
      },
    ]);
    expect(scenario.balance()).toEqual({ principal: 50_000, interest: 5_000, held: 0 });
    // The same recomputation again finds nothing to add.
    const again = scenario.when({ type: 'AddNote', text: 'x' }).scenario.run(pay(0, '2024-01-11')) as CaseStreamFact[];
    expect(again.map(({ type }) => type)).toEqual(['PaymentReceived', 'PaymentUnallocatedHeld']);
  });

  it('comes to the same as if it had been recorded in time', () => {
    const inTime = bearing(
      story[0] as CaseCommand,
      story[1] as CaseCommand,
      pay(60_000, '2024-01-11'),
      post('2024-01-20'),
    );
    expect(bearing(...story, pay(60_000, '2024-01-11')).balance()).toEqual(inTime.balance());
  });

  it('a reversal as if never paid brings the interest back', () => {
    const scenario = bearing(...story, pay(60_000, '2024-01-11'));
    const { result } = scenario.when({
      type: 'ReversePayment',
      payment: 'payment-1',
      reason: 'NSF',
      occurredAt: '2024-01-25',
    });
    expect((result as CaseStreamFact[]).map(({ type }) => type)).toEqual([
      'PaymentReversed',
      'InterestAccrualAdjusted',
    ]);
    expect(scenario.balance()).toEqual({ principal: 100_000, interest: 20_000, held: 0 });
  });

  it('a back-dated adjustment of the base too', () => {
    const scenario = bearing(...story).given({
      type: 'AdjustBalance',
      component: 'principal',
      delta: -100_000,
      reason: 'never delivered',
      occurredAt: '2024-01-01',
    });
    expect(scenario.balance()).toEqual({ held: 0 });
  });

  it('terms that reach back adjust postings under the earlier ones', () => {
    const scenario = bearing(...story).when(terms({ rate: '0.5', period: 'day', from: '2024-01-11' }));
    expect((scenario.result as CaseStreamFact[]).map(({ type }) => type)).toEqual([
      'InterestTermsSet',
      'InterestAccrualAdjusted',
    ]);
    expect(scenario.scenario.balance()).toEqual({ principal: 100_000, interest: 15_000, held: 0 });
  });
});

it('posts nothing that would make the case owe more than is exact', () => {
  const story = [debt({ principal: 9_000_000_000_000_000 }), terms({ rate: '0.1', period: 'day' })];
  // 9 * 10^15 and nine days of 9 * 10^12: each is a safe integer, their sum is none.
  expect(() => bearing(...story, post('2024-01-09'))).toThrow(LeavesSafeIntegers);
});

describe('interest that a payment did not know of', () => {
  it('is posted before it once it is known: the end of a suspension that became known late', () => {
    // 1 % a day on 1,000.00 from 1 to 3 January: 30.00. Borne again from the 8th: 2 days on 930.00 before the second payment.
    const told = bearing(
      debt({ principal: 100_000 }),
      terms({ rate: '1', period: 'day' }),
      { type: 'SuspendInterest', from: '2024-01-04', reason: 'COURT', occurredAt: '2024-01-04' },
      pay(10_000, '2024-01-05'),
      pay(2_000, '2024-01-10'),
    );
    expect(told.balance()).toEqual({ principal: 91_000, held: 0 });
    const { result, scenario } = told.when({ type: 'ResumeInterest', on: '2024-01-08', occurredAt: '2024-01-12' });
    const line = { debt: 'debt-1', component: 'interest', to: '2024-01-10', delta: 1_860, eff: '2024-01-09' };
    expect(result).toMatchObject([
      { type: 'InterestResumed' },
      { type: 'InterestAccrualAdjusted', data: { lines: [line] } },
      { type: 'PaymentsReallocated', data: { changes: [{ credit: 'payment-2', version: 2 }] } },
    ]);
    expect(scenario.balance()).toEqual({ principal: 92_860, held: 0 });
    expect((scenario.run(pay(0, '2024-01-10')) as CaseStreamFact[]).map(({ type }) => type)).toEqual([
      'PaymentReceived',
      'PaymentUnallocatedHeld',
    ]);
  });
});

it('posted through an earlier day uses held money on that day, not on the day of recording', () => {
  const waterfall = WATERFALLS.find(({ excludes }) => excludes.includes('disputed')) ?? STANDARD_WATERFALL;
  const scenario = new CaseScenario(NOW, { ...POLICY, waterfall })
    .given(openCase, debt({ principal: 10_000 }), terms({ rate: '1', period: 'day' }))
    // So much is disputed that the payment finds nothing else: 100 of interest a day come on top.
    .given({ type: 'RaiseDispute', ground: 'AMOUNT', amount: 10_200, occurredAt: '2024-01-01' })
    .given(pay(127, '2024-01-02'), post('2024-01-05'));
  const { moves, entries, debts } = scenario.state.account;
  expect([...moves.values()].map(({ eff }) => eff)).toEqual(['2024-01-05', '2024-01-05']);
  expect(new Map(moves)).toEqual(replay(entries, debts).moves);
});

describe('the end of the calendar', () => {
  const all = { debt: 'debt-1', component: 'interest', amount: 291_317_400 };
  const until = (...story: CaseCommand[]) =>
    accruedAt(bearing(debt({ principal: 100_000 }), ...story).state.account, END);
  const END = '9999-12-31';

  it('is the last day that bears interest, whatever counts the days', () => {
    expect(until(terms({ rate: '0.1', period: 'day' }))).toMatchObject([all]);
    expect(until(terms({ rate: '36.5', period: 'year', dayCount: 'ACT/365F' }))).toMatchObject([all]);
    // 7,976 whole years of a tenth.
    expect(until(terms({ rate: '10', period: 'year', dayCount: 'ACT/ACT' }))).toMatchObject([{ amount: 79_760_000 }]);
  });

  it('ends capitalisation as well', () => {
    const story = terms({ rate: '0.1', period: 'day', capitaliseOn: 31, from: '9999-12-01' });
    expect(until(story)).toMatchObject([{ amount: 3_100 }]);
  });
});

describe('suspension and concession', () => {
  const begin = [debt({ principal: 100_000 }), terms({ rate: '1', period: 'day' })];
  const suspend: CaseCommand = { type: 'SuspendInterest', reason: 'MORATORIUM', from: '2024-01-11', to: '2024-01-16' };

  it('half-open: the first day bears none, the day it ends does', () => {
    expect(posted(bearing(...begin, suspend, post('2024-01-20')))).toEqual([15_000]);
    expect(posted(bearing(...begin, suspend, post('2024-01-10'), post('2024-01-16')))).toEqual([10_000, 1_000]);
  });

  it('without an end it holds until interest resumes', () => {
    const open: CaseCommand = { type: 'SuspendInterest', reason: 'COURT', from: '2024-01-11' };
    const scenario = bearing(...begin, open);
    expect(accruedAt(scenario.state.account, '2024-12-31')).toEqual([
      { debt: 'debt-1', component: 'interest', amount: 10_000, exact: '10000' },
    ]);
    scenario.given({ type: 'ResumeInterest', on: '2024-02-01', occurredAt: '2024-02-01' }, post('2024-02-01'));
    expect(posted(scenario)).toEqual([11_000]);
    scenario.when({ type: 'ResumeInterest', on: '2024-03-01' }).thenRefused('resumed-already', 'suspension');
  });

  it('notified late it takes back what was posted within it', () => {
    const scenario = bearing(...begin, post('2024-01-20'))
      .when(suspend)
      .then(
        { type: 'InterestSuspended', data: { debts: ['debt-1'], reason: 'MORATORIUM' } },
        { type: 'InterestAccrualAdjusted', cause: 'event-4' },
      );
    expect(scenario.balance()).toMatchObject({ interest: 15_000 });
  });

  it('a concession lowers the rate within its window, and is refused where it lowers none', () => {
    const lower: CaseCommand = {
      type: 'GrantRateConcession',
      rate: '0.25',
      period: 'day',
      from: '2024-01-11',
      to: '2024-01-16',
      authority: 'supervisor-2',
      reason: 'hardship',
    };
    expect(posted(bearing(...begin, lower, post('2024-01-20')))).toEqual([15_000 + 1_250]);
    const scenario = bearing(...begin);
    scenario.when({ ...lower, rate: '1' }).thenRefused('rate-not-lower', 'rate');
    scenario.when({ ...lower, rate: '400', period: 'year' }).thenRefused('rate-not-lower', 'rate');
    scenario.when({ ...lower, component: 'doubled-interest' }).thenRefused('no-interest-terms', 'debt');
  });
});

describe('compounding', () => {
  it('month-end capitalisation: unpaid interest bears interest from the first of the next month on', () => {
    const monthly = terms({ rate: '1', period: 'month', dayCount: '30/360', capitaliseOn: 31 });
    const scenario = bearing(debt({ principal: 1_000_000 }), monthly, post('2024-03-31', 'MONTH_END'));
    // 10,000; 10,100; 10,201.
    expect(posted(scenario)).toEqual([30_301]);
    const pieces = bearing(
      debt({ principal: 1_000_000 }),
      monthly,
      post('2024-01-31'),
      post('2024-02-14'),
      post('2024-03-31'),
    );
    expect(posted(pieces).reduce((a, b) => a + b)).toBe(30_301);
    expect(posted(pieces)[0]).toBe(10_000);
  });

  it('interest that was paid before the capitalisation day does not', () => {
    const monthly = terms({ rate: '1', period: 'month', dayCount: '30/360', capitaliseOn: 31 });
    const paid = bearing(debt({ principal: 1_000_000 }), monthly, post('2024-01-31'), pay(10_000, '2024-02-01'));
    paid.given(post('2024-02-29'));
    expect(posted(paid)).toEqual([10_000, 10_000]);
  });
});

describe('between postings', () => {
  it('is exact for any day, and changes nothing', () => {
    const { state } = bearing(debt({ principal: 1_000 }), terms({ rate: '10' }), post('2024-01-31'));
    // 1,000 x 10 % / 365 = 20/73 a day: 31 days are 8.49, posted 8.
    expect(accruedAt(state.account, '2024-01-31')).toEqual([
      { debt: 'debt-1', component: 'interest', amount: 0, exact: '36/73' },
    ]);
    expect(accruedAt(state.account, '2024-02-01')).toEqual([
      { debt: 'debt-1', component: 'interest', amount: 1, exact: '56/73' },
    ]);
    expect(accruedAt(state.account, '2023-12-31')).toEqual([]);
  });
});

describe('is refused', () => {
  it.each<[string, string, Partial<SetInterestTerms>]>([
    ['bad-rate', 'rate', { rate: '1e3' }],
    ['bad-rate', 'rate', { rate: '-1' }],
    ['bad-rate', 'rate', { rate: '5,5' }],
    ['bad-rate', 'rate', { rate: '1000.01' }],
    ['bad-window', 'to', { from: '2024-02-01', to: '2024-02-01' }],
    ['bad-date', 'from', { from: '2024-02-30' }],
    ['bad-day', 'capitaliseOn', { capitaliseOn: 32 }],
    ['base-missing', 'base', { base: [] }],
    ['base-bears-itself', 'base', { base: ['principal', 'interest'] }],
    ['unknown-component', 'base', { base: ['refund-recoverable'] }],
    ['unknown-debt', 'debt', { debt: 'debt-9' }],
  ])('%s for its %s: %j', (code, field, change) => {
    bearing(debt({ principal: 1_000 }))
      .when(terms(change))
      .thenRefused(code, field);
  });

  it('a posting ahead of its day, and one of nothing', () => {
    const scenario = bearing(debt({ principal: 1_000 }), terms());
    scenario.when(post('2031-01-01')).thenRefused('posted-ahead', 'through');
    scenario.when(post('2023-12-31')).thenRefused('nothing-accrued', 'through');
    scenario.given(post('2024-12-31')).when(post('2024-12-31')).thenRefused('nothing-accrued', 'through');
  });

  it('a resumption of what was never suspended, or before it was', () => {
    const scenario = bearing(debt({ principal: 1_000 }), terms());
    scenario.when({ type: 'ResumeInterest' }).thenRefused('unknown-suspension', 'suspension');
    scenario.given({ type: 'SuspendInterest', reason: 'PLAN', from: '2024-05-01' });
    scenario.when({ type: 'ResumeInterest', on: '2024-04-30' }).thenRefused('resumed-before-suspended', 'on');
  });
});
