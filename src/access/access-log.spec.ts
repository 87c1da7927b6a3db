import { TestLedger } from '../../test/support/test-ledger.js';
import type { AccessFact } from '../ledger/access/index.js';
import { decode } from '../ledger/envelope.js';
import { Transactor } from '../ledger/transact.js';
import { PortfolioPolicies } from '../ledger/portfolio/index.js';
import { Entropy } from '../privacy/random.js';
import { FaultyStore } from '../store/memory/faulty.store.js';
import { AccessLog, ACCESS_STREAM_FACTS_MAX, type Reader } from './access-log.js';
import { StreamPortfolios } from './stream-portfolios.js';

const READER: Reader = { id: 'key:0011223344556677', role: 'collector', via: 'http', obo: 'staff-7' };

class CountingStore extends FaultyStore {
  appends = 0;

  override append(...args: Parameters<FaultyStore['append']>): ReturnType<FaultyStore['append']> {
    this.appends += 1;
    return super.append(...args);
  }
}

const ledger = new TestLedger();
const { ids, clock, vault: conceal } = ledger;
const store = new CountingStore(ledger.store);
let caseId: string;

function newLog(): AccessLog {
  const ports = { clock, ids, entropy: new Entropy(), conceal, policies: new PortfolioPolicies(store) };
  const transactor = new Transactor(store, ports, { settleMs: 1, streamsCached: 1 });
  return new AccessLog({ transactor, ids, clock, portfolios: new StreamPortfolios(store) });
}

async function facts(stream: string): Promise<AccessFact[]> {
  return (await ledger.store.readStream(stream, 0, 4096)).map((event) => decode(event) as AccessFact);
}

beforeAll(async () => {
  await ledger.createPortfolio();
  caseId = await ledger.openCase('A1');
});

describe('who saw what', () => {
  it('is recorded with the reader, on whose behalf, and the portfolio of what was seen', async () => {
    const { stream } = await newLog().read({ what: 'case-history', streams: [caseId, caseId] }, READER);
    const [fact] = await facts(stream);
    expect(stream).toMatch(/^access-/);
    expect(fact).toMatchObject({ type: 'RecordAccessed', by: READER.id, obo: 'staff-7', src: { via: 'http' } });
    const seen = [{ stream: caseId, portfolio: ledger.portfolio }];
    expect(fact?.data).toEqual({ what: 'case-history', role: 'collector', seen });
  });

  it('goes to one stream a day and process', async () => {
    const [mine, other] = [newLog(), newLog()];
    const read = async (log: AccessLog) => (await log.read({ what: 'party', streams: [] }, READER)).stream;
    const first = await read(mine);
    expect([await read(mine), (await read(other)) === first]).toEqual([first, false]);
    clock.pass(86_400_000);
    expect(await read(mine)).not.toBe(first);
  });

  it('begins a further stream of the day before one is too long to be kept in memory', async () => {
    const log = newLog();
    const reads = Array.from({ length: ACCESS_STREAM_FACTS_MAX + 1 }, () =>
      log.read({ what: 'party', streams: [] }, READER),
    );
    const streams = (await Promise.all(reads)).map(({ stream }) => stream);
    const [first, last] = [streams[0], streams.at(-1)];
    expect(streams.filter((stream) => stream === first)).toHaveLength(ACCESS_STREAM_FACTS_MAX);
    expect([last === first, (await facts(last as string)).length]).toEqual([false, 1]);
  });

  it('is written in few appends where many read at once', async () => {
    store.appends = 0;
    const log = newLog();
    await Promise.all(Array.from({ length: 200 }, () => log.read({ what: 'party', streams: [] }, READER)));
    expect(store.appends).toBeLessThan(5);
  });

  it('names the portfolios where it is more than one fact can name', async () => {
    const streams = Array.from({ length: 2_001 }, (_none, i) => ledger.caseId(`none-${i}`));
    const { stream } = await newLog().exported({ what: 'book', format: 'csv', streams: [caseId, ...streams] }, READER);
    const [fact] = await facts(stream);
    expect(fact?.data.seen).toEqual([{ stream: ledger.portfolio, portfolio: ledger.portfolio }]);
  });

  it('is an error where the store does not say that it was written: nothing may be given out', async () => {
    store.failNext({ kind: 'unknown', written: false }, { kind: 'unknown', written: false });
    const log = newLog();
    await expect(log.read({ what: 'party', streams: [caseId] }, READER)).rejects.toMatchObject({
      details: { status: 503, type: 'urn:quittance:problem:access-not-recorded' },
    });
    await expect(log.read({ what: 'party', streams: [caseId] }, READER)).resolves.toMatchObject({ kind: 'done' });
  });

  it('refuses an export for somebody whose name is given', async () => {
    const made = newLog().exported({ what: 'x', format: 'zip', streams: [], recipient: 'Mario Rossi' }, READER);
    await expect(made).rejects.toMatchObject({ details: { status: 422, field: 'recipient' } });
  });
});
