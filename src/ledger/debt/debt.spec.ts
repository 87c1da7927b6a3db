/** A debt: registered with what is owed on it, and charged off. */
import { aCase, POLICY, CaseScenario, openCase } from '../../../test/support/case-scenario.js';
import { NOW } from '../../../test/support/scenario.js';
import { AMOUNT_MAX } from '../money.js';
import { netOf } from '../payment/account.state.js';
import type { RegisterDebt } from './debt.decide.js';

const loan: RegisterDebt = {
  type: 'RegisterDebt',
  ref: 'ACC-1',
  product: 'credit card',
  balances: { principal: 100_000, interest: 2_500 },
  occurredAt: '2026-01-10',
};

describe('a debt is registered', () => {
  it('with what is owed by component', () => {
    const scenario = aCase()
      .when({
        ...loan,
        creditor: 'Bank',
        dueDate: '2026-02-01',
        itemizationDate: '2026-01-05',
        chargeOffOn: '2026-07-01',
      })
      .then({
        type: 'DebtRegistered',
        eff: '2026-01-10',
        data: {
          debt: 'debt-1',
          ref: 'ACC-1',
          creditor: 'Bank',
          product: 'credit card',
          currency: 'EUR',
          balances: { principal: 100_000, interest: 2_500 },
          dueDate: '2026-02-01',
          itemizationDate: '2026-01-05',
          chargeOffOn: '2026-07-01',
        },
      });
    expect(scenario.balance()).toEqual({ principal: 100_000, interest: 2_500, held: 0 });
  });

  it('beside the debts that the case has already', () => {
    const scenario = aCase(loan, { ...loan, ref: 'ACC-2', balances: { principal: 1 } });
    expect([...scenario.state.debts.keys()]).toEqual(['debt-1', 'debt-2']);
    expect(scenario.balance()).toEqual({ principal: 100_001, interest: 2_500, held: 0 });
  });

  it('and takes the money that the case holds: one reallocation names all credits that change', () => {
    const scenario = aCase(
      { type: 'RecordPayment', amount: 300, occurredAt: '2026-01-02' },
      { type: 'RecordPayment', amount: 900, occurredAt: '2026-01-03' },
    );
    expect(scenario.balance()).toEqual({ held: 1_200 });
    scenario.when({ ...loan, balances: { principal: 1_000 } }).then(
      { type: 'DebtRegistered' },
      {
        type: 'PaymentsReallocated',
        cause: 'event-5',
        data: {
          changes: [
            { credit: 'payment-1', version: 2, lines: [{ debt: 'debt-1', component: 'principal', amount: 300 }] },
            { credit: 'payment-2', version: 2, lines: [{ debt: 'debt-1', component: 'principal', amount: 700 }] },
          ],
        },
      },
    );
    expect(scenario.balance()).toEqual({ held: 200 });
  });

  it('with nothing owed, which is flagged', () => {
    for (const balances of [{}, { principal: 0 }]) {
      aCase()
        .when({ ...loan, balances })
        .then({ type: 'DebtRegistered', data: { flags: ['zero-amount'] } });
    }
  });

  it('in the currency that the command names, where the case has none yet', () => {
    new CaseScenario(NOW, { ...POLICY, currency: undefined })
      .given(openCase)
      .when({ ...loan, currency: 'CNY' })
      .then({ type: 'DebtRegistered', data: { currency: 'CNY' } });
  });
});

describe('a debt is refused', () => {
  it.each([
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['bad-currency', 'currency', { currency: 'EURO' }],
    ['unknown-component', 'component', { balances: { tax: 5 } as RegisterDebt['balances'] }],
    ['unknown-component', 'component', { balances: { 'refund-recoverable': 5 } }],
    ['bad-amount', 'balances.principal', { balances: { principal: -1 } }],
    ['bad-amount', 'balances.principal', { balances: { principal: 0.5 } }],
    ['bad-amount', 'balances.principal', { balances: { principal: AMOUNT_MAX + 1 } }],
    ['amount-overflow', 'balances', { balances: { principal: AMOUNT_MAX, interest: 1 } }],
    ['bad-date', 'dueDate', { dueDate: '2026-02-30' }],
    ['bad-date', 'itemizationDate', { itemizationDate: '01/05/2026' }],
    ['bad-date', 'chargeOffOn', { chargeOffOn: '' }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
    ['occurred-in-future', 'occurredAt', { occurredAt: '2026-04-01' }],
  ])('as %s for its %s: %j', (code, field, change) => {
    aCase()
      .when({ ...loan, ...change })
      .thenRefused(code, field);
  });

  it('as currency-missing where nothing has named one', () => {
    new CaseScenario(NOW, { ...POLICY, currency: undefined })
      .given(openCase)
      .when(loan)
      .thenRefused('currency-missing', 'currency');
  });
});

describe('a debt is charged off', () => {
  it("between the creditor's accounts: what the debtor owes stays as it is", () => {
    const scenario = aCase(loan)
      .when({ type: 'ChargeOffDebt', amount: 100_000, reason: '180 days' })
      .then({ type: 'ChargedOff', data: { debt: 'debt-1', amount: 100_000, reason: '180 days' } });
    expect(netOf(scenario.state.account)).toBe(102_500);
    expect(scenario.state.debts.get('debt-1')?.chargedOff).toBe(100_000);
  });

  it('in several parts', () => {
    const { state } = aCase(
      loan,
      { type: 'ChargeOffDebt', amount: 60_000 },
      { type: 'ChargeOffDebt', amount: 40_000, debt: 'debt-1' },
    );
    expect(state.debts.get('debt-1')?.chargedOff).toBe(100_000);
  });

  it('and can still be paid', () => {
    const scenario = aCase(loan, { type: 'ChargeOffDebt', amount: 102_500 }).given({
      type: 'RecordPayment',
      amount: 2_500,
    });
    expect(scenario.balance()).toEqual({ principal: 100_000, held: 0 });
  });

  it('at nothing, which is flagged', () => {
    aCase(loan)
      .when({ type: 'ChargeOffDebt', amount: 0 })
      .then({ type: 'ChargedOff', data: { flags: ['zero-amount'] } });
  });

  it.each([
    ['unknown-debt', { debt: 'debt-9', amount: 1 }],
    ['bad-amount', { amount: -1 }],
    ['bad-amount', { amount: 1.5 }],
    ['value-date-ahead', { amount: 1, effectiveDate: '2026-04-01' }],
  ])('unless it is refused as %s: %j', (code, change) => {
    aCase(loan)
      .when({ type: 'ChargeOffDebt', ...change })
      .thenRefused(code);
  });

  it('by name where the case has several debts, and not before it has one', () => {
    aCase().when({ type: 'ChargeOffDebt', amount: 1 }).thenRefused('unknown-debt', 'debt');
    aCase(loan, loan).when({ type: 'ChargeOffDebt', amount: 1 }).thenRefused('ambiguous-debt', 'debt');
  });
});
