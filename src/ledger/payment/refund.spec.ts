/** Held money that goes back to the debtor, and what becomes of it when the payment bounces. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
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

describe('a refund', () => {
  const refund = (amount: number, occurredAt = '2026-03-15'): CaseCommand => ({
    type: 'PayRefund',
    amount,
    method: 'bank transfer',
    occurredAt,
  });

  it('gives held money back, the oldest credit first', () => {
    const scenario = aCase(debt, pay(1_100, '2026-03-05'), pay(30, '2026-03-07'), pay(30, '2026-03-06'))
      .when(refund(40))
      .then({
        type: 'RefundPaid',
        data: {
          refund: 'refund-1',
          amount: 40,
          method: 'bank transfer',
          from: [
            { credit: 'payment-3', amount: 30 },
            { credit: 'payment-2', amount: 10 },
          ],
        },
      });
    expect(scenario.balance()).toEqual({ held: 20 });
  });

  it('of nothing is refused: it is an intention', () => {
    const { result } = aCase(debt, pay(1_200)).when(refund(0));
    expect(result).toMatchObject({ why: 'not-allowed', code: 'zero-amount', field: 'amount' });
  });

  it('of more than is held is refused', () => {
    aCase(debt, pay(1_200))
      .when(refund(101))
      .thenRefused('refund-exceeds-held', 'amount')
      .when(refund(100))
      .then({ type: 'RefundPaid' });
    aCase(debt, pay(300)).when(refund(1)).thenRefused('refund-exceeds-held', 'amount');
  });

  it.each([
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 0.5 }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt, pay(1_200))
      .when({ ...refund(1), ...change })
      .thenRefused(code, field);
  });

  it('on a closed case is recorded and flagged', () => {
    aCase(debt, pay(1_200), { type: 'CloseCase', reason: 'SETTLED' })
      .when(refund(100))
      .then({ type: 'RefundPaid', data: { flags: ['case-closed'] } });
  });

  describe('of a payment that then bounces', () => {
    it.each(['ORIGINAL_DATE', 'REVERSAL_DATE'] as const)(
      'is owed back on the case as a whole, in the lines of the reversal itself (%s)',
      (basis) => {
        const scenario = aCase(debt, pay(1_200), refund(100));
        expect(scenario.balance()).toEqual({ held: 0 });
        const { result } = scenario.when({ ...bounce, basis });
        expect(result).toHaveLength(1);
        const [reversed] = result as unknown as { data: { lines: { component: string; amount: number }[] } }[];
        const owed = Object.fromEntries((reversed?.data.lines ?? []).map((line) => [line.component, line.amount]));
        expect(owed).toEqual({ principal: 1_000, cost: 100, 'refund-recoverable': 100 });
        expect(scenario.balance()).toEqual({ principal: 1_000, cost: 100, 'refund-recoverable': 100, held: 0 });
      },
    );

    it('is recovered first by the next payment', () => {
      const scenario = aCase(debt, pay(1_200), refund(100), bounce).given(pay(150, '2026-03-25'));
      expect(scenario.balance()).toEqual({ principal: 1_000, cost: 50, held: 0 });
    });

    it('is owed back only for the part that was refunded and reversed', () => {
      const scenario = aCase(debt, pay(1_200), refund(60)).given({
        ...bounce,
        basis: 'REVERSAL_DATE',
        amount: 70,
      });
      // 40 were still held; of the other 30 of the reversal, 30 had been refunded.
      expect(scenario.balance()).toEqual({ 'refund-recoverable': 30, held: 0 });
    });
  });
});
