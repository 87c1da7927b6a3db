/** What became of promises: one pure function of terms and payments, for any day, as known at any fact. */
import { aCase, CaseScenario, openCase, POLICY } from '../../../test/support/case-scenario.js';
import { largeDebt, outcome, outcomes, pay, promise } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';
import { threshold } from './promise.calc.js';
import type { MakePromise } from './promise.decide.js';

describe('examples.md, Promise: 1000 due 10th, grace 3, tol 10 %', () => {
  it('pay 900 on 13th: KEPT_IN_GRACE', () => {
    expect(outcome(aCase(largeDebt, promise, pay(90_000, '2026-03-13')))).toMatchObject({
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
    expect(outcome(aCase(largeDebt, promise, pay(89_999, '2026-03-13')))).toMatchObject({
      outcome: 'PARTIALLY_KEPT',
      since: '2026-03-14',
      paid: 89_999,
      ratioBps: 8_999,
      countsAs: 'PARTIALLY_KEPT',
    });
  });

  it('1000 on 9th reversed on 15th (NSF, ORIGINAL_DATE): revised to BROKEN; as known on the 14th still KEPT', () => {
    const scenario = aCase(largeDebt, promise, pay(100_000, '2026-03-09'));
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
    const scenario = aCase(largeDebt, promise);
    expect(outcome(scenario, '2026-03-13')).toMatchObject({ outcome: 'OPEN', since: '2026-03-02', countsAs: 'OPEN' });
    expect(outcome(scenario, '2026-03-14')).toMatchObject({ outcome: 'BROKEN', since: '2026-03-14' });
  });

  it('does not exist before the promise was made', () => {
    expect(outcomes(aCase(largeDebt, promise), '2026-03-01')).toEqual([]);
  });

  it.each([
    ['2026-03-10', 'KEPT', 'ON_TIME'],
    ['2026-03-11', 'KEPT', 'IN_GRACE'],
    ['2026-03-13', 'KEPT', 'IN_GRACE'],
    ['2026-03-14', 'BROKEN', undefined],
    ['2026-03-01', 'BROKEN', undefined],
  ])('paid on %s: %s %s', (day, expected, when) => {
    const result = outcome(aCase(largeDebt, promise, pay(100_000, day)));
    expect([result.outcome, result.when]).toEqual([expected, when]);
  });

  it('without grace ends on the due date', () => {
    const strict = { ...promise, graceDays: 0 };
    expect(outcome(aCase(largeDebt, strict, pay(100_000, '2026-03-10'))).when).toBe('ON_TIME');
    expect(outcome(aCase(largeDebt, strict, pay(100_000, '2026-03-11'))).outcome).toBe('BROKEN');
  });

  it('counts value dates, not the days on which payments were recorded', () => {
    const late = pay(100_000, '2026-03-30', { effectiveDate: '2026-03-10' });
    expect(outcome(aCase(largeDebt, promise, late))).toMatchObject({
      outcome: 'KEPT',
      when: 'ON_TIME',
      since: '2026-03-10',
    });
  });

  it('is judged as soon as enough is paid, by the day on which the last missing cent came', () => {
    const scenario = aCase(largeDebt, promise, pay(50_000, '2026-03-05'), pay(40_000, '2026-03-08'));
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
    const scenario = aCase(largeDebt, promise);
    const before = scenario.facts.length;
    scenario.given(pay(100_000, '2026-03-30', { effectiveDate: '2026-03-09' }));
    expect(outcome(scenario, '2026-03-20', before).outcome).toBe('BROKEN');
    expect(outcome(scenario, '2026-03-20').outcome).toBe('KEPT');
  });

  it('with a value date after the window revises nothing', () => {
    const scenario = aCase(largeDebt, promise, pay(100_000, '2026-03-30', { effectiveDate: '2026-03-14' }));
    expect(outcome(scenario)).toMatchObject({ outcome: 'BROKEN', paid: 0 });
  });
});

describe('a reversed payment', () => {
  const paid = [largeDebt, promise, pay(100_000, '2026-03-09')];

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
    outcome(aCase(largeDebt, made, pay(100_000, at, more))).outcome;

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
    const scenario = aCase(largeDebt, { ...promise, amount, toleranceBps });
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
    expect(outcome(aCase(largeDebt, strict, pay(99_999, '2026-03-09'))).outcome).toBe('PARTIALLY_KEPT');
    expect(outcome(aCase(largeDebt, strict, pay(100_000, '2026-03-09'))).outcome).toBe('KEPT');
  });

  it('of everything still asks for a payment', () => {
    const lax = { ...promise, toleranceBps: 10_000 };
    expect(outcome(aCase(largeDebt, lax)).outcome).toBe('BROKEN');
    expect(outcome(aCase(largeDebt, lax, pay(1, '2026-03-09'))).outcome).toBe('KEPT');
  });
});

describe('only payments to the promised debts count', () => {
  const other: CaseCommand = { ...largeDebt, balances: { principal: 30_000 } };

  it('by their allocation lines', () => {
    const scenario = aCase(other, largeDebt, { ...promise, debts: ['debt-2'] }, pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 70_000 });
  });

  it('and money that is held counts once it is used', () => {
    const scenario = new CaseScenario()
      .given(openCase, { ...largeDebt, balances: { principal: 40_000 } }, promise)
      .given(pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 40_000 });
    scenario.given({ type: 'AssessCharge', component: 'fee', amount: 60_000, occurredAt: '2026-03-12' });
    expect(outcome(scenario, '2026-03-11').outcome).toBe('OPEN');
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', paid: 100_000 });
  });
});

describe('a recorded notice', () => {
  it('is never looked at: the outcome follows from terms and payments alone', () => {
    const scenario = aCase(largeDebt, promise, {
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
    strict.given(openCase, largeDebt, promise, pay(90_000, '2026-03-11'));
    expect(outcome(strict)).toMatchObject({ outcome: 'BROKEN', paid: 0 });
  });
});
