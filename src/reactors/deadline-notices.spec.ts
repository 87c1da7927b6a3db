import { TestLedger } from '../../test/support/test-ledger.js';
import { decode } from '../ledger/envelope.js';
import { DeadlineNotices } from './deadline-notices.reactor.js';

let ledger: TestLedger;
let reactor: DeadlineNotices;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-01-05T12:00:00Z');
  await ledger.createPortfolio({
    zone: 'Europe/London',
    currency: 'GBP',
    jurisdictions: ['UK'],
    capacity: 'FIRST_PARTY',
  });
  await ledger.openRead();
  ledger.projector.start();
  reactor = new DeadlineNotices(ledger, ledger.rules);
});

afterEach(() => ledger.close());

/** A case with a complaint of 5 January: under DISP its final response is due on 2 March. */
async function complained(ref: string): Promise<string> {
  const id = await ledger.openCase(ref, 10_000, '2026-01-01');
  await ledger.record(id, { type: 'LogComplaint', occurredAt: '2026-01-05' });
  return id;
}

async function notices(id: string) {
  const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
  return facts
    .filter(({ by }) => by === 'system:deadline-notices')
    .map(({ type, at, data }) => ({ type, at, ...(data as { rule: string; ordinal: number }) }));
}

const RULE = 'UK-DISP-2@1';
const ofRule = async (id: string) => (await notices(id)).filter(({ rule }) => rule === RULE);

describe('notices of deadlines that rule packs set', () => {
  it('are none on the last day, and say once on the day after it that it was missed, under which rule and set by what', async () => {
    const id = await complained('A');
    ledger.clock.set('2026-03-02T12:00:00Z');
    await reactor.react();
    expect(await ofRule(id)).toEqual([]);
    ledger.clock.set('2026-03-03T12:00:00Z');
    expect(await reactor.react()).toBe(1);
    expect(await reactor.react()).toBe(0);
    const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
    const setBy = facts.find(({ type }) => type === 'ComplaintReceived')?.id;
    const [notice] = await ofRule(id);
    expect(notice).toMatchObject({
      ...{ type: 'DeadlineMissed', at: '2026-03-03', ordinal: 1, pack: 'uk@1', due: '2026-03-02', setBy },
      ...{ reason: 'final-response' },
    });
    expect(notice).not.toHaveProperty('flags');
  });

  it('come after weeks of downtime too, once, and say that they are retrospective', async () => {
    const ids = [await complained('A'), await complained('B')];
    await ledger.record(ids[1] as string, { type: 'DecideComplaint', outcome: 'UPHELD', occurredAt: '2026-01-05' });
    ledger.clock.set('2026-04-20T12:00:00Z');
    await reactor.react();
    expect(await reactor.react()).toBe(0);
    expect(await ofRule(ids[0] as string)).toMatchObject([{ at: '2026-03-03', flags: ['retrospective'] }]);
    expect(await ofRule(ids[1] as string)).toEqual([]);
  });

  it('are revised by an answer recorded late that was in time, and the first notice stays', async () => {
    const id = await complained('A');
    ledger.clock.set('2026-03-03T12:00:00Z');
    await reactor.react();
    await ledger.record(id, { type: 'DecideComplaint', outcome: 'UPHELD', occurredAt: '2026-02-27' });
    await reactor.react();
    expect(await reactor.react()).toBe(0);
    expect(await ofRule(id)).toMatchObject([
      { type: 'DeadlineMissed', ordinal: 1 },
      { type: 'DeadlineMissRevised', ordinal: 2, from: 'MISSED', to: 'MET' },
    ]);
  });

  it('stay missed where the answer came too late', async () => {
    const id = await complained('A');
    ledger.clock.set('2026-03-03T12:00:00Z');
    await reactor.react();
    await ledger.record(id, { type: 'DecideComplaint', outcome: 'UPHELD', occurredAt: '2026-03-03' });
    expect(await reactor.react()).toBe(0);
    expect(await ofRule(id)).toHaveLength(1);
  });

  it('are recorded once when two reactors run at the same time', async () => {
    const id = await complained('A');
    ledger.clock.set('2026-03-03T12:00:00Z');
    const { read, projector, clock } = ledger;
    const noticing = { read, projector, clock, transactor: ledger.newTransactor(clock) };
    await Promise.all([reactor.react(), new DeadlineNotices(noticing, ledger.rules).react()]);
    expect(await ofRule(id)).toHaveLength(1);
  });

  it('are none where no pack applies: the portfolio states no jurisdiction of it', async () => {
    const other = new TestLedger();
    other.clock.set('2026-01-05T12:00:00Z');
    await other.createPortfolio();
    await other.openRead();
    other.projector.start();
    const id = await other.openCase('A', 10_000, '2026-01-01');
    await other.record(id, { type: 'LogComplaint', occurredAt: '2026-01-05' });
    other.clock.set('2026-09-03T12:00:00Z');
    expect(await new DeadlineNotices(other, other.rules).react()).toBe(0);
    await other.close();
  });
});
