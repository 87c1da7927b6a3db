/** A portfolio: the book of one creditor, worked under one policy. */
import { noPortfolio } from '../../../test/support/other-scenarios.js';
import { PRINCIPAL_FIRST_WATERFALL, STANDARD_POLICY } from '../policy.js';
import type { CreatePortfolio } from './portfolio.decide.js';
import { policyFor, type PortfolioState } from './portfolio.state.js';

const create: CreatePortfolio = { type: 'CreatePortfolio', name: 'fines-2005', zone: 'Europe/Rome' };

function policyOf(state: PortfolioState): ReturnType<typeof policyFor> {
  if (!state.created) throw new Error('no portfolio');
  return policyFor(state.created);
}

describe('a portfolio', () => {
  it('is created with its settings', () => {
    noPortfolio()
      .when({
        ...create,
        title: 'Road fines',
        creditor: 'Comune',
        currency: 'EUR',
        jurisdictions: ['IT'],
        capacity: 'FIRST_PARTY',
        waterfall: 'principal-first@1',
        promiseGraceDays: 5,
        promiseToleranceBps: 500,
      })
      .then({
        type: 'PortfolioCreated',
        data: {
          name: 'fines-2005',
          zone: 'Europe/Rome',
          currency: 'EUR',
          jurisdictions: ['IT'],
          capacity: 'FIRST_PARTY',
        },
      });
  });

  it('keeps command matters out of the fact', () => {
    const { facts } = noPortfolio().given({ ...create, occurredAt: '2026-01-01', effectiveDate: '2026-01-01' });
    expect(facts[0]?.data).toEqual({ name: 'fines-2005', zone: 'Europe/Rome' });
  });

  it('is created once: the second creation is told the id of the first', () => {
    const { result } = noPortfolio().given(create).when(create);
    expect(result).toMatchObject({ why: 'exists', code: 'portfolio-exists', id: 'portfolio-1' });
  });

  it.each([
    ['bad-name', 'name', { name: '' }],
    ['bad-name', 'name', { name: 'two words' }],
    ['bad-name', 'name', { name: '-x' }],
    ['bad-name', 'name', { name: 'x'.repeat(65) }],
    ['bad-name', 'name', { name: "x'; DROP TABLE events; --" }],
    ['bad-name', 'name', { name: '=1+1' }],
    ['bad-zone', 'zone', { zone: 'Nowhere/Land' }],
    ['bad-zone', 'zone', { zone: '+01:00' }],
    ['bad-zone', 'zone', { zone: '' }],
    ['bad-currency', 'currency', { currency: 'eur' }],
    ['bad-jurisdiction', 'jurisdictions', { jurisdictions: ['US', 'us-ma'] }],
    ['bad-jurisdiction', 'jurisdictions', { jurisdictions: ['USA'] }],
    ['bad-jurisdiction', 'jurisdictions', { jurisdictions: ['Narnia'] }],
    ['bad-jurisdiction', 'jurisdictions', { jurisdictions: ['US_MA'] }],
    ['unknown-waterfall', 'waterfall', { waterfall: 'standard' }],
    ['unknown-waterfall', 'waterfall', { waterfall: 'standard@2' }],
    ['bad-number', 'promiseGraceDays', { promiseGraceDays: -1 }],
    ['bad-number', 'promiseGraceDays', { promiseGraceDays: 1.5 }],
    ['bad-number', 'promiseGraceDays', { promiseGraceDays: 366 }],
    ['bad-number', 'promiseToleranceBps', { promiseToleranceBps: 10_001 }],
  ])('is refused as %s for its %s: %j', (code, field, change) => {
    noPortfolio()
      .when({ ...create, ...change })
      .thenRefused(code, field);
  });
});

describe('its policy', () => {
  it('is the standard one where it chose nothing', () => {
    const { state } = noPortfolio().given(create);
    expect(policyOf(state)).toEqual({
      ...STANDARD_POLICY,
      id: 'fines-2005',
      zone: 'Europe/Rome',
      currency: undefined,
    });
  });

  it('follows its choices, zero included', () => {
    const { state } = noPortfolio().given({
      ...create,
      currency: 'EUR',
      waterfall: 'principal-first@1',
      promiseGraceDays: 0,
      promiseToleranceBps: 0,
    });
    expect(policyOf(state)).toMatchObject({
      currency: 'EUR',
      waterfall: PRINCIPAL_FIRST_WATERFALL,
      promiseGraceDays: 0,
      promiseToleranceBps: 0,
    });
  });
});
