/** What the doctor says of this machine's clock. */
import type { StoredEvent } from '../../store/port.js';
import { TestLedger } from '../../../test/support/test-ledger.js';
import { checkClock } from './clock.js';

const NOW = Date.parse('2026-03-31T12:00:00Z');

const said = (ahead?: string, behind?: string, events: readonly StoredEvent[] = [], now = NOW) =>
  checkClock({
    store: { readBack: () => Promise.resolve(events) } as never,
    clock: { now: () => now },
    clockWatch: { refusal: () => Promise.resolve(ahead), warning: () => behind },
  });

it('ahead of the others is a failure, behind them a warning, each with what to do', async () => {
  expect(await said('12 s ahead')).toMatchObject({
    health: 'fail',
    found: '12 s ahead',
    advice: expect.stringMatching(/NTP/),
  });
  expect(await said(undefined, '20 s behind')).toMatchObject({ health: 'warn', found: '20 s behind' });
  expect(await said()).toMatchObject({ health: 'ok' });
});

it('behind the newest fact is a failure', async () => {
  const ledger = new TestLedger();
  try {
    await ledger.createPortfolio();
    const events = await ledger.store.readBack('end', 1);
    expect(await said(undefined, undefined, events)).toMatchObject({ health: 'ok' });
    expect(await said(undefined, undefined, events, NOW - 6_000)).toMatchObject({
      health: 'fail',
      found: expect.stringMatching(/6 s behind/),
    });
  } finally {
    await ledger.close();
  }
});
