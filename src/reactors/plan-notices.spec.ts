import { TestLedger } from '../../test/support/test-ledger.js';
import { decode } from '../ledger/envelope.js';
import { PlanNotices } from './plan-notices.reactor.js';
import { SettlementNotices } from './settlement-notices.reactor.js';

let ledger: TestLedger;
let plans: PlanNotices;
let settlements: SettlementNotices;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-01-05T12:00:00Z');
  await ledger.createPortfolio();
  await ledger.openRead();
  ledger.projector.start();
  plans = new PlanNotices(ledger);
  settlements = new SettlementNotices(ledger);
});

afterEach(() => ledger.close());

/** A case with a plan of 100 on the 10th of each month, in force since 3 January. */
async function planned(ref: string, count = 3): Promise<{ readonly id: string; readonly plan: string }> {
  const id = await ledger.openCase(ref, 10_000, '2026-01-01');
  const occurredAt = '2026-01-03';
  const total = 100 * count;
  const done = await ledger.record(id, { type: 'ProposePlan', total, count, firstDue: '2026-01-10', occurredAt });
  const plan = done.id as string;
  await ledger.record(id, { type: 'AgreePlan', plan, form: 'WRITTEN', occurredAt });
  await ledger.record(id, { type: 'ActivatePlan', plan, occurredAt });
  return { id, plan };
}

async function notices(id: string): Promise<object[]> {
  const facts = (await ledger.store.readStream(id, 0, 100)).map(decode);
  return facts
    .filter(({ by }) => by.startsWith('system:'))
    .map(({ type, at, data }) => ({ type, at, ...(data as { ordinal: number }) }));
}

