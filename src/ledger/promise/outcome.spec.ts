/** What became of promises: one pure function of terms and payments, for any day, as known at any fact. */
import { aCase, CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { PromiseBook, type PromiseAt } from './promises-at.calc.js';
import { threshold } from './promise.calc.js';
import type { MakePromise } from './promise.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 1_000_000 }, occurredAt: '2026-03-01' };
/** 1000.00 due on the 10th; grace 3 days and tolerance 10 % are the policy's. */
const promise: MakePromise = { type: 'MakePromise', amount: 100_000, dueDate: '2026-03-10', occurredAt: '2026-03-02' };
const pay = (amount: number, occurredAt: string, more: object = {}): CaseCommand => ({
  type: 'RecordPayment',
  amount,
  occurredAt,
  ...more,
});

/** The outcomes as of a day, as known after `facts` facts: all of them where left out. */
function outcomes(scenario: CaseScenario, asOf: string, facts?: number): PromiseAt[] {
  return new PromiseBook(scenario.facts.slice(0, facts)).at(asOf);
}

/** The outcome of the case's only promise. */
function outcome(scenario: CaseScenario, asOf = '2026-03-31', facts?: number): PromiseAt {
  const [only, second] = outcomes(scenario, asOf, facts);
  if (!only || second) throw new Error('the case should have one promise');
  return only;
}

function named(scenario: CaseScenario, asOf = '2026-03-31'): Record<string, PromiseAt> {
  return Object.fromEntries(outcomes(scenario, asOf).map((result) => [result.promise, result]));
}

describe('examples.md, Promise: 1000 due 10th, grace 3, tol 10 %', () => {
  it('pay 900 on 13th: KEPT_IN_GRACE', () => {
    expect(outcome(aCase(debt, promise, pay(90_000, '2026-03-13')))).toMatchObject({
      outcome: 'KEPT',
      when: 'IN_GRACE',
      since: '2026-03-13',
      paid: 90_000,
      ratioBps: 9_000,
      qualifying: ['payment-1'],
      countsAs: 'KEPT',
    });
  });

  it('899.99: PARTIAL', () => {
    expect(outcome(aCase(debt, promise, pay(89_999, '2026-03-13')))).toMatchObject({
      outcome: 'PARTIALLY_KEPT',
      since: '2026-03-14',
      paid: 89_999,
      ratioBps: 8_999,
      countsAs: 'PARTIALLY_KEPT',
    });
  });

  it('1000 on 9th reversed on 15th (NSF, ORIGINAL_DATE): revised to BROKEN; as known on the 14th still KEPT', () => {
    const scenario = aCase(debt, promise, pay(100_000, '2026-03-09'));
    const knownOn14th = scenario.facts.length;
    scenario.given({ type: 'ReversePayment', payment: 'payment-1', reason: 'NSF', occurredAt: '2026-03-15' });
    expect(scenario.facts.at(-1)?.data).toMatchObject({ basis: 'ORIGINAL_DATE' });

    const kept = { outcome: 'KEPT', when: 'ON_TIME', since: '2026-03-09', paid: 100_000 };
    expect(outcome(scenario, '2026-03-14', knownOn14th)).toMatchObject(kept);
    expect(outcome(scenario, '2026-03-31', knownOn14th)).toMatchObject(kept);
    const broken = { outcome: 'BROKEN', since: '2026-03-14', paid: 0, qualifying: [], countsAs: 'BROKEN' };
    expect(outcome(scenario, '2026-03-14')).toMatchObject(broken);
    expect(outcome(scenario, '2026-03-31')).toMatchObject(broken);
  });
});

describe('the window of a promise', () => {
  it('is open until the end of its grace', () => {
    const scenario = aCase(debt, promise);
    expect(outcome(scenario, '2026-03-13')).toMatchObject({ outcome: 'OPEN', since: '2026-03-02', countsAs: 'OPEN' });
    expect(outcome(scenario, '2026-03-14')).toMatchObject({ outcome: 'BROKEN', since: '2026-03-14' });
  });

  it('does not exist before the promise was made', () => {
    expect(outcomes(aCase(debt, promise), '2026-03-01')).toEqual([]);
  });

  it.each([
    ['2026-03-10', 'KEPT', 'ON_TIME'],
    ['2026-03-11', 'KEPT', 'IN_GRACE'],
    ['2026-03-13', 'KEPT', 'IN_GRACE'],
    ['2026-03-14', 'BROKEN', undefined],
    ['2026-03-01', 'BROKEN', undefined],
  ])('paid on %s: %s %s', (day, expected, when) => {
    const result = outcome(aCase(debt, promise, pay(100_000, day)));
    expect([result.outcome, result.when]).toEqual([expected, when]);
  });

  it('without grace ends on the due date', () => {
    const strict = { ...promise, graceDays: 0 };
    expect(outcome(aCase(debt, strict, pay(100_000, '2026-03-10'))).when).toBe('ON_TIME');
    expect(outcome(aCase(debt, strict, pay(100_000, '2026-03-11'))).outcome).toBe('BROKEN');
  });

  it('counts value dates, not the days on which payments were recorded', () => {
    const late = pay(100_000, '2026-03-30', { effectiveDate: '2026-03-10' });
    expect(outcome(aCase(debt, promise, late))).toMatchObject({
      outcome: 'KEPT',
      when: 'ON_TIME',
      since: '2026-03-10',
    });
  });

  it('is judged as soon as enough is paid, by the day on which the last missing cent came', () => {
    const scenario = aCase(debt, promise, pay(50_000, '2026-03-05'), pay(40_000, '2026-03-08'));
    expect(outcome(scenario, '2026-03-07')).toMatchObject({ outcome: 'OPEN', paid: 50_000, ratioBps: 5_000 });
    expect(outcome(scenario, '2026-03-08')).toMatchObject({
      outcome: 'KEPT',
      since: '2026-03-08',
      qualifying: ['payment-1', 'payment-2'],
    });
  });
});

describe('a payment that is recorded late', () => {
  it('revises a broken promise; as known before, it stays broken', () => {
    const scenario = aCase(debt, promise);
    const before = scenario.facts.length;
    scenario.given(pay(100_000, '2026-03-30', { effectiveDate: '2026-03-09' }));
    expect(outcome(scenario, '2026-03-20', before).outcome).toBe('BROKEN');
    expect(outcome(scenario, '2026-03-20').outcome).toBe('KEPT');
  });

  it('with a value date after the window revises nothing', () => {
    const scenario = aCase(debt, promise, pay(100_000, '2026-03-30', { effectiveDate: '2026-03-14' }));
    expect(outcome(scenario)).toMatchObject({ outcome: 'BROKEN', paid: 0 });
  });
});

describe('a reversed payment', () => {
  const paid = [debt, promise, pay(100_000, '2026-03-09')];

  it('in part may leave enough', () => {
    const scenario = aCase(...paid).given({
      type: 'ReversePayment',
      payment: 'payment-1',
      reason: 'NSF',
      amount: 10_000,
      occurredAt: '2026-03-15',
    });
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', paid: 90_000 });
  });

  it('on its own date did count until then', () => {
    const scenario = aCase(...paid).given({
      type: 'ReversePayment',
      payment: 'payment-1',
      reason: 'CHARGEBACK',
      occurredAt: '2026-03-15',
    });
    expect(outcome(scenario, '2026-03-14').outcome).toBe('KEPT');
    expect(outcome(scenario, '2026-03-15').outcome).toBe('BROKEN');
  });
});

describe("the promise's own day", () => {
  const madeAtTen = { ...promise, occurredAt: '2026-03-02T10:00:00+01:00' };
  const on = (made: MakePromise, at: string, more?: object): string =>
    outcome(aCase(debt, made, pay(100_000, at, more))).outcome;

  it('counts a payment whose instant is later, not one that is earlier or the same', () => {
    expect(on(madeAtTen, '2026-03-02T10:00:01+01:00')).toBe('KEPT');
    expect(on(madeAtTen, '2026-03-02T10:00:00+01:00')).toBe('BROKEN');
    expect(on(madeAtTen, '2026-03-02T09:59:59+01:00')).toBe('BROKEN');
  });

  it('compares instants, whatever offset they are written in', () => {
    expect(on(madeAtTen, '2026-03-02T09:00:01Z')).toBe('KEPT');
    expect(on(madeAtTen, '2026-03-02T12:30:00+05:30')).toBe('BROKEN');
  });

  it('counts a payment that has no time of day', () => {
    expect(on(madeAtTen, '2026-03-02')).toBe('KEPT');
  });

  it('counts any payment of the day where the promise has no time of day', () => {
    expect(on(promise, '2026-03-02T00:00:01+01:00')).toBe('KEPT');
  });

  it('does not count what was paid on an earlier day and valued on this one', () => {
    expect(on(madeAtTen, '2026-03-01T18:00:00+01:00', { effectiveDate: '2026-03-02' })).toBe('BROKEN');
  });

  it('is the day in the zone of the case', () => {
    // 23:30 UTC is half past midnight of the 3rd in Rome.
    expect(on(madeAtTen, '2026-03-02T23:30:00Z')).toBe('KEPT');
    expect(on({ ...promise, occurredAt: '2026-03-02T23:30:00Z' }, '2026-03-02T22:30:00Z')).toBe('BROKEN');
  });
});

describe('tolerance', () => {
  const missing = (amount: number, toleranceBps: number): number => {
    const scenario = aCase(debt, { ...promise, amount, toleranceBps });
    const record = scenario.state.promises.get('promise-1');
    if (!record) throw new Error('no promise');
    return amount - threshold(record);
  };

  it('is what may be missing, rounded down to a whole cent: the debtor is never owed a fraction of one', () => {
    expect(missing(999, 1_000)).toBe(99);
    expect(missing(9, 1_000)).toBe(0);
    expect(missing(10, 1_000)).toBe(1);
    expect(missing(100_000, 0)).toBe(0);
    expect(missing(3, 3_333)).toBe(0);
    expect(missing(9_007_199_254_740_991, 1)).toBe(900_719_925_474);
  });

  it('of nothing asks for every cent', () => {
    const strict = { ...promise, toleranceBps: 0 };
    expect(outcome(aCase(debt, strict, pay(99_999, '2026-03-09'))).outcome).toBe('PARTIALLY_KEPT');
    expect(outcome(aCase(debt, strict, pay(100_000, '2026-03-09'))).outcome).toBe('KEPT');
  });

  it('of everything still asks for a payment', () => {
    const lax = { ...promise, toleranceBps: 10_000 };
    expect(outcome(aCase(debt, lax)).outcome).toBe('BROKEN');
    expect(outcome(aCase(debt, lax, pay(1, '2026-03-09'))).outcome).toBe('KEPT');
  });
});

describe('only payments to the promised debts count', () => {
  const other: CaseCommand = { ...debt, balances: { principal: 30_000 } } as CaseCommand;

  it('by their allocation lines', () => {
    const scenario = aCase(other, debt, { ...promise, debts: ['debt-2'] }, pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 70_000 });
  });

  it('and money that is held counts once it is used', () => {
    const scenario = new CaseScenario()
      .given(openCase, { ...debt, balances: { principal: 40_000 } } as CaseCommand, promise)
      .given(pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 40_000 });
    scenario.given({ type: 'AssessCharge', component: 'fee', amount: 60_000, occurredAt: '2026-03-12' });
    expect(outcome(scenario, '2026-03-11').outcome).toBe('OPEN');
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', paid: 100_000 });
  });
});

