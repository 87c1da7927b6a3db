import { decode } from '../ledger/envelope.js';
import type { CaseCommand } from '../ledger/ledger.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { BucketNotices } from './bucket-notices.reactor.js';

let ledger: TestLedger;
let reactor: BucketNotices;

async function open(jurisdictions: readonly string[] = ['US'], buckets?: string): Promise<void> {
  ledger = new TestLedger();
  ledger.clock.set('2026-01-05T12:00:00Z');
  await ledger.createPortfolio({ jurisdictions, buckets });
  await ledger.openRead();
  ledger.projector.start();
  reactor = reactorOf();
}

const reactorOf = (): BucketNotices =>
  new BucketNotices({
    read: ledger.read,
    transactor: ledger.transactor,
    projector: ledger.projector,
    clock: ledger.clock,
  });

afterEach(() => ledger.close());

const debt = (dueDate?: string): CaseCommand => ({ type: 'RegisterDebt', balances: { principal: 1_000 }, dueDate });

async function openCase(
  ref: string,
  dueDate?: string,
  src?: { readonly via: 'import'; readonly map: string },
): Promise<string> {
  const id = ledger.caseId(ref);
  await ledger.record(id, { type: 'OpenCase', portfolio: ledger.portfolio, ref }, { src });
  await ledger.record(id, debt(dueDate));
  return id;
}

/** Reacts until nothing is due; how many accounts were noticed. */
async function on(day: string, by = reactor): Promise<number> {
  ledger.clock.set(`${day}T12:00:00Z`);
  let did = 0;
  for (let more = await by.react(); more > 0; more = await by.react()) did += more;
  return did;
}

async function notices(id: string): Promise<object[]> {
  const facts = (await ledger.store.readStream(id, 0, 1_000)).map(decode);
  return facts
    .filter(({ by }) => by === 'system:bucket-notices')
    .map(({ type, eff, data }) => {
      const { table: _table, daysPastDue: _days, overdue: _overdue, ...rest } = data as Record<string, unknown>;
      return { type, on: eff, ...rest };
    });
}

const pay = (id: string, amount: number, occurredAt?: string) =>
  ledger.record(id, { type: 'RecordPayment', amount, occurredAt });

