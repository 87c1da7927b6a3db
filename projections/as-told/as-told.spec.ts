/** What a collector's screen showed at a minute: only what was recorded by then, as of that minute's civil date. */
import { TestLedger } from '../../test/support/test-ledger.js';
import { AsToldHandler, AsToldQuery, type AsTold } from './as-told.query.js';

let ledger: TestLedger;
let id: string;

const screen = (at: string): Promise<AsTold> => new AsToldHandler(ledger.read).execute(new AsToldQuery(id, at));

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-02T08:00:00Z');
  await ledger.createPortfolio();
  id = ledger.caseId('A');
  await ledger.record(id, { type: 'OpenCase', portfolio: ledger.portfolio, ref: 'A', occurredAt: '2026-01-10' });
  const debt = { type: 'RegisterDebt', occurredAt: '2026-01-10' } as const;
  await ledger.record(id, { ...debt, balances: { principal: 6_000 }, dueDate: '2026-02-01' });
  await ledger.record(id, { ...debt, balances: { principal: 4_000 }, dueDate: '2026-03-20' });
  await ledger.record(id, { type: 'AssignCase', assignee: 'c-17' });
  ledger.clock.set('2026-03-03T13:00:00Z');
  await ledger.record(id, {
    type: 'RecordContact',
    channel: 'phone',
    connected: true,
    conversation: { effective: true },
    staff: 'c-17',
    outcome: 'promise',
    occurredAt: '2026-03-03T13:58:00+01:00',
  });
  await ledger.record(id, { type: 'MakePromise', amount: 1_000, dueDate: '2026-03-10' });
  // The minute of 14:05 in Rome lies between these.
  ledger.clock.set('2026-03-03T13:06:00Z');
  await ledger.record(id, { type: 'RecordPayment', amount: 1_000, occurredAt: '2026-03-03' });
  await ledger.record(id, { type: 'RaiseDispute', ground: 'AMOUNT' });
  ledger.clock.set('2026-03-31T12:00:00Z');
  await ledger.openRead();
  ledger.projector.start();
});

afterEach(() => ledger.close());

it('shows at 14:05 what was known at 14:05, and no minute more', async () => {
  const then = await screen('2026-03-03T14:05:00+01:00');
  expect(then).toMatchObject({
    asOf: '2026-03-03',
    zone: 'Europe/Rome',
    final: true,
    portfolio: { name: 'main' },
    ref: 'A',
    assignee: 'c-17',
    stage: 'OPEN',
    balance: { net: 10_000, held: 0, components: { principal: 10_000 } },
    oldestDue: '2026-02-01',
    daysPastDue: 30,
    overdue: 6_000,
    nextDue: { date: '2026-03-20', amount: 4_000 },
    flags: { closed: false, recalled: false, disputed: false, held: false, placed: false, chargedOff: false },
    promises: { open: 1, broken: 0 },
    openPromise: { amount: 1_000, paid: 0, made: '2026-03-03', due: '2026-03-10' },
    openComplaints: 0,
  });
  expect(then.contacts).toMatchObject({
    byChannel: [{ channel: 'phone', today: 1, sevenDays: 1 }],
    conversations: { today: 1, sevenDays: 1 },
    last: { at: '2026-03-03T13:58:00+01:00', channel: 'phone', outcome: 'promise', staff: 'c-17' },
  });
  const later = await screen('2026-03-03T14:06:00+01:00');
  expect(later).toMatchObject({
    balance: { net: 9_000 },
    overdue: 5_000,
    flags: { disputed: true, held: true },
    promises: { open: 0, broken: 0 },
    openPromise: null,
  });
});

it('takes the civil date of the minute in the zone of the case', async () => {
  // Half past eleven at night in London is past midnight in Rome.
  expect(await screen('2026-03-03T23:30:00Z')).toMatchObject({
    asOf: '2026-03-04',
    contacts: { byChannel: [{ today: 0 }] },
  });
  expect(await screen('2026-03-10T12:00:00Z')).toMatchObject({
    contacts: { byChannel: [], last: { channel: 'phone' } },
  });
});

it('is the same for ever: what is recorded later changes nothing', async () => {
  const at = '2026-03-03T14:05:00+01:00';
  const before = await screen(at);
  await ledger.record(id, { type: 'RecordPayment', amount: 500, occurredAt: '2026-03-01' });
  await ledger.record(id, { type: 'CloseCase', reason: 'WITHDRAWN', occurredAt: '2026-03-02' });
  expect(await screen(at)).toEqual(before);
});

it('refuses a minute that has not come, and one at which the case was not known', async () => {
  await expect(screen('2026-03-31T12:00:01Z')).rejects.toMatchObject({ details: { status: 400, field: 'at' } });
  await expect(screen('2026-02-01T12:00:00Z')).rejects.toMatchObject({ details: { status: 404 } });
});
