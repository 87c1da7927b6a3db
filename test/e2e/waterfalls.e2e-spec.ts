/** The orders of allocation over HTTP: listed, named by a portfolio, and followed. */
import { HttpLedger } from '../support/http-ledger.js';

it('lists the built-in waterfalls with their steps and sources, and follows the one that a portfolio names', async () => {
  const ledger = await new HttpLedger().start();
  const { waterfalls } = (await ledger.get('/v1/waterfalls')).body as {
    waterfalls: { waterfall: string; source: string; steps: { step: string }[] }[];
  };
  expect(waterfalls.map(({ waterfall }) => waterfall)).toEqual(
    expect.arrayContaining([
      'standard@1',
      'principal-first@1',
      'cn-civil@1',
      'us-collection@1',
      'us-card@1',
      'uk-card@1',
    ]),
  );
  const civil = waterfalls.find(({ waterfall }) => waterfall === 'cn-civil@1');
  expect(civil?.source).toContain('560');
  expect(civil?.steps.map(({ step }) => step)).toEqual(['directed', 'exclude', 'across', 'within', 'held']);

  const portfolio = { name: 'cards', zone: 'America/New_York', currency: 'USD', waterfall: 'us-collection@1' };
  await ledger.record('/v1/portfolios', portfolio);
  const { stream } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'C1', occurredAt: '2026-01-02' });
  const debt = { currency: 'USD', balances: { principal: 500 }, occurredAt: '2026-01-02' };
  const { id } = await ledger.record(`/v1/cases/${stream}/debts`, debt);
  await ledger.record(`/v1/cases/${stream}/debts`, debt);
  await ledger.record(`/v1/cases/${stream}/disputes`, { ground: 'AMOUNT', debts: [id], occurredAt: '2026-01-05' });
  await ledger.record(`/v1/cases/${stream}/payments`, { amount: 600, currency: 'USD', occurredAt: '2026-01-09' });
  const balance = (await ledger.get(`/v1/cases/${stream}/balance`)).body as object;
  expect(balance).toMatchObject({ net: 400, held: 100, components: { principal: 500 } });
  await ledger.close();
});
