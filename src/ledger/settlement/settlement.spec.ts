/** Settlements: less than is owed, taken for the whole. */
import { aCase, aClosedCase, type CaseScenario } from '../../../test/support/case-scenario.js';
import { pay } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';
import { SettlementBook, type SettlementAt } from './settlement.calc.js';
import type { OfferSettlement } from './settlement.decide.js';

const debt: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 800, interest: 150, fee: 50 },
  occurredAt: '2026-01-10',
};
const offer: OfferSettlement = {
  type: 'OfferSettlement',
  amount: 600,
  expires: '2026-02-10',
  payBy: '2026-02-28',
  occurredAt: '2026-02-01',
};
const S = { settlement: 'settlement-1' };
const accept: CaseCommand = { type: 'AcceptSettlement', ...S, form: 'WRITTEN', occurredAt: '2026-02-05' };
const complete = (occurredAt = '2026-03-02'): CaseCommand => ({
  type: 'CompleteSettlement',
  ...S,
  authority: 'lead',
  occurredAt,
});

function stageOn(scenario: CaseScenario, asOf: string, facts?: number): SettlementAt {
  return new SettlementBook(scenario.facts.slice(0, facts)).at(asOf)[0] as SettlementAt;
}

describe('a settlement is offered', () => {
  it('for less than the debts owe', () => {
    aCase(debt)
      .when({ ...offer, authority: 'lead', payBy: undefined })
      .then({
        type: 'SettlementOffered',
        data: {
          ...S,
          debts: ['debt-1'],
          amount: 600,
          currency: 'EUR',
          owed: 1_000,
          expires: '2026-02-10',
          payBy: '2026-02-10',
        },
      });
  });

  it('on a closed case, which is flagged', () => {
    aClosedCase(debt)
      .when(offer)
      .then({ type: 'SettlementOffered', data: { flags: ['case-closed'] } });
  });

  it.each([
    ['zero-amount', 'amount', { amount: 0 }],
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 1.5 }],
    ['settlement-not-less', 'amount', { amount: 1_000 }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
    ['expires-before-offered', 'expires', { expires: '2026-01-31' }],
    ['expires-before-offered', 'payBy', { payBy: '2026-01-31' }],
    ['bad-date', 'expires', { expires: 'soon' }],
    ['bad-date', 'payBy', { payBy: '2026-02-30' }],
  ])('unless it is refused as %s for its %s', (code, field, change) => {
    aCase(debt)
      .when({ ...offer, ...change })
      .thenRefused(code, field);
  });
});

describe('a settlement is accepted', () => {
  it('once, in time, and orally only with the recording', () => {
    aCase(debt, offer)
      .when({ ...accept, form: 'ORAL' })
      .thenRefused('recording-missing', 'recordingRef')
      .when({ ...accept, occurredAt: '2026-01-31' })
      .thenRefused('accepted-before-offered')
      .when({ ...accept, occurredAt: '2026-02-11' })
      .thenRefused('settlement-lapsed', 'settlement')
      .when({ ...accept, occurredAt: '2026-02-10' })
      .then({ type: 'SettlementAccepted', data: { ...S, form: 'WRITTEN' } })
      .when(accept)
      .thenRefused('settlement-accepted', 'settlement');
  });

  it('only where it was offered', () => {
    aCase(debt).when(accept).thenRefused('unknown-settlement', 'settlement');
  });
});

