/** Money received: recorded whatever it breaks, directed by its payer, refused only where it cannot be. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { RecordPayment } from './payment.decide.js';
import { AMOUNT_MAX } from '../money.js';

const debt = (balances: object, occurredAt = '2026-03-01'): CaseCommand => ({
  type: 'RegisterDebt',
  balances,
  occurredAt,
});
const pay = (amount: number, occurredAt = '2026-03-05'): RecordPayment => ({
  type: 'RecordPayment',
  amount,
  occurredAt,
});

describe('a payment', () => {
  it('is one append of what came in and what it was used for', () => {
    const scenario = aCase(debt({ principal: 1_000 }))
      .when({ ...pay(400), method: 'bank transfer', payerRole: 'DEBTOR', externalRef: 'TRX-9' })
      .then(
        {
          type: 'PaymentReceived',
          eff: '2026-03-05',
          data: {
            payment: 'payment-1',
            amount: 400,
            currency: 'EUR',
            method: 'bank transfer',
            payerRole: 'DEBTOR',
            externalRef: 'TRX-9',
          },
        },
        {
          type: 'PaymentAllocated',
          cause: 'event-2',
          data: {
            payment: 'payment-1',
            version: 1,
            waterfall: 'standard@1',
            lines: [{ debt: 'debt-1', component: 'principal', amount: 400 }],
            held: 0,
          },
        },
      );
    expect(scenario.balance()).toEqual({ principal: 600, held: 0 });
  });

  it('has the value date that it is given, else the day on which it came in the zone of the case', () => {
    const came = (change: object): unknown => {
      const { result } = aCase(debt({ principal: 10 })).when({ type: 'RecordPayment', amount: 1, ...change });
      return (result as { eff: string }[])[0]?.eff;
    };
    expect(came({ occurredAt: '2026-03-05T23:30:00Z' })).toBe('2026-03-06'); // half past midnight in Rome
    expect(came({ occurredAt: '2026-03-05T23:30:00Z', effectiveDate: '2026-03-04' })).toBe('2026-03-04');
    expect(came({})).toBe('2026-03-31');
  });

  it('of nothing is recorded and flagged', () => {
    aCase(debt({ principal: 10 }))
      .when(pay(0))
      .then(
        { type: 'PaymentReceived', data: { amount: 0, flags: ['zero-amount'] } },
        { type: 'PaymentUnallocatedHeld', data: { amount: 0 } },
      );
  });

  it.each([
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 10.5 }],
    ['bad-amount', 'amount', { amount: AMOUNT_MAX + 1 }],
    ['bad-amount', 'amount', { amount: Number.POSITIVE_INFINITY }],
    ['bad-amount', 'amount', { amount: '100' as unknown as number }],
    ['amount-overflow', 'amount', { amount: AMOUNT_MAX }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['bad-currency', 'currency', { currency: 'eur' }],
    ['unknown-debt', 'debts', { directedTo: ['debt-1', 'debt-9'] }],
    ['value-date-ahead', 'effectiveDate', { effectiveDate: '2026-04-01' }],
    ['bad-date', 'effectiveDate', { effectiveDate: '2026-02-29' }],
    ['occurred-in-future', 'occurredAt', { occurredAt: '2026-03-31T12:05:01Z' }],
    ['bad-moment', 'occurredAt', { occurredAt: '2026-03-05T25:00:00Z' }],
    ['text-too-long', 'externalRef', { externalRef: 'x'.repeat(501) }],
    ['malformed-text', 'externalRef', { externalRef: 'half \ud83d' }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt({ principal: 10 }))
      .when({ ...pay(1), ...change })
      .thenRefused(code, field);
  });

  it('keeps text as text, whatever it looks like', () => {
    for (const externalRef of ["'; DROP TABLE events; --", '=HYPERLINK("http://x")', '\u0000', '借款']) {
      aCase(debt({ principal: 10 }))
        .when({ ...pay(1), externalRef })
        .then({ type: 'PaymentReceived', data: { externalRef } }, { type: 'PaymentAllocated' });
    }
  });

  it('of the greatest safe amount is recorded', () => {
    const scenario = aCase(pay(AMOUNT_MAX));
    expect(scenario.balance()).toEqual({ held: AMOUNT_MAX });
  });
});

describe('a directed payment', () => {
  const two = [debt({ principal: 100 }, '2026-03-01'), debt({ principal: 100 }, '2026-03-02')];

  it('goes to the debt that its payer named, then to the others', () => {
    aCase(...two)
      .when({ ...pay(150), directedTo: ['debt-2'] })
      .then(
        { type: 'PaymentReceived', data: { directedTo: ['debt-2'] } },
        {
          type: 'PaymentAllocated',
          data: {
            lines: [
              { debt: 'debt-2', component: 'principal', amount: 100 },
              { debt: 'debt-1', component: 'principal', amount: 50 },
            ],
          },
        },
      );
  });

  it('keeps the order of the debts named', () => {
    const scenario = aCase(...two, debt({ principal: 100 }, '2026-03-03'));
    scenario.when({ ...pay(150), directedTo: ['debt-3', 'debt-2'] }).then(
      { type: 'PaymentReceived' },
      {
        type: 'PaymentAllocated',
        data: {
          lines: [
            { debt: 'debt-3', component: 'principal', amount: 100 },
            { debt: 'debt-2', component: 'principal', amount: 50 },
          ],
        },
      },
    );
  });

  it('that names a debt twice pays it once', () => {
    const scenario = aCase(...two)
      .when({ ...pay(150), directedTo: ['debt-2', 'debt-2'] })
      .then(
        { type: 'PaymentReceived', data: { directedTo: ['debt-2'] } },
        {
          type: 'PaymentAllocated',
          data: {
            lines: [
              { debt: 'debt-2', component: 'principal', amount: 100 },
              { debt: 'debt-1', component: 'principal', amount: 50 },
            ],
          },
        },
      );
    expect(scenario.balance()).toEqual({ principal: 50, held: 0 });
  });

  it('to no debt is an undirected one', () => {
    aCase(...two)
      .when({ ...pay(1), directedTo: [] })
      .then(
        { type: 'PaymentReceived' },
        { type: 'PaymentAllocated', data: { lines: [{ debt: 'debt-1', component: 'principal', amount: 1 }] } },
      );
  });
});