describe('several promises share payments first in, first out', () => {
  const first = { ...promise, amount: 1_000 };
  const second = { ...promise, amount: 1_000, dueDate: '2026-03-20' };

  it('by due date, whichever was made first: each unit counts once', () => {
    const results = named(aCase(debt, second, first, pay(1_500, '2026-03-09')));
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 1_000 });
    expect(results['promise-1']).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 500, qualifying: ['payment-1'] });
  });

  it('of one due date by the day on which they were made, then by id', () => {
    const later = { ...first, occurredAt: '2026-03-03' };
    const results = named(aCase(debt, later, first, first, pay(1_500, '2026-03-09')));
    expect([results['promise-2']?.paid, results['promise-3']?.paid, results['promise-1']?.paid]).toEqual([
      1_000, 500, 0,
    ]);
  });

  it('a promise that is kept within its tolerance leaves the next payment to those still open', () => {
    const results = named(aCase(debt, first, second, pay(900, '2026-03-05'), pay(900, '2026-03-06')));
    expect(results['promise-1']).toMatchObject({ outcome: 'KEPT', paid: 900 });
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 900 });
  });

  it('and what no open promise takes completes it', () => {
    const results = named(aCase(debt, first, second, pay(900, '2026-03-05'), pay(1_150, '2026-03-06')));
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 1_000 });
    expect(results['promise-1']).toMatchObject({
      outcome: 'KEPT',
      paid: 1_000,
      qualifying: ['payment-1', 'payment-2'],
    });
  });

  it('a payment after the window of the first goes to the second whole', () => {
    const results = named(aCase(debt, first, second, pay(1_000, '2026-03-14')));
    expect(results['promise-1']).toMatchObject({ outcome: 'BROKEN', paid: 0 });
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', when: 'ON_TIME' });
  });
});