describe('a settlement is completed', () => {
  const paid = [debt, offer, accept, pay(600, '2026-02-20')];

  it('and what is left is waived, component by component, in the same append', () => {
    const scenario = aCase(...paid)
      .when(complete())
      .then(
        { type: 'SettlementCompleted', data: { ...S, paid: 600, waived: 400, authority: 'lead' } },
        {
          type: 'WaiverApplied',
          cause: 'event-6',
          data: {
            waiver: 'waiver-1-1',
            debt: 'debt-1',
            component: 'principal',
            amount: 400,
            authority: 'lead',
            reason: 'SETTLEMENT',
          },
        },
      );
    expect(scenario.balance()).toEqual({ held: 0 });
    expect(stageOn(scenario, '2026-03-02')).toMatchObject({ stage: 'COMPLETED', since: '2026-03-02' });
    scenario.when(complete()).thenRefused('settlement-stage', 'settlement');
  });

  it('on several debts and components, each waiver decided on what the one before it leaves', () => {
    const scenario = aCase(debt, debt, { ...offer, amount: 100 }, accept, pay(100, '2026-02-20'), complete());
    expect(scenario.facts.filter(({ type }) => type === 'WaiverApplied')).toHaveLength(5);
    expect(scenario.balance()).toEqual({ held: 0 });
  });

  it('on its own debts only', () => {
    const other: CaseCommand = { type: 'RegisterDebt', balances: { cost: 70 }, occurredAt: '2026-01-11' };
    const scenario = aCase(
      debt,
      other,
      { ...offer, debts: ['debt-1'] },
      accept,
      pay(600, '2026-02-20', { directedTo: ['debt-1'] }),
    );
    scenario.given(complete());
    expect(scenario.balance()).toEqual({ cost: 70, held: 0 });
  });

  it.each([
    ['not accepted', [debt, offer, pay(600, '2026-02-05')]],
    ['not paid enough', [debt, offer, accept, pay(599, '2026-02-05')]],
    ['paid too late', [debt, offer, accept, pay(600, '2026-03-01')]],
    ['paid before it was offered', [debt, pay(600, '2026-01-31'), { ...offer, amount: 300 }, accept]],
    [
      'paid, and the payment returned',
      [...paid, { type: 'ReversePayment', payment: 'payment-1', reason: 'NSF', occurredAt: '2026-02-25' }],
    ],
  ] as [string, CaseCommand[]][])('but not while it is %s', (_why, given) => {
    aCase(...given)
      .when(complete())
      .thenRefused('settlement-stage', 'settlement');
  });

  it('on a day that has come', () => {
    aCase(...paid)
      .when({ ...complete(), effectiveDate: '2026-04-30' })
      .thenRefused('value-date-ahead', 'effectiveDate');
  });
});

describe('a settlement lapses', () => {
  it('on the day after it could be accepted, or after it should have been paid', () => {
    expect(stageOn(aCase(debt, offer), '2026-02-10')).toMatchObject({ stage: 'OFFERED', since: '2026-02-01' });
    expect(stageOn(aCase(debt, offer), '2026-02-11')).toMatchObject({ stage: 'LAPSED', since: '2026-02-11' });
    expect(stageOn(aCase(debt, offer, accept), '2026-02-28')).toMatchObject({ stage: 'ACCEPTED', since: '2026-02-05' });
    expect(stageOn(aCase(debt, offer, accept), '2026-03-01')).toMatchObject({ stage: 'LAPSED', since: '2026-03-01' });
  });

  it('unless money recorded late was there in time; as known before it had lapsed', () => {
    const scenario = aCase(debt, offer, accept);
    const known = scenario.facts.length;
    scenario.given(pay(600, '2026-03-10', { effectiveDate: '2026-02-27' }));
    expect(stageOn(scenario, '2026-03-05', known).stage).toBe('LAPSED');
    expect(stageOn(scenario, '2026-03-05')).toMatchObject({
      stage: 'PAID',
      since: '2026-02-27',
      payments: ['payment-1'],
    });
  });

  it('and is noticed once, then revised', () => {
    const notice: CaseCommand = {
      type: 'NoticeSettlement',
      ...S,
      stage: 'LAPSED',
      ordinal: 1,
      paid: 0,
      retrospective: true,
    };
    aCase(debt, offer)
      .when({ ...notice, stage: 'OFFERED' })
      .thenRefused('nothing-to-notice')
      .when(notice)
      .then({ type: 'SettlementLapsed', data: { stage: 'OFFERED', ordinal: 1, flags: ['retrospective'] } })
      .when(notice)
      .thenRefused('notice-out-of-turn', 'ordinal')
      .when({ ...notice, stage: 'PAID', ordinal: 2, retrospective: false })
      .then({ type: 'SettlementLapseRevised', data: { from: 'LAPSED', to: 'PAID', ordinal: 2 } });
  });
});

describe('a settlement of debts that bear interest', () => {
  it('waives the interest of the days up to it too: nothing is owed afterwards, and nothing comes up later', () => {
    const terms: CaseCommand = { type: 'SetInterestTerms', rate: '24', period: 'year', occurredAt: '2026-01-10' };
    const scenario = aCase(debt, terms, offer, accept, pay(600, '2026-02-20'), complete());
    const accrued = scenario.facts.filter(({ type }) => type === 'InterestAccrued');
    expect(accrued.map(({ eff }) => eff)).toEqual(['2026-02-19', '2026-03-01']);
    expect(scenario.balance()).toEqual({ held: 0 });
    scenario.when({ type: 'PostInterest', through: '2026-03-30', trigger: 'STATEMENT' }).thenRefused('nothing-accrued');
  });
});
