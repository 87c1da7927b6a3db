/** K is a position (design.md, law 3): what was known at an instant, by stores, retries and clocks as they are. */
import { toMillis } from '../../src/ledger/dates.js';
import { PortfolioPolicies } from '../../src/ledger/portfolio/portfolio.policies.js';
import { Transactor } from '../../src/ledger/transact.js';
import { Entropy } from '../../src/privacy/random.js';
import { TestClock, TestLedger } from '../../test/support/test-ledger.js';
import { CaseBalanceHandler, CaseBalanceQuery } from '../balances/balances.query.js';
import { PortfolioTotalsHandler, PortfolioTotalsQuery } from '../portfolio/totals.query.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-31T11:00:00Z');
  await ledger.createPortfolio();
});

afterEach(() => ledger.close());

async function net(id: string, when: { asOf?: string; knownAt?: string }): Promise<number> {
  return (await new CaseBalanceHandler(ledger.read).execute(new CaseBalanceQuery(id, when))).net;
}

async function owing(when: { asOf?: string; knownAt?: string }): Promise<number | undefined> {
  const answer = await new PortfolioTotalsHandler(ledger.read).execute(new PortfolioTotalsQuery('main', when));
  return answer.totals[0]?.owing;
}

describe('knownAt', () => {
  it('cuts before a fact whose append was retried ten seconds late, and includes it from where its place is reached', async () => {
    const id = await ledger.openCase('A', 10_000);
    const other = await ledger.openCase('B', 500);
    ledger.clock.set('2026-03-31T12:00:15Z');
    await ledger.record(other, { type: 'RecordPayment', amount: 100 });
    const slow = ledger.newTransactor(new TestClock(toMillis('2026-03-31T12:00:05Z')));
    await ledger.record(id, { type: 'RecordPayment', amount: 4_000 }, {}, slow);
    ledger.clock.set('2026-03-31T12:00:20Z');
    await ledger.record(other, { type: 'RecordPayment', amount: 1 });
    await ledger.openRead();
    ledger.projector.start();
    expect(await net(id, { knownAt: '2026-03-31T12:00:05Z' })).toBe(10_000);
    expect(await net(id, { knownAt: '2026-03-31T12:00:14.999Z' })).toBe(10_000);
    expect(await net(id, { knownAt: '2026-03-31T12:00:15Z' })).toBe(6_000);
    expect(await owing({ knownAt: '2026-03-31T12:00:05Z' })).toBe(10_500);
    expect(await owing({ knownAt: '2026-03-31T12:00:15Z' })).toBe(6_400);
    expect(await owing({})).toBe(6_399);
  });

  it('stands firm with two clocks three seconds apart: no answer at an earlier K changes with what comes later', async () => {
    const id = await ledger.openCase('A', 10_000);
    await ledger.openRead();
    ledger.projector.start();
    const ahead = new TestClock(toMillis('2026-03-31T12:00:03Z'));
    const behind = new TestClock(toMillis('2026-03-31T12:00:00Z'));
    const [fast, slow] = [ledger.newTransactor(ahead), ledger.newTransactor(behind)];
    const seen = new Map<string, number>();
    for (let i = 0; i < 8; i++) {
      await ledger.record(id, { type: 'RecordPayment', amount: 100 }, {}, i % 2 === 0 ? fast : slow);
      for (const clock of [ahead, behind]) clock.pass(500);
      for (const [knownAt, before] of seen) expect(await net(id, { knownAt })).toBe(before);
      const answer = await new CaseBalanceHandler(ledger.read).execute(new CaseBalanceQuery(id, {}));
      if (answer.lastEvent) seen.set(answer.lastEvent, answer.net);
      const settled = '2026-03-31T12:00:02Z';
      const cut = await ledger.read.cut(settled, 'UTC');
      if (cut.final) seen.set(settled, await net(id, { knownAt: settled }));
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('takes the id of the last event included, prints it, and gives the same answer for it for ever', async () => {
    const id = await ledger.openCase('A', 10_000);
    await ledger.record(id, { type: 'RecordPayment', amount: 1_000 });
    await ledger.openRead();
    ledger.projector.start();
    const handler = new CaseBalanceHandler(ledger.read);
    const then = await handler.execute(new CaseBalanceQuery(id, {}));
    ledger.clock.pass(60_000);
    await ledger.record(id, { type: 'RecordPayment', amount: 2_000 });
    const again = await handler.execute(new CaseBalanceQuery(id, { knownAt: then.lastEvent as string }));
    expect(again).toEqual({ ...then, final: true });
    expect(await net(id, {})).toBe(7_000);
    expect(await owing({ knownAt: then.lastEvent as string })).toBe(9_000);
  });

  it.each([5, 5_000])('finds an event whose id was drawn %i ms ahead of its time', async (ms) => {
    const id = await ledger.openCase('A', 10_000);
    const entropy = new Entropy();
    // A command that began later has drawn the ids of its facts already.
    entropy.eventId(ledger.clock.now() + 1_000 + ms);
    ledger.clock.pass(1_000);
    const ports = { clock: ledger.clock, ids: ledger.ids, entropy, conceal: ledger.vault };
    const busy = new Transactor(ledger.store, { ...ports, policies: new PortfolioPolicies(ledger.store) });
    const { events } = await ledger.record(id, { type: 'RecordPayment', amount: 1_000 }, {}, busy);
    await ledger.openRead();
    ledger.projector.start();
    expect(await net(id, { knownAt: events.at(-1) })).toBe(9_000);
  });

  it('is final once the clock holds a later fact, else provisional', async () => {
    const id = await ledger.openCase('A');
    await ledger.openRead();
    ledger.projector.start();
    const knownAt = '2026-03-31T11:30:00Z';
    const handler = new CaseBalanceHandler(ledger.read);
    expect((await handler.execute(new CaseBalanceQuery(id, { knownAt }))).final).toBe(false);
    ledger.clock.set('2026-03-31T12:00:00Z');
    await ledger.openCase('B');
    expect((await handler.execute(new CaseBalanceQuery(id, { knownAt }))).final).toBe(true);
  });

  it('keeps both times apart: a payment recorded late changes (V, now) and never (V, K) before it', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-03-01');
    ledger.clock.set('2026-03-31T12:00:00Z');
    await ledger.record(id, { type: 'RecordPayment', amount: 4_000, occurredAt: '2026-03-10' });
    await ledger.openRead();
    ledger.projector.start();
    expect(await net(id, { asOf: '2026-03-09' })).toBe(10_000);
    expect(await net(id, { asOf: '2026-03-10' })).toBe(6_000);
    expect(await net(id, { asOf: '2026-03-10', knownAt: '2026-03-31T11:59:59Z' })).toBe(10_000);
    expect(await owing({ asOf: '2026-03-09' })).toBe(10_000);
    expect(await owing({ asOf: '2026-03-31' })).toBe(6_000);
    expect(await owing({ asOf: '2026-03-31', knownAt: '2026-03-31T11:59:59Z' })).toBe(10_000);
  });

  it('refuses what is no K, and an event that the ledger does not have', async () => {
    const id = await ledger.openCase('A');
    await ledger.openRead();
    ledger.projector.start();
    await expect(net(id, { knownAt: 'yesterday' })).rejects.toMatchObject({ details: { status: 400 } });
    const unknown = '01a20160-e8ce-7000-a2ba-84cb0abecaf4';
    await expect(net(id, { knownAt: unknown })).rejects.toMatchObject({ details: { status: 404 } });
  });
});