describe('notices of plans', () => {
  it('are none before something is due', async () => {
    const { id } = await planned('A');
    expect(await plans.react()).toBe(0);
    expect(await notices(id)).toEqual([]);
  });

  it('say once that an instalment is due, was missed, and that the plan broke, each dated on its day', async () => {
    const { id } = await planned('A');
    for (const day of ['2026-01-10', '2026-01-14', '2026-02-14']) {
      ledger.clock.set(`${day}T12:00:00Z`);
      expect(await plans.react()).toBe(1);
      expect(await plans.react()).toBe(0);
    }
    expect(await notices(id)).toMatchObject([
      { type: 'InstalmentDue', no: 1, at: '2026-01-10', ordinal: 1 },
      { type: 'InstalmentMissed', no: 1, at: '2026-01-14', ordinal: 2 },
      { type: 'InstalmentMissed', no: 2, at: '2026-02-14', ordinal: 3 },
      { type: 'PlanBroken', at: '2026-02-14', ordinal: 4, rule: 'missed-2@1', arrears: 200 },
    ]);
  });

  it('come after a week of downtime too, once, and say that they are retrospective', async () => {
    const { id } = await planned('A', 1);
    await ledger.record(id, { type: 'RecordPayment', amount: 100, occurredAt: '2026-01-05' });
    const other = await planned('B', 1);
    ledger.clock.set('2026-01-21T12:00:00Z');
    expect(await plans.react()).toBe(2);
    expect(await plans.react()).toBe(0);
    expect(await notices(id)).toMatchObject([
      { type: 'InstalmentPaid', at: '2026-01-05', flags: ['retrospective'] },
      { type: 'PlanCompleted', at: '2026-01-05', flags: ['retrospective'] },
    ]);
    expect(await notices(other.id)).toMatchObject([{ type: 'InstalmentMissed', flags: ['retrospective'] }]);
  });

  it('are revised by a payment recorded late and by a reversal, and the first ones stay', async () => {
    const { id } = await planned('A', 1);
    ledger.clock.set('2026-01-14T12:00:00Z');
    await plans.react();
    const { id: payment } = await ledger.record(id, { type: 'RecordPayment', amount: 100, occurredAt: '2026-01-12' });
    expect(await plans.react()).toBe(1);
    await ledger.record(id, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
    expect(await plans.react()).toBe(1);
    expect(await plans.react()).toBe(0);
    expect(await notices(id)).toMatchObject([
      { type: 'InstalmentMissed', ordinal: 1 },
      { type: 'InstalmentOutcomeRevised', ordinal: 2, from: 'MISSED', to: 'PAID' },
      { type: 'PlanCompleted', ordinal: 3 },
      { type: 'InstalmentOutcomeRevised', ordinal: 4, from: 'PAID', to: 'MISSED' },
      { type: 'PlanStateRevised', ordinal: 5, from: 'COMPLETED', to: 'BEHIND' },
    ]);
  });

  it('say anew since when a plan is broken or completed where that day moves and the state stays, once', async () => {
    const { id } = await planned('A', 3);
    ledger.clock.set('2026-03-20T12:00:00Z');
    await plans.react();
    // Nothing came in before: broken with the second instalment. With the first paid in time, with the third.
    await ledger.record(id, { type: 'RecordPayment', amount: 100, occurredAt: '2026-01-10' });
    expect([await plans.react(), await plans.react()]).toEqual([1, 0]);
    const { id: payment } = await ledger.record(id, { type: 'RecordPayment', amount: 200, occurredAt: '2026-02-01' });
    expect([await plans.react(), await plans.react()]).toEqual([1, 0]);
    await ledger.record(id, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
    expect([await plans.react(), await plans.react()]).toEqual([1, 0]);
    const states = (await notices(id)).filter((notice) => /^Plan/.test((notice as { type: string }).type));
    expect(states).toMatchObject([
      { type: 'PlanBroken', at: '2026-02-14' },
      { type: 'PlanStateRevised', at: '2026-03-14', from: 'BROKEN', to: 'BROKEN', flags: ['retrospective'] },
      { type: 'PlanStateRevised', at: '2026-02-01', from: 'BROKEN', to: 'COMPLETED' },
      { type: 'PlanStateRevised', at: '2026-03-14', from: 'COMPLETED', to: 'BROKEN' },
    ]);
  });

  it('follow the money: in part, then late', async () => {
    const { id } = await planned('A', 1);
    ledger.clock.set('2026-01-14T12:00:00Z');
    await plans.react();
    for (const amount of [40, 60]) {
      await ledger.record(id, { type: 'RecordPayment', amount });
      await plans.react();
    }
    expect((await notices(id)).map((notice) => (notice as { type: string }).type)).toEqual([
      'InstalmentMissed',
      'InstalmentPartiallyPaid',
      'InstalmentPaidLate',
      'PlanCompleted',
    ]);
  });

  it('of a version that was restructured stay with it', async () => {
    const { id, plan } = await planned('A', 3);
    ledger.clock.set('2026-02-14T12:00:00Z');
    await plans.react();
    await ledger.record(id, {
      ...{ type: 'RestructurePlan', plan, total: 300, count: 3, firstDue: '2026-03-10', form: 'WRITTEN', reason: 'x' },
    });
    expect(await plans.react()).toBe(0);
    ledger.clock.set('2026-03-10T12:00:00Z');
    expect(await plans.react()).toBe(1);
    expect((await notices(id)).at(-1)).toMatchObject({ type: 'InstalmentDue', version: 2, no: 1, ordinal: 4 });
  });

  it('of a long plan come in several rounds: each is one append', async () => {
    const { id } = await planned('A', 250);
    ledger.clock.set('2047-01-01T12:00:00Z');
    for (const did of [1, 1, 0]) expect(await plans.react()).toBe(did);
    const facts = (await ledger.store.readStream(id, 0, 500)).map(decode).filter(({ by }) => by.startsWith('system:'));
    expect(facts.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 250 }, () => 'InstalmentMissed'),
      'PlanBroken',
    ]);
    expect(facts.at(-1)?.data).toMatchObject({ ordinal: 251 });
  });

  it('are recorded once when two reactors run at the same time', async () => {
    const { id } = await planned('A', 1);
    ledger.clock.set('2026-01-14T12:00:00Z');
    const { read, projector, clock } = ledger;
    const other = new PlanNotices({ read, projector, clock, transactor: ledger.newTransactor(clock) });
    const did = await Promise.all([plans.react(), other.react()]);
    expect(did.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await notices(id)).toHaveLength(1);
  });
});

describe('notices of settlements', () => {
  const offer = { type: 'OfferSettlement', amount: 6_000, expires: '2026-01-20', occurredAt: '2026-01-04' } as const;

  it('say once that one lapsed, and that it did not where money turns out to have been there', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    const { id: settlement } = await ledger.record(id, offer);
    await ledger.record(id, { type: 'AcceptSettlement', settlement: settlement as string, form: 'WRITTEN' });
    expect(await settlements.react()).toBe(0);
    ledger.clock.set('2026-01-21T12:00:00Z');
    expect(await settlements.react()).toBe(1);
    expect(await settlements.react()).toBe(0);
    await ledger.record(id, { type: 'RecordPayment', amount: 6_000, occurredAt: '2026-01-19' });
    expect(await settlements.react()).toBe(1);
    expect(await settlements.react()).toBe(0);
    expect(await notices(id)).toMatchObject([
      { type: 'SettlementLapsed', stage: 'ACCEPTED', at: '2026-01-21', ordinal: 1 },
      { type: 'SettlementLapseRevised', from: 'LAPSED', to: 'PAID', ordinal: 2, paid: 6_000 },
    ]);
  });
});
