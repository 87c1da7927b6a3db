/** Promises that share payments, end early, or meet a hold. */
import { aCase } from '../../../test/support/case-scenario.js';
import { largeDebt, named, outcome, pay, promise } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';

describe('several promises share payments first in, first out', () => {
  const first = { ...promise, amount: 1_000 };
  const second = { ...promise, amount: 1_000, dueDate: '2026-03-20' };

  it('by due date, whichever was made first: each unit counts once', () => {
    const results = named(aCase(largeDebt, second, first, pay(1_500, '2026-03-09')));
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 1_000 });
    expect(results['promise-1']).toMatchObject({ outcome: 'PARTIALLY_KEPT', paid: 500, qualifying: ['payment-1'] });
  });

  it('of one due date by the day on which they were made, then by id', () => {
    const later = { ...first, occurredAt: '2026-03-03' };
    const results = named(aCase(largeDebt, later, first, first, pay(1_500, '2026-03-09')));
    expect([results['promise-2']?.paid, results['promise-3']?.paid, results['promise-1']?.paid]).toEqual([
      1_000, 500, 0,
    ]);
  });

  it('a promise that is kept within its tolerance leaves the next payment to those still open', () => {
    const results = named(aCase(largeDebt, first, second, pay(900, '2026-03-05'), pay(900, '2026-03-06')));
    expect(results['promise-1']).toMatchObject({ outcome: 'KEPT', paid: 900 });
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 900 });
  });

  it('and what no open promise takes completes it', () => {
    const results = named(aCase(largeDebt, first, second, pay(900, '2026-03-05'), pay(1_150, '2026-03-06')));
    expect(results['promise-2']).toMatchObject({ outcome: 'KEPT', paid: 1_000 });
    expect(results['promise-1']).toMatchObject({
      outcome: 'KEPT',
      paid: 1_000,
      qualifying: ['payment-1', 'payment-2'],
    });
  });

  it('a payment after the window of the first goes to the second whole', () => {
    const results = named(aCase(largeDebt, first, second, pay(1_000, '2026-03-14')));
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
    expect(outcome(aCase(largeDebt, promise, cancelled('FIRM')))).toMatchObject({
      outcome: 'CANCELLED',
      since: '2026-03-05',
      countsAs: 'EXCLUDED',
    });
  });

  it('by the debtor counts as broken', () => {
    expect(outcome(aCase(largeDebt, promise, cancelled('DEBTOR')))).toMatchObject({
      outcome: 'CANCELLED',
      countsAs: 'BROKEN',
    });
  });

  it('that was kept before stays kept', () => {
    const scenario = aCase(largeDebt, promise, pay(100_000, '2026-03-04'), cancelled('DEBTOR'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', countsAs: 'KEPT' });
  });

  it('is not kept by what is paid afterwards', () => {
    expect(outcome(aCase(largeDebt, promise, cancelled('DEBTOR'), pay(100_000, '2026-03-06'))).outcome).toBe(
      'CANCELLED',
    );
    const atTen = cancelled('DEBTOR', '2026-03-05T10:00:00Z');
    expect(outcome(aCase(largeDebt, promise, atTen, pay(100_000, '2026-03-05T10:00:01Z'))).outcome).toBe('CANCELLED');
    expect(outcome(aCase(largeDebt, promise, atTen, pay(100_000, '2026-03-05T09:59:59Z'))).outcome).toBe('KEPT');
    expect(outcome(aCase(largeDebt, promise, atTen, pay(100_000, '2026-03-05'))).outcome).toBe('KEPT');
  });

  it('is still a promise on the days before', () => {
    expect(outcome(aCase(largeDebt, promise, cancelled('FIRM')), '2026-03-04').outcome).toBe('OPEN');
  });

  it('after its window keeps the outcome that it had by then: no firm cancels its broken promises away', () => {
    expect(outcome(aCase(largeDebt, promise, cancelled('FIRM', '2026-03-14')))).toMatchObject({
      outcome: 'BROKEN',
      since: '2026-03-14',
      countsAs: 'BROKEN',
    });
    const partly = aCase(largeDebt, promise, pay(1, '2026-03-09'), cancelled('FIRM', '2026-03-20'));
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
    expect(named(aCase(largeDebt, promise, again(day)))['promise-1']).toMatchObject({
      outcome: 'RENEGOTIATED',
      since: day,
      countsAs: 'EXCLUDED',
    });
  });

  it('after its due date is broken from that day on', () => {
    const scenario = aCase(largeDebt, promise, pay(1, '2026-03-05'), again('2026-03-12'));
    expect(named(scenario, '2026-03-11')['promise-1']?.outcome).toBe('OPEN');
    expect(named(scenario, '2026-03-12')['promise-1']).toMatchObject({
      outcome: 'BROKEN',
      since: '2026-03-12',
      countsAs: 'BROKEN',
    });
  });

  it('after its window keeps the outcome that it had by then', () => {
    const scenario = aCase(largeDebt, promise, pay(1, '2026-03-05'), again('2026-03-20'));
    expect(named(scenario)['promise-1']).toMatchObject({ outcome: 'PARTIALLY_KEPT', since: '2026-03-14' });
  });

  it('leaves what is paid afterwards to the new one', () => {
    const scenario = aCase(largeDebt, promise, again('2026-03-05T10:00:00Z'), pay(100_000, '2026-03-05T11:00:00Z'));
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
    expect(outcome(aCase(largeDebt, promise, ...holds))).toMatchObject({ outcome: 'BROKEN', countsAs: 'EXCLUDED' });
  });

  it.each([
    ['after the window', [dispute('2026-03-14')]],
    ['released before the promise', [dispute('2026-02-01'), resolve('2026-03-02')]],
    ['on another debt', [largeDebt, dispute('2026-03-05', { debts: ['debt-2'] })]],
    ['that was never placed', [dispute('2026-03-05', { hold: false })]],
  ])('elsewhere leaves it in: %s', (_when, holds) => {
    expect(outcome(aCase(largeDebt, { ...promise, debts: ['debt-1'] }, ...holds)).countsAs).toBe('BROKEN');
  });

  it('does not take away that a promise was kept', () => {
    const scenario = aCase(largeDebt, promise, dispute('2026-03-05'), pay(100_000, '2026-03-09'));
    expect(outcome(scenario)).toMatchObject({ outcome: 'KEPT', countsAs: 'KEPT' });
  });

  it('leaves an open promise open', () => {
    expect(outcome(aCase(largeDebt, promise, dispute('2026-03-05')), '2026-03-06').countsAs).toBe('OPEN');
  });
});
