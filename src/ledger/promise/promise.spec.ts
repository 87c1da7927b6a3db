/** A promise to pay is an intention: terms that cannot be are refused. What became of it is in `outcome.spec.ts`. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { AMOUNT_MAX } from '../money.js';
import type { MakePromise, NoticePromiseOutcome } from './promise.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 1_000 }, occurredAt: '2026-03-01' };
const promise: MakePromise = {
  type: 'MakePromise',
  amount: 1_000,
  dueDate: '2026-04-10',
  occurredAt: '2026-03-20T10:00:00Z',
};
const cancel: CaseCommand = { type: 'CancelPromise', promise: 'promise-1', by: 'DEBTOR', reason: 'lost his job' };

describe('a promise is made', () => {
  it('on all debts of the case, under the terms of the policy, which it names', () => {
    const { state } = aCase(debt, debt)
      .when(promise)
      .then({
        type: 'PromiseMade',
        eff: '2026-03-20',
        data: {
          promise: 'promise-1',
          debts: ['debt-1', 'debt-2'],
          amount: 1_000,
          currency: 'EUR',
          dueDate: '2026-04-10',
          graceDays: 3,
          toleranceBps: 1_000,
          policy: 'test@1',
        },
      });
    expect(state.promises.get('promise-1')).toMatchObject({ madeOn: '2026-03-20', event: 'event-3' });
  });

  it('on one debt, under terms of its own, in a call', () => {
    aCase(debt, debt, { type: 'RecordContact', channel: 'phone' })
      .when({
        ...promise,
        debts: ['debt-2', 'debt-2'],
        graceDays: 0,
        toleranceBps: 0,
        channel: 'phone',
        contact: 'contact-1',
        promisedBy: 'DEBTOR',
      })
      .then({
        type: 'PromiseMade',
        data: {
          debts: ['debt-2'],
          graceDays: 0,
          toleranceBps: 0,
          channel: 'phone',
          contact: 'contact-1',
          promisedBy: 'DEBTOR',
        },
      });
  });

  it('for the day on which it is made', () => {
    aCase(debt)
      .when({ ...promise, dueDate: '2026-03-20' })
      .then({ type: 'PromiseMade', data: { dueDate: '2026-03-20' } });
  });

  it('on a closed case, which is flagged', () => {
    aClosedCase(debt)
      .when(promise)
      .then({ type: 'PromiseMade', data: { flags: ['case-closed'] } });
  });

  it.each([
    ['zero-amount', 'amount', { amount: 0 }],
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 0.5 }],
    ['bad-amount', 'amount', { amount: AMOUNT_MAX + 1 }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['bad-currency', 'currency', { currency: 'eur' }],
    ['due-before-made', 'dueDate', { dueDate: '2026-03-19' }],
    ['bad-date', 'dueDate', { dueDate: '2026-02-29' }],
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
    ['unknown-contact', 'contact', { contact: 'contact-9' }],
    ['bad-amount', 'graceDays', { graceDays: -1 }],
    ['bad-amount', 'graceDays', { graceDays: 0.5 }],
    ['bad-terms', 'graceDays', { graceDays: 366 }],
    ['bad-amount', 'toleranceBps', { toleranceBps: -1 }],
    ['bad-terms', 'graceDays', { toleranceBps: 10_001 }],
    ['occurred-in-future', 'occurredAt', { occurredAt: '2026-03-31T12:05:00.001Z' }],
  ])('unless it is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...promise, ...change })
      .thenRefused(code, field);
  });

  it('only where there is a debt to promise on', () => {
    aCase().when(promise).thenRefused('no-debt', 'debts');
  });
});

describe('a promise ends', () => {
  it('when it is cancelled, and the cancellation names it', () => {
    const { state } = aCase(debt, promise)
      .when(cancel)
      .then({
        type: 'PromiseCancelled',
        ref: 'event-2',
        data: { promise: 'promise-1', by: 'DEBTOR', reason: 'lost his job' },
      });
    expect(state.promises.get('promise-1')?.ended).toMatchObject({ how: 'CANCELLED', on: '2026-03-31', by: 'DEBTOR' });
  });

  it('when it is renegotiated: a new promise supersedes it', () => {
    const { state } = aCase(debt, promise)
      .when({ ...promise, type: 'RenegotiatePromise', promise: 'promise-1', amount: 500, dueDate: '2026-05-10' })
      .then({
        type: 'PromiseRenegotiated',
        ref: 'event-2',
        data: { promise: 'promise-2', supersedes: 'promise-1', amount: 500, dueDate: '2026-05-10' },
      });
    expect(state.promises.get('promise-1')?.ended).toMatchObject({ how: 'RENEGOTIATED', on: '2026-03-20' });
    expect(state.promises.get('promise-2')?.ended).toBeUndefined();
  });

  it('once', () => {
    aCase(debt, promise, cancel)
      .when(cancel)
      .thenRefused('promise-ended', 'promise')
      .when({ ...promise, type: 'RenegotiatePromise', promise: 'promise-1' })
      .thenRefused('promise-ended', 'promise');
  });

  it('only if it was made', () => {
    aCase(debt)
      .when(cancel)
      .thenRefused('unknown-promise', 'promise')
      .when({ ...promise, type: 'RenegotiatePromise', promise: 'promise-9' })
      .thenRefused('unknown-promise', 'promise');
  });

  it('and the new terms are checked like those of any promise', () => {
    aCase(debt, promise)
      .when({ ...promise, type: 'RenegotiatePromise', promise: 'promise-1', amount: 0 })
      .thenRefused('zero-amount', 'amount')
      .when({ ...promise, type: 'RenegotiatePromise', promise: 'promise-1', dueDate: '2026-03-01' })
      .thenRefused('due-before-made', 'dueDate');
  });
});

describe('what the ledger notices about a promise', () => {
  const notice: NoticePromiseOutcome = {
    type: 'NoticePromiseOutcome',
    promise: 'promise-1',
    outcome: 'KEPT',
    ordinal: 1,
    when: 'IN_GRACE',
    paid: 900,
    ratioBps: 9_000,
    qualifying: ['payment-1'],
    retrospective: false,
  };
  const data = { promise: 'promise-1', ordinal: 1, paid: 900, ratioBps: 9_000, qualifying: ['payment-1'] };

  it('is recorded', () => {
    aCase(debt, promise)
      .when(notice)
      .then({ type: 'PromiseKept', data: { ...data, when: 'IN_GRACE' } });
    aCase(debt, promise)
      .when({ ...notice, outcome: 'PARTIALLY_KEPT' })
      .then({ type: 'PromisePartiallyKept', data });
    aCase(debt, promise)
      .when({ ...notice, outcome: 'BROKEN' })
      .then({ type: 'PromiseBroken', data });
  });

  it('about old facts is flagged retrospective', () => {
    aCase(debt, promise)
      .when({ ...notice, retrospective: true })
      .then({ type: 'PromiseKept', data: { flags: ['retrospective'] } });
  });

  it('and notices again is a revision, whatever it is revised to', () => {
    aCase(debt, promise, notice)
      .when({ ...notice, ordinal: 2, outcome: 'BROKEN', paid: 0, ratioBps: 0, qualifying: [] })
      .then({ type: 'PromiseOutcomeRevised', data: { from: 'KEPT', to: 'BROKEN', ordinal: 2, paid: 0 } })
      .when({ ...notice, ordinal: 3, outcome: 'OPEN' })
      .then({ type: 'PromiseOutcomeRevised', data: { from: 'BROKEN', to: 'OPEN', ordinal: 3 } });
  });

  it('is recorded once: each notice has its turn', () => {
    aCase(debt, promise, notice).when(notice).thenRefused('notice-out-of-turn', 'ordinal');
    aCase(debt, promise)
      .when({ ...notice, ordinal: 2 })
      .thenRefused('notice-out-of-turn', 'ordinal');
  });

  it.each(['OPEN', 'CANCELLED', 'RENEGOTIATED'] as const)('is nothing while a promise is %s', (outcome) => {
    aCase(debt, promise)
      .when({ ...notice, outcome })
      .thenRefused('nothing-to-notice');
  });

  it('is about a promise of the case', () => {
    aCase(debt).when(notice).thenRefused('unknown-promise', 'promise');
  });
});
