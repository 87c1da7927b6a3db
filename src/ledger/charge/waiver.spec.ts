/** A waiver: what the creditor gives up, never more than is owed. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { Component } from '../components.js';
import type { CaseCommand } from '../ledger.js';
import type { ApplyWaiver } from './charge.decide.js';

const debt: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 1_000, fee: 200 },
  occurredAt: '2026-03-01',
};
const pay = (amount: number, occurredAt = '2026-03-05'): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt });

describe('a waiver', () => {
  const waive = (amount: number, component: Component = 'fee'): ApplyWaiver => ({
    type: 'ApplyWaiver',
    component,
    amount,
    authority: 'head of collections',
    reason: 'hardship',
    occurredAt: '2026-03-10',
  });

  it('gives up what is due', () => {
    const scenario = aCase(debt)
      .when(waive(200))
      .then({
        type: 'WaiverApplied',
        data: {
          waiver: 'waiver-1',
          debt: 'debt-1',
          component: 'fee',
          amount: 200,
          authority: 'head of collections',
          reason: 'hardship',
          waterfall: 'standard@1',
          lines: [{ debt: 'debt-1', component: 'fee', amount: 200 }],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000, held: 0 });
  });

  it('is never more than its component owes, to the cent', () => {
    aCase(debt)
      .when(waive(201))
      .thenRefused('waiver-exceeds-due', 'amount')
      .given(waive(199))
      .when(waive(2))
      .thenRefused('waiver-exceeds-due', 'amount')
      .given(waive(1))
      .when(waive(1))
      .thenRefused('waiver-exceeds-due', 'amount');
  });

  it('of a component that nothing owes is refused', () => {
    aCase(debt).when(waive(1, 'cost')).thenRefused('waiver-exceeds-due', 'amount');
  });

  it('of nothing is refused: it is an intention, not a fact', () => {
    const { result } = aCase(debt).when(waive(0));
    expect(result).toMatchObject({ why: 'not-allowed', code: 'zero-amount', field: 'amount' });
  });

  it('dated before a payment frees that part of the payment for what was charged later', () => {
    // Paid in full on the 20th, charged 200 on the 25th; the waiver of the 10th leaves 200 of the payment for that.
    const scenario = aCase(debt, pay(1_200, '2026-03-20'), {
      type: 'AssessCharge',
      component: 'fee',
      amount: 200,
      occurredAt: '2026-03-25',
    }).given(waive(200));
    expect(scenario.balance()).toEqual({ held: 0 });
  });

  it.each([
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 1.5 }],
    ['wrong-currency', 'currency', { currency: 'CNY' }],
    ['unknown-component', 'component', { component: 'refund-recoverable' as Component }],
    ['unknown-debt', 'debt', { debt: 'debt-9' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...waive(1), ...change })
      .thenRefused(code, field);
  });
});
