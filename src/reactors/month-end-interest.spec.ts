import { decode } from '../ledger/envelope.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { MonthEndInterest } from './month-end-interest.reactor.js';

let ledger: TestLedger;
let reactor: MonthEndInterest;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-10T12:00:00Z');
  await ledger.createPortfolio();
  await ledger.openRead();
  ledger.projector.start();
  reactor = new MonthEndInterest(ledger.read, ledger.transactor, ledger.projector, ledger.clock);
});

afterEach(() => ledger.close());

async function bearing(
  ref: string,
  via: 'http' | 'import' = 'http',
  principal = 100_000,
  rate = '0.1',
): Promise<string> {
  const id = await ledger.openCase(ref, principal, '2025-12-01');
  const terms = { type: 'SetInterestTerms', rate, period: 'day', occurredAt: '2025-12-01' } as const;
  await ledger.record(id, terms, { src: { via } });
  return id;
}

async function postings(id: string): Promise<object[]> {
  const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
  return facts.filter(({ type }) => type === 'InterestAccrued').map(({ eff, by, data }) => ({ eff, by, ...data }));
}

describe('interest at the end of the month', () => {
  it('is posted once when the month has ended in the zone of the case', async () => {
    const id = await bearing('A');
    // Half past eleven in UTC is already April in Rome.
    ledger.clock.set('2026-03-31T21:59:00Z');
    expect(await reactor.react()).toBe(0);
    ledger.clock.set('2026-03-31T22:01:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await reactor.react()).toBe(0);
    expect(await postings(id)).toMatchObject([
      {
        eff: '2026-03-31',
        by: 'system:month-end-interest',
        from: '2025-12-01',
        to: '2026-04-01',
        amount: 12_100,
        trigger: 'MONTH_END',
      },
    ]);
    ledger.clock.set('2026-05-02T12:00:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await postings(id)).toMatchObject([{}, { eff: '2026-04-30', from: '2026-04-01', amount: 3_000 }]);
  });

  it('is not posted for a month that ended before the terms were recorded', async () => {
    await bearing('A');
    expect(await reactor.react()).toBe(0);
  });

  it('of a case where it is more than any exact amount holds up no other case', async () => {
    await bearing('A', 'http', 9_000_000_000_000, '999');
    const id = await bearing('B');
    ledger.clock.set('2026-03-31T22:01:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await reactor.react()).toBe(0);
    expect(await postings(id)).toMatchObject([{ amount: 12_100 }]);
  });

  it('is not posted on an imported book until somebody has asked for a posting', async () => {
    const id = await bearing('A', 'import');
    ledger.clock.set('2026-04-02T12:00:00Z');
    expect(await reactor.react()).toBe(0);
    await ledger.record(id, { type: 'PostInterest', through: '2026-03-15', trigger: 'STATEMENT' });
    expect(await reactor.react()).toBe(1);
    expect(await postings(id)).toMatchObject([{ eff: '2026-03-15' }, { eff: '2026-03-31', from: '2026-03-16' }]);
  });

  it('asks a case that owes nothing no second time', async () => {
    const id = await bearing('A', 'http', 0);
    ledger.clock.set('2026-04-02T12:00:00Z');
    let asked = 0;
    const run = ledger.transactor.run.bind(ledger.transactor);
    ledger.transactor.run = ((...request: Parameters<typeof run>) => {
      asked += 1;
      return run(...request);
    }) as typeof run;
    expect(await reactor.react()).toBe(0);
    expect(await reactor.react()).toBe(0);
    expect(asked).toBe(1);
    expect(await postings(id)).toEqual([]);
  });

  it('is posted once when two reactors run at the same time', async () => {
    const id = await bearing('A');
    ledger.clock.set('2026-04-02T12:00:00Z');
    const other = new MonthEndInterest(ledger.read, ledger.newTransactor(ledger.clock), ledger.projector, ledger.clock);
    const did = await Promise.all([reactor.react(), other.react()]);
    expect(did[0] + did[1]).toBe(1);
    expect(await postings(id)).toHaveLength(1);
  });
});
