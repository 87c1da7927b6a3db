import { join } from 'node:path';
import { plansOf } from '../../test/support/plans.js';
import { READ_IN_POSTGRES } from '../../test/support/read-place.js';
import { decode } from '../ledger/envelope.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { PromiseNotices } from './promise-notices.reactor.js';

let ledger: TestLedger;
let reactor: PromiseNotices;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-05T12:00:00Z');
  await ledger.createPortfolio();
  await ledger.openRead();
  ledger.projector.start();
  reactor = new PromiseNotices(ledger.read, ledger.transactor, ledger.projector, ledger.clock);
});

afterEach(() => ledger.close());

async function promised(ref: string): Promise<string> {
  const id = await ledger.openCase(ref, 10_000, '2026-03-01');
  await ledger.record(id, { type: 'MakePromise', amount: 5_000, dueDate: '2026-03-10', occurredAt: '2026-03-02' });
  return id;
}

async function notices(id: string): Promise<object[]> {
  const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
  return facts
    .filter(({ by }) => by === 'system:promise-notices')
    .map(({ type, at, data }) => ({
      type,
      at,
      ...(data as { ordinal: number; flags?: string[]; from?: string; to?: string }),
    }));
}

describe('notices of promises', () => {
  it('are not made while the promise is open', async () => {
    const id = await promised('A');
    expect(await reactor.react()).toBe(0);
    expect(await notices(id)).toEqual([]);
  });

  it('say once that a promise was broken, dated on the day it became so', async () => {
    const id = await promised('A');
    ledger.clock.set('2026-03-14T12:00:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await reactor.react()).toBe(0);
    expect(await notices(id)).toMatchObject([{ type: 'PromiseBroken', at: '2026-03-14', ordinal: 1, paid: 0 }]);
  });

  it('come after a week of downtime too, once, and say that they are retrospective', async () => {
    const ids = [await promised('A'), await promised('B')];
    await ledger.record(ids[1] as string, { type: 'RecordPayment', amount: 5_000 });
    ledger.clock.set('2026-03-21T12:00:00Z');
    expect(await reactor.react()).toBe(2);
    expect(await reactor.react()).toBe(0);
    expect(await notices(ids[0] as string)).toMatchObject([{ type: 'PromiseBroken', flags: ['retrospective'] }]);
    expect(await notices(ids[1] as string)).toMatchObject([{ type: 'PromiseKept', at: '2026-03-05', when: 'ON_TIME' }]);
  });

  it('are revised by a payment recorded late and by a reversal, and the first notice stays', async () => {
    const id = await promised('A');
    ledger.clock.set('2026-03-14T12:00:00Z');
    await reactor.react();
    const { id: payment } = await ledger.record(id, { type: 'RecordPayment', amount: 5_000, occurredAt: '2026-03-12' });
    expect(await reactor.react()).toBe(1);
    await ledger.record(id, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
    expect(await reactor.react()).toBe(1);
    expect(await notices(id)).toMatchObject([
      { type: 'PromiseBroken', ordinal: 1 },
      { type: 'PromiseOutcomeRevised', ordinal: 2, from: 'BROKEN', to: 'KEPT' },
      { type: 'PromiseOutcomeRevised', ordinal: 3, from: 'KEPT', to: 'BROKEN' },
    ]);
  });

  it('are recorded once when two reactors run at the same time', async () => {
    const id = await promised('A');
    ledger.clock.set('2026-03-14T12:00:00Z');
    const other = new PromiseNotices(ledger.read, ledger.newTransactor(ledger.clock), ledger.projector, ledger.clock);
    const did = await Promise.all([reactor.react(), other.react()]);
    expect(did.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await notices(id)).toHaveLength(1);
  });

  it('leave out what was cancelled before it turned out', async () => {
    const id = await promised('A');
    const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
    const { promise } = facts.find(({ type }) => type === 'PromiseMade')?.data as unknown as { promise: string };
    await ledger.record(id, { type: 'CancelPromise', promise, by: 'FIRM', reason: 'entered twice' });
    ledger.clock.set('2026-03-20T12:00:00Z');
    expect(await reactor.react()).toBe(0);
  });

  it('of what has changed since a round with nothing to do are found among all others', async () => {
    const ids = [await promised('A'), await promised('B')];
    expect(await reactor.react()).toBe(0);
    const late = { type: 'RecordPayment', amount: 5_000, occurredAt: '2026-03-04' } as const;
    await ledger.record(ids[1] as string, late);
    expect(await reactor.react()).toBe(1);
    expect(await reactor.react()).toBe(0);
    ledger.clock.set('2026-03-14T12:00:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await notices(ids[0] as string)).toMatchObject([{ type: 'PromiseBroken' }]);
  });

  const embedded = READ_IN_POSTGRES ? it.skip : it;
  embedded('do not look through all promises when the round before had nothing to do', async () => {
    await promised('A');
    const plans = await plansOf(join(ledger.folder, 'read.db'), async () => {
      await reactor.react();
      await reactor.react();
    });
    const [first, then] = plans.filter(({ sql }) => sql.includes('notice_ordinal')).map(({ steps }) => steps);
    expect(first?.join('; ')).not.toContain('SCAN d');
    expect(then?.join('; ')).toMatch(/INDEX \w+ \(k_from>\?\).*INDEX \w+ \(v_from>\? AND v_from<\?\)/);
    expect(then?.join('; ')).not.toMatch(/SCAN (o|p|c|promise_outcomes)/);
  });
});