describe('notices of buckets', () => {
  it('say once, on its day, that an account rolled, and that it was cured', async () => {
    await open();
    const id = await openCase('A', '2026-01-10');
    expect(await on('2026-01-10')).toBe(0);
    expect(await on('2026-01-11')).toBe(1);
    for (const day of ['2026-01-12', '2026-01-20', '2026-02-08']) expect(await on(day)).toBe(0);
    expect(await on('2026-02-09')).toBe(1);
    ledger.clock.set('2026-02-12T12:00:00Z');
    await pay(id, 1_000);
    expect(await on('2026-02-12')).toBe(1);
    expect(await on('2026-02-13')).toBe(0);
    expect(await notices(id)).toEqual([
      { type: 'AccountRolled', on: '2026-01-11', ordinal: 1, from: 'current', to: '1-29' },
      { type: 'AccountRolled', on: '2026-02-09', ordinal: 2, from: '1-29', to: '30-59' },
      { type: 'AccountCured', on: '2026-02-12', ordinal: 3, from: '30-59' },
    ]);
  });

  it('are revised by a payment of the very day on which the account rolled: the day counts as a whole', async () => {
    await open();
    const id = await openCase('A', '2026-01-10');
    await on('2026-01-11');
    await pay(id, 1_000);
    expect(await on('2026-01-11')).toBe(1);
    expect(await notices(id)).toMatchObject([
      { type: 'AccountRolled', ordinal: 1 },
      { type: 'DelinquencyBucketRevised', ordinal: 2, withdrawn: [1], from: '1-29', to: 'current' },
    ]);
  });

  it('name table, days and amount past due', async () => {
    await open(['CN']);
    const id = await openCase('A', '2026-01-10');
    await on('2026-01-11');
    const last = (await ledger.store.readStream(id, 0, 100)).map(decode).at(-1);
    expect(last).toMatchObject({
      type: 'AccountRolled',
      at: '2026-01-11',
      data: { table: 'china@1', from: 'M0', to: 'M1', daysPastDue: 1, overdue: 1_000 },
    });
  });

  it("go by the portfolio's own table where it names one", async () => {
    await open(['US'], 'china@1');
    const id = await openCase('A', '2026-01-10');
    await on('2026-01-11');
    await on('2026-02-10');
    expect(await notices(id)).toMatchObject([{ to: 'M1' }, { to: 'M2', on: '2026-02-10' }]);
  });

  it('tell every change of a downtime, also that an account was cured in between, and that they are retrospective', async () => {
    await open();
    const [rolled, cured] = [await openCase('A', '2026-01-10'), await openCase('B', '2026-01-10')];
    await on('2026-01-09');
    ledger.clock.set('2026-01-13T12:00:00Z');
    await pay(cured, 1_000);
    reactor = reactorOf();
    expect(await on('2026-01-18')).toBe(2);
    expect(await on('2026-01-18', reactorOf())).toBe(0);
    expect(await notices(rolled)).toEqual([
      {
        ...{ type: 'AccountRolled', on: '2026-01-11', ordinal: 1, from: 'current', to: '1-29' },
        flags: ['retrospective'],
      },
    ]);
    expect(await notices(cured)).toMatchObject([
      { type: 'AccountRolled', on: '2026-01-11' },
      { type: 'AccountCured', on: '2026-01-13' },
    ]);
  });

  it('are revised by a returned payment, under both bases, and the first ones stay', async () => {
    await open();
    const [a, b] = [await openCase('A', '2026-01-10'), await openCase('B', '2026-01-10')];
    await on('2026-01-11');
    ledger.clock.set('2026-01-20T12:00:00Z');
    const payments = [(await pay(a, 1_000)).id, (await pay(b, 1_000)).id] as [string, string];
    await on('2026-01-20');
    ledger.clock.set('2026-02-20T12:00:00Z');
    await ledger.record(a, { type: 'ReversePayment', payment: payments[0], reason: 'NSF' });
    await ledger.record(b, { type: 'ReversePayment', payment: payments[1], reason: 'CHARGEBACK' });
    expect(await on('2026-02-20')).toBe(2);
    const first = [
      { type: 'AccountRolled', on: '2026-01-11', ordinal: 1 },
      { type: 'AccountCured', on: '2026-01-20', ordinal: 2 },
    ];
    // As if never paid: the cure never was, and the account rolled on.
    expect(await notices(a)).toMatchObject([
      ...first,
      { type: 'DelinquencyBucketRevised', on: '2026-02-20', ordinal: 3, withdrawn: [2], to: '1-29' },
      { type: 'AccountRolled', on: '2026-02-09', ordinal: 4, from: '1-29', to: '30-59', flags: ['retrospective'] },
    ]);
    // From the reversal's day on: the cure stands.
    expect(await notices(b)).toMatchObject([...first, { type: 'AccountRolled', on: '2026-02-20', to: '30-59' }]);
    expect(await on('2026-02-20', reactorOf())).toBe(0);
  });

  it('find what was recorded while nobody watched and changes an earlier day only', async () => {
    await open();
    const id = await openCase('A', '2026-01-10');
    await on('2026-01-11');
    ledger.clock.set('2026-01-20T12:00:00Z');
    await pay(id, 1_000);
    await on('2026-01-20');
    await ledger.record(id, { type: 'RecordPayment', amount: 0, occurredAt: '2026-01-15' });
    await ledger.record(id, {
      ...{ type: 'AdjustBalance', component: 'principal', delta: -1_000, reason: 'never owed' },
      occurredAt: '2026-01-14',
    });
    expect(await on('2026-01-21', reactorOf())).toBe(1);
    expect(await notices(id)).toMatchObject([
      ...[{ type: 'AccountRolled' }, { type: 'AccountCured', on: '2026-01-20' }],
      { type: 'DelinquencyBucketRevised', withdrawn: [2] },
      { type: 'AccountCured', on: '2026-01-14', ordinal: 4 },
    ]);
  });

  it('of a case that an import brought past due are one, and none where it came settled', async () => {
    await open();
    ledger.clock.set('2026-06-30T12:00:00Z');
    const imported = { via: 'import', map: 'book@1' } as const;
    const owing = await openCase('A', '2026-01-10', imported);
    const settled = await openCase('B', '2026-01-10', imported);
    await pay(settled, 1_000);
    expect(await on('2026-06-30')).toBe(1);
    expect(await notices(owing)).toMatchObject([{ type: 'AccountRolled', to: '150-179', on: '2026-06-30' }]);
    expect(await notices(settled)).toEqual([]);
    expect(await on('2026-07-09')).toBe(1);
  });

  it('follow the statements of a source where no due date is known', async () => {
    await open(['CN']);
    const id = await openCase('A');
    await on('2026-01-06');
    for (const [day, monthsPastDue] of [['2026-01-31', 2], ['2026-02-28', 1], ['2026-03-31', 0]] as const) {
      ledger.clock.set(`${day}T12:00:00Z`);
      await ledger.record(id, { type: 'ReportDelinquency', monthsPastDue });
      await on(day);
    } // prettier-ignore
    expect(await notices(id)).toEqual([
      { type: 'AccountRolled', on: '2026-01-31', ordinal: 1, to: 'M2' },
      { type: 'DelinquencyBucketChanged', on: '2026-02-28', ordinal: 2, from: 'M2', to: 'M1' },
      { type: 'AccountCured', on: '2026-03-31', ordinal: 3, from: 'M1', to: 'M0' },
    ]);
  });

  it('are recorded once when two reactors run at the same time', async () => {
    await open();
    const id = await openCase('A', '2026-01-10');
    ledger.clock.set('2026-01-14T12:00:00Z');
    const other = reactorOf();
    const did = await Promise.all([reactor.react(), other.react()]);
    expect(did.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await notices(id)).toHaveLength(1);
  });
});