describe('a cancelled promise', () => {
  const cancelled = (by: 'FIRM' | 'DEBTOR', occurredAt = '2026-03-05'): CaseCommand => ({
    type: 'CancelPromise',
    promise: 'promise-1',
    by,
    reason: 'test',
    occurredAt,
  });

  it('by the firm is left out of the kept rate', () => {
    expect(outcome(aCase(debt, promise, cancelled('FIRM')))).toMatchObject({
      outcome: 'CANCELLED',
      since: '2026-03-05',
      countsAs: 'EXCLUDED',
    });
  });

  it('by the debtor counts as broken', () => {
    expect(outcome(aCase(debt, promise, cancelled('DEBTOR')))).toMatchObject({
      outcome: 'CANCELLED',
      countsAs: 'BROKEN',
    });
  });

  it('that was kept before stays kept', () => {
    const scenario = aCase(debt, promise, pay(100_000, '2026-03-04'), cancelled('DEBTOR'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', countsAs: 'KEPT' });
  });

  it('is not kept by what is paid afterwards', () => {
    expect(outcome(aCase(debt, promise, cancelled('DEBTOR'), pay(100_000, '2026-03-06'))).outcome).toBe('CANCELLED');
    const atTen = cancelled('DEBTOR', '2026-03-05T10:00:00Z');
    expect(outcome(aCase(debt, promise, atTen, pay(100_000, '2026-03-05T10:00:01Z'))).outcome).toBe('CANCELLED');
    expect(outcome(aCase(debt, promise, atTen, pay(100_000, '2026-03-05T09:59:59Z'))).outcome).toBe('KEPT');
    expect(outcome(aCase(debt, promise, atTen, pay(100_000, '2026-03-05'))).outcome).toBe('KEPT');
  });

  it('is still a promise on the days before', () => {
    expect(outcome(aCase(debt, promise, cancelled('FIRM')), '2026-03-04').outcome).toBe('OPEN');
  });

  it('after its window keeps the outcome that it had by then: no firm cancels its broken promises away', () => {
    expect(outcome(aCase(debt, promise, cancelled('FIRM', '2026-03-14')))).toMatchObject({
      outcome: 'BROKEN',
      since: '2026-03-14',
      countsAs: 'BROKEN',
    });
    const partly = aCase(debt, promise, pay(1, '2026-03-09'), cancelled('FIRM', '2026-03-20'));
    expect(outcome(partly)).toMatchObject({ outcome: 'PARTIALLY_KEPT', countsAs: 'PARTIALLY_KEPT' });
  });
});

describe('a renegotiated promise', () => {
  const again = (occurredAt: string): CaseCommand => ({
    ...promise,
    type: 'RenegotiatePromise',
    promise: 'promise-1',
    dueDate: '2026-03-25',
    occurredAt,
  });

  it.each(['2026-03-05', '2026-03-10'])('by its due date (%s) is left out of the kept rate', (day) => {
    expect(named(aCase(debt, promise, again(day)))['promise-1']).toMatchObject({
      outcome: 'RENEGOTIATED',
      since: day,
      countsAs: 'EXCLUDED',
    });
  });

  it('after its due date is broken from that day on', () => {
    const scenario = aCase(debt, promise, pay(1, '2026-03-05'), again('2026-03-12'));
    expect(named(scenario, '2026-03-11')['promise-1']?.outcome).toBe('OPEN');
    expect(named(scenario, '2026-03-12')['promise-1']).toMatchObject({
      outcome: 'BROKEN',
      since: '2026-03-12',
      countsAs: 'BROKEN',
    });
  });

  it('after its window keeps the outcome that it had by then', () => {
    const scenario = aCase(debt, promise, pay(1, '2026-03-05'), again('2026-03-20'));
    expect(named(scenario)['promise-1']).toMatchObject({ outcome: 'PARTIALLY_KEPT', since: '2026-03-14' });
  });

  it('leaves what is paid afterwards to the new one', () => {
    const scenario = aCase(debt, promise, again('2026-03-05T10:00:00Z'), pay(100_000, '2026-03-05T11:00:00Z'));
    expect(named(scenario)).toMatchObject({
      'promise-1': { outcome: 'RENEGOTIATED', paid: 0 },
      'promise-2': { outcome: 'KEPT', when: 'ON_TIME', paid: 100_000 },
    });
  });
});

describe('a hold on collection', () => {
  const dispute = (occurredAt: string, more: object = {}): CaseCommand => ({
    type: 'RaiseDispute',
    ground: 'AMOUNT',
    occurredAt,
    ...more,
  });
  const resolve = (occurredAt: string): CaseCommand => ({ type: 'ResolveDispute', outcome: 'REJECTED', occurredAt });

  it.each([
    ['on its last day', [dispute('2026-03-13')]],
    ['that began before and ended in it', [dispute('2026-02-01'), resolve('2026-03-03')]],
    ['on its own debt', [dispute('2026-03-05', { debts: ['debt-1'] })]],
  ])('in the window leaves the broken promise out of the kept rate: %s', (_when, holds) => {
    expect(outcome(aCase(debt, promise, ...holds))).toMatchObject({ outcome: 'BROKEN', countsAs: 'EXCLUDED' });
  });

  it.each([
    ['after the window', [dispute('2026-03-14')]],
    ['released before the promise', [dispute('2026-02-01'), resolve('2026-03-02')]],
    ['on another debt', [debt, dispute('2026-03-05', { debts: ['debt-2'] })]],
    ['that was never placed', [dispute('2026-03-05', { hold: false })]],
  ])('elsewhere leaves it in: %s', (_when, holds) => {
    expect(outcome(aCase(debt, { ...promise, debts: ['debt-1'] }, ...holds)).countsAs).toBe('BROKEN');
  });

  it('does not take away that a promise was kept', () => {
    const scenario = aCase(debt, promise, dispute('2026-03-05'), pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', countsAs: 'KEPT' });
  });

  it('leaves an open promise open', () => {
    expect(outcome(aCase(debt, promise, dispute('2026-03-05')), '2026-03-06').countsAs).toBe('OPEN');
  });
});

describe('a recorded notice', () => {
  it('is never looked at: the outcome follows from terms and payments alone', () => {
    const scenario = aCase(debt, promise, {
      type: 'NoticePromiseOutcome',
      promise: 'promise-1',
      outcome: 'KEPT',
      ordinal: 1,
      paid: 100_000,
      ratioBps: 10_000,
      qualifying: [],
      retrospective: false,
    });
    expect(outcome(scenario).outcome).toBe('BROKEN');
  });
});

describe('the policy of the day', () => {
  it('stays with the promise: a later policy changes nothing', () => {
    const strict = new CaseScenario(undefined, { ...POLICY, promiseGraceDays: 0, promiseToleranceBps: 0 });
    strict.given(openCase, debt, promise, pay(90_000, '2026-03-11'));
    expect(outcome(strict)).toMatchObject({ outcome: 'BROKEN', paid: 0 });
  });
});
