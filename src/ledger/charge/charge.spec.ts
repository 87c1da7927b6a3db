/** What changes the amount owed other than payments: charges and adjustments. */
import { aCase } from '../../../test/support/case-scenario.js';
import { CHARGEABLE, type Component } from '../components.js';
import type { CaseCommand } from '../ledger.js';
import { AMOUNT_MAX } from '../money.js';
import { netOf } from '../payment/account.state.js';

const debt: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 1_000, fee: 200 },
  occurredAt: '2026-03-01',
};
const fee: CaseCommand = { type: 'AssessCharge', component: 'fee', amount: 50, occurredAt: '2026-03-10' };
const pay = (amount: number, occurredAt = '2026-03-05'): CaseCommand => ({ type: 'RecordPayment', amount, occurredAt });

describe('a charge', () => {
  it('raises its component', () => {
    const scenario = aCase(debt)
      .when({ ...fee, dueDate: '2026-04-10', legalBasis: 'contract 4.2' })
      .then({
        type: 'ChargeAssessed',
        eff: '2026-03-10',
        data: {
          charge: 'charge-1',
          debt: 'debt-1',
          component: 'fee',
          amount: 50,
          dueDate: '2026-04-10',
          legalBasis: 'contract 4.2',
        },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000, fee: 250, held: 0 });
  });

  it.each(CHARGEABLE)('may be of the component %s', (component) => {
    const scenario = aCase(debt).given({ ...fee, component });
    expect(netOf(scenario.state.account)).toBe(1_250);
  });

  it('of nothing is recorded and flagged', () => {
    aCase(debt)
      .when({ ...fee, amount: 0 })
      .then({ type: 'ChargeAssessed', data: { amount: 0, flags: ['zero-amount'] } });
  });

  it('takes money that the case holds, from the day of the charge on', () => {
    const scenario = aCase(debt, pay(1_230));
    expect(scenario.balance()).toEqual({ held: 30 });
    scenario.when(fee).then(
      { type: 'ChargeAssessed' },
      {
        type: 'PaymentsReallocated',
        cause: 'event-4',
        eff: '2026-03-10',
        data: {
          changes: [{ credit: 'payment-1', version: 2, lines: [{ debt: 'debt-1', component: 'fee', amount: 30 }] }],
        },
      },
    );
    expect(scenario.balance()).toEqual({ fee: 20, held: 0 });
  });

  it('that is recorded late changes how later payments were used', () => {
    // 200 went to the fee, 100 to the principal; with 50 more of fee since the 2nd, 50 less went to the principal.
    const scenario = aCase(debt, pay(300))
      .when({ ...fee, occurredAt: '2026-03-02' })
      .then(
        { type: 'ChargeAssessed', eff: '2026-03-02' },
        {
          type: 'PaymentsReallocated',
          data: {
            changes: [
              {
                credit: 'payment-1',
                version: 2,
                lines: [
                  { debt: 'debt-1', component: 'fee', amount: 50, eff: '2026-03-05' },
                  { debt: 'debt-1', component: 'principal', amount: -50, eff: '2026-03-05' },
                ],
              },
            ],
          },
        },
      );
    expect(scenario.balance()).toEqual({ principal: 950, held: 0 });
  });

  it.each([
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 0.1 }],
    ['bad-amount', 'amount', { amount: AMOUNT_MAX + 1 }],
    ['bad-amount', 'amount', { amount: Number.NaN }],
    ['amount-overflow', 'amount', { amount: AMOUNT_MAX }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['bad-currency', 'currency', { currency: '€' }],
    ['unknown-component', 'component', { component: 'refund-recoverable' as Component }],
    ['unknown-component', 'component', { component: '=SUM(A1)' as Component }],
    ['unknown-debt', 'debt', { debt: 'debt-9' }],
    ['bad-date', 'dueDate', { dueDate: '2026-13-01' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...fee, ...change })
      .thenRefused(code, field);
  });

  it('names its debt where the case has several, and needs one', () => {
    aCase(debt, debt).when(fee).thenRefused('ambiguous-debt', 'debt');
    aCase().when(fee).thenRefused('unknown-debt', 'debt');
    aCase(debt, debt)
      .when({ ...fee, debt: 'debt-2' })
      .then({ type: 'ChargeAssessed', data: { debt: 'debt-2' } });
  });
});

describe('an adjustment', () => {
  const adjust = (delta: number, component: Component = 'fee'): CaseCommand => ({
    type: 'AdjustBalance',
    component,
    delta,
    reason: 'typing error',
    evidence: 'letter of 3 March',
    occurredAt: '2026-03-10',
  });

  it('raises what is owed', () => {
    const scenario = aCase(debt)
      .when(adjust(30))
      .then({
        type: 'BalanceAdjusted',
        data: {
          adjustment: 'adjustment-1',
          debt: 'debt-1',
          component: 'fee',
          delta: 30,
          reason: 'typing error',
          evidence: 'letter of 3 March',
        },
      });
    expect(scenario.balance()).toEqual({ principal: 1_000, fee: 230, held: 0 });
  });

  it('lowers its own component first', () => {
    const scenario = aCase(debt)
      .when(adjust(-150, 'principal'))
      .then({
        type: 'BalanceAdjusted',
        data: {
          delta: -150,
          waterfall: 'standard@1',
          lines: [{ debt: 'debt-1', component: 'principal', amount: 150 }],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 850, fee: 200, held: 0 });
  });

  it('of more than its component owes goes on to the rest of the debt', () => {
    const scenario = aCase(debt)
      .when(adjust(-250))
      .then({
        type: 'BalanceAdjusted',
        data: {
          lines: [
            { debt: 'debt-1', component: 'fee', amount: 200 },
            { debt: 'debt-1', component: 'principal', amount: 50 },
          ],
        },
      });
    expect(scenario.balance()).toEqual({ principal: 950, held: 0 });
  });

  it("of more than anything owes is held in the debtor's favour, and a later charge takes it", () => {
    const scenario = aCase(debt, adjust(-1_500));
    expect(scenario.balance()).toEqual({ held: 300 });
    scenario.given({ ...fee, occurredAt: '2026-03-20' });
    expect(scenario.balance()).toEqual({ held: 250 });
  });

  it('after the fee was paid gives that money to the rest of the debt', () => {
    const scenario = aCase(debt, pay(200)).given(adjust(-200));
    expect(scenario.balance()).toEqual({ principal: 800, held: 0 });
  });

  it('of nothing is recorded and flagged', () => {
    aCase(debt)
      .when(adjust(0))
      .then({ type: 'BalanceAdjusted', data: { delta: 0, flags: ['zero-amount'] } });
  });

  it.each([
    ['bad-amount', 'delta', { delta: 0.5 }],
    ['bad-amount', 'delta', { delta: -AMOUNT_MAX - 1 }],
    ['amount-overflow', 'delta', { delta: AMOUNT_MAX }],
    ['amount-overflow', 'delta', { delta: -AMOUNT_MAX }],
    ['reason-missing', 'reason', { reason: '' }],
    ['wrong-currency', 'currency', { currency: 'CNY' }],
    ['unknown-component', 'component', { component: 'refund-recoverable' as Component }],
    ['unknown-debt', 'debt', { debt: 'debt-9' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...adjust(1), ...change } as CaseCommand)
      .thenRefused(code, field);
  });
});
