/** Money that comes back: reversals under both bases, whole and in part. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { AMOUNT_MAX } from '../money.js';
import type { ReversalReason } from '../policy.js';
import type { ReversePayment } from './payment.decide.js';

const debt: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 1_000, cost: 100 },
  occurredAt: '2026-03-01',
};
const pay = (amount: number, occurredAt = '2026-03-05'): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt });
const bounce: ReversePayment = {
  type: 'ReversePayment',
  payment: 'payment-1',
  reason: 'NSF',
  occurredAt: '2026-03-20',
};

describe('a reversal on the original date', () => {
  it('makes it as if the money had never come: its lines mirror the allocation at the date of the payment', () => {
    const scenario = aCase(debt, pay(300))
      .when(bounce)
      .then({
        type: 'PaymentReversed',
        eff: '2026-03-20',
        ref: 'event-2',
        data: {
          reversal: 'reversal-1',
          payment: 'payment-1',
          amount: 300,
          reason: 'NSF',
          basis: 'ORIGINAL_DATE',
          paidOn: '2026-03-05',
          lines: [
            { debt: 'debt-1', component: 'cost', amount: 100, eff: '2026-03-05' },
            { debt: 'debt-1', component: 'principal', amount: 200, eff: '2026-03-05' },
          ],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000, cost: 100, held: 0 });
  });

  it('lets later payments take the place of the one that bounced', () => {
    const scenario = aCase(debt, pay(100), pay(50, '2026-03-10'));
    expect(scenario.balance()).toEqual({ principal: 950, held: 0 });
    scenario.when(bounce).then(
      {
        type: 'PaymentReversed',
        data: { lines: [{ debt: 'debt-1', component: 'cost', amount: 100, eff: '2026-03-05' }] },
      },
      {
        type: 'PaymentsReallocated',
        cause: 'event-6',
        data: {
          changes: [
            {
              credit: 'payment-2',
              version: 2,
              lines: [
                { debt: 'debt-1', component: 'cost', amount: 50, eff: '2026-03-10' },
                { debt: 'debt-1', component: 'principal', amount: -50, eff: '2026-03-10' },
              ],
            },
          ],
        },
      },
    );
    expect(scenario.balance()).toEqual({ principal: 1_000, cost: 50, held: 0 });
  });

  it('of a part takes back what the waterfall paid last', () => {
    const scenario = aCase(debt, pay(300))
      .when({ ...bounce, amount: 250 })
      .then({
        type: 'PaymentReversed',
        data: {
          amount: 250,
          lines: [
            { debt: 'debt-1', component: 'cost', amount: 50, eff: '2026-03-05' },
            { debt: 'debt-1', component: 'principal', amount: 200, eff: '2026-03-05' },
          ],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000, cost: 50, held: 0 });
  });
});

describe('a reversal on its own date', () => {
  const chargeback: ReversePayment = { ...bounce, reason: 'CHARGEBACK' };

  it('leaves the time between as it was', () => {
    const scenario = aCase(debt, pay(300), pay(50, '2026-03-10'))
      .when(chargeback)
      .then({
        type: 'PaymentReversed',
        eff: '2026-03-20',
        data: {
          basis: 'REVERSAL_DATE',
          paidOn: '2026-03-05',
          lines: [
            { debt: 'debt-1', component: 'principal', amount: 200 },
            { debt: 'debt-1', component: 'cost', amount: 100 },
          ],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 950, cost: 100, held: 0 });
  });

  it('takes first what the payment still holds', () => {
    const scenario = aCase(debt, pay(1_150))
      .when({ ...chargeback, amount: 60 })
      .then({
        type: 'PaymentReversed',
        data: { amount: 60, lines: [{ debt: 'debt-1', component: 'principal', amount: 10 }] },
      });
    expect(scenario.balance()).toEqual({ principal: 10, held: 0 });
  });

  it('of a part takes back what was paid last', () => {
    const scenario = aCase(debt, pay(300)).given({ ...chargeback, amount: 50 });
    expect(scenario.balance()).toEqual({ principal: 850, held: 0 });
  });
});

describe('the basis of a reversal', () => {
  it.each<[ReversalReason, string]>([
    ['NSF', 'ORIGINAL_DATE'],
    ['CHARGEBACK', 'REVERSAL_DATE'],
    ['MISPOST', 'ORIGINAL_DATE'],
    ['FRAUD', 'ORIGINAL_DATE'],
    ['COURT', 'REVERSAL_DATE'],
    ['DUPLICATE', 'ORIGINAL_DATE'],
  ])('for the reason %s is %s, unless the command names another', (reason, basis) => {
    aCase(debt, pay(1))
      .when({ ...bounce, reason })
      .then({ type: 'PaymentReversed', data: { reason, basis } });
    const other = basis === 'ORIGINAL_DATE' ? 'REVERSAL_DATE' : 'ORIGINAL_DATE';
    aCase(debt, pay(1))
      .when({ ...bounce, reason, basis: other })
      .then({ type: 'PaymentReversed', data: { basis: other } });
  });
});

describe('a payment is reversed in parts', () => {
  it.each(['ORIGINAL_DATE', 'REVERSAL_DATE'] as const)('until nothing is left of it (%s)', (basis) => {
    const scenario = aCase(debt, pay(300), { ...bounce, basis, amount: 100 })
      .when({ ...bounce, basis, amount: 201 })
      .thenRefused('reversal-exceeds-payment', 'amount')
      .when({ ...bounce, basis })
      .then({ type: 'PaymentReversed', data: { amount: 200 } })
      .when({ ...bounce, basis, amount: 1 })
      .thenRefused('payment-reversed', 'payment')
      .when({ ...bounce, basis })
      .thenRefused('payment-reversed', 'payment');
    expect(scenario.balance()).toEqual({ principal: 1_000, cost: 100, held: 0 });
  });

  it('a part of nothing is recorded and flagged', () => {
    aCase(debt, pay(300))
      .when({ ...bounce, amount: 0 })
      .then({ type: 'PaymentReversed', data: { amount: 0, lines: [], flags: ['zero-amount'] } });
  });

  it('a payment of nothing is reversed too, and flagged', () => {
    aCase(debt, pay(0))
      .when(bounce)
      .then({ type: 'PaymentReversed', data: { amount: 0, lines: [], flags: ['zero-amount'] } });
  });
});

describe('a reversal is refused', () => {
  it.each([
    ['unknown-payment', 'payment', { payment: 'payment-9' }],
    ['reversal-exceeds-payment', 'amount', { amount: 301 }],
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 0.5 }],
    ['bad-amount', 'amount', { amount: AMOUNT_MAX + 1 }],
    ['reversed-before-paid', 'effectiveDate', { effectiveDate: '2026-03-04' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
  ])('as %s for its %s: %j', (code, field, change) => {
    aCase(debt, pay(300))
      .when({ ...bounce, ...change })
      .thenRefused(code, field);
  });

  it('where it names a credit that is no payment', () => {
    aCase(debt, {
      type: 'ApplyWaiver',
      component: 'cost',
      amount: 100,
      authority: 'head office',
      reason: 'goodwill',
      occurredAt: '2026-03-05',
    })
      .when({ ...bounce, payment: 'waiver-1' })
      .thenRefused('unknown-payment', 'payment');
  });
});
