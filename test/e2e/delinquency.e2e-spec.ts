/** Ageing and roll rates over HTTP. The figures are worked out by hand in the comments. */
import { ReadSide } from '../../projections/read/read-side.js';
import { addDays, localDate } from '../../src/ledger/dates.js';
import { BucketNotices } from '../../src/reactors/bucket-notices.reactor.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();

async function open(ref: string, principal: number, dueDate?: string, currency = 'EUR') {
  const { stream } = await ledger.record('/v1/cases', { portfolio: 'main', ref, currency, occurredAt: '2025-01-01' });
  const body = { currency, balances: { principal }, dueDate, occurredAt: '2025-01-01' };
  const { id } = await ledger.record(`/v1/cases/${stream}/debts`, body);
  const at = `/v1/cases/${stream}`;
  const pay = (amount: number, on: string) => ledger.record(`${at}/payments`, { amount, currency, occurredAt: on });
  return { at, debt: id as string, pay };
}

let beforePayment = '';

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  // On 31 March: 59 days, 0 days (paid off), 28 days, not due yet, no due date, stated, and another currency.
  await open('rolls', 1_000, '2025-01-31');
  await (await open('pays', 2_000, '2025-01-31')).pay(2_000, '2025-03-15');
  const back = await open('back', 300, '2025-01-10');
  const charge = { debt: back.debt, currency: 'EUR', component: 'fee', amount: 40, occurredAt: '2025-02-01' };
  const { events } = await ledger.record(`${back.at}/charges`, { ...charge, dueDate: '2025-03-03' });
  beforePayment = (events as string[]).at(-1) as string;
  await back.pay(300, '2025-03-20');
  await open('ahead', 500, '2025-06-30');
  await open('undated', 70);
  const stated = await open('stated', 900);
  for (const [asOf, monthsPastDue] of [['2025-02-28', 1], ['2025-03-31', 3]] as const) {
    await ledger.record(`${stated.at}/debts/${stated.debt}/delinquency-reports`, { monthsPastDue, occurredAt: asOf });
  } // prettier-ignore
  await open('yen', 90_000, '2025-01-31', 'JPY');
});
afterAll(() => ledger.close());

interface Aged {
  bucket: string;
  count: number;
  owing: number;
  pastDue: number;
  shareBps: number | null;
}

async function ageing(query: string): Promise<Record<string, Aged[]>> {
  const { status, body } = await ledger.get(`/v1/ageing?portfolio=main&${query}`);
  expect(status).toBe(200);
  const filled = (buckets: Aged[]): Aged[] => buckets.filter(({ count }) => count > 0);
  return Object.fromEntries(
    body['currencies'].map((c: { currency: string; buckets: Aged[] }) => [c.currency, filled(c.buckets)]),
  );
}

it('says how old what is owed is, by bucket and currency, and keeps apart what nobody knows the age of', async () => {
  const { EUR, JPY } = await ageing('asOf=2025-03-31&table=china@1');
  expect(EUR).toMatchObject([
    { bucket: 'M0', count: 1, owing: 500, pastDue: 0 },
    { bucket: 'M1', count: 1, owing: 40, pastDue: 40 },
    { bucket: 'M2', count: 1, owing: 1_000, pastDue: 1_000 },
    { bucket: 'M3', count: 1, owing: 900, pastDue: 900, stated: 1 },
    { bucket: 'no-due-date', count: 1, owing: 70, pastDue: 0 },
  ]);
  expect(EUR?.reduce((sum, { shareBps }) => sum + (shareBps ?? 0), 0)).toBe(10_000);
  expect(JPY).toMatchObject([{ bucket: 'M2', count: 1, owing: 90_000, shareBps: 10_000 }]);
});

it('gives what was known then: a payment that was not known is not there', async () => {
  const { EUR } = await ageing(`asOf=2025-03-31&table=us@1&knownAt=${beforePayment}`);
  // The oldest charge of 10 January was 80 days past due.
  expect(EUR).toContainEqual(expect.objectContaining({ bucket: '60-89', count: 1, owing: 340 }));
});

it('adds up to what the totals of the portfolio say', async () => {
  for (const asOf of ['2025-01-01', '2025-02-28', '2025-03-31', '2025-12-31']) {
    const { totals } = (await ledger.get(`/v1/portfolios/main/totals?asOf=${asOf}`)).body;
    const { currencies } = (await ledger.get(`/v1/ageing?portfolio=main&asOf=${asOf}&level=debt`)).body;
    for (const { currency, owing, ageing: old } of totals) {
      const own = currencies.find((c: { currency: string }) => c.currency === currency);
      expect(own.owing).toBe(owing);
      expect(own.owing).toBe(old.reduce((sum: number, bucket: { owing: number }) => sum + bucket.owing, 0));
      expect(own.count).toBe(old.reduce((sum: number, bucket: { debts: number }) => sum + bucket.debts, 0));
    }
  }
});

it('says where the accounts of each bucket went; the shares are all of them', async () => {
  const query = 'portfolio=main&from=2025-02-28&to=2025-03-31&table=china@1';
  const { body } = await ledger.get(`/v1/roll-rates?${query}`);
  const { buckets } = body['currencies'].find((c: { currency: string }) => c.currency === 'EUR');
  const bucket = (name: string) => buckets.find((b: { bucket: string }) => b.bucket === name);
  // M1 on 28 February: rolls and pays, 28 days, and stated, 1 month; M2: back, 49 days.
  expect(bucket('M1')).toMatchObject({
    accounts: 3,
    balance: 3_900,
    flow: { into: 'M2', numerator: 1_000, denominator: 3_900, bps: 2564 },
  });
  const outcomes = (name: string) =>
    Object.fromEntries(
      bucket(name).outcomes.map((o: { outcome: string; accounts: number }) => [o.outcome, o.accounts]),
    );
  expect(outcomes('M1')).toMatchObject({ 'roll-forward': 2, 'paid-off': 1, cured: 0, stabilised: 0 });
  expect(outcomes('M2')).toMatchObject({ 'roll-back': 1 });
  expect(outcomes('M0')).toMatchObject({ stabilised: 1 });
  expect(outcomes('no-due-date')).toMatchObject({ unknown: 1 });
  for (const { accounts, outcomes: all } of buckets) {
    const shares = all.map(({ shareBps }: { shareBps: number | null }) => shareBps);
    if (accounts === 0) expect(shares.every((share: number | null) => share === null)).toBe(true);
    else expect(shares.reduce((a: number, b: number) => a + b, 0)).toBe(10_000);
  }
});

it('tells a case its days, its basis and every change of bucket', async () => {
  const { rows } = { rows: (await ledger.get('/v1/cases?portfolio=main&ref=back')).body['cases'] };
  const { body } = await ledger.get(`/v1/cases/${rows[0].id}/delinquency?asOf=2025-03-31`);
  expect(body['account']).toMatchObject({
    basis: 'contractual',
    bucket: 'M1',
    daysPastDue: 28,
    owing: 40,
    overdue: 40,
  });
  expect(body['changes']).toEqual([
    { on: '2025-01-11', notice: 'AccountRolled', from: 'M0', to: 'M1' },
    { on: '2025-02-10', notice: 'AccountRolled', from: 'M1', to: 'M2' },
    { on: '2025-03-12', notice: 'AccountRolled', from: 'M2', to: 'M3' },
    { on: '2025-03-20', notice: 'DelinquencyBucketChanged', from: 'M3', to: 'M1' },
  ]);
});

it.each([
  ['/v1/ageing?portfolio=nobody', 404, 'unknown-portfolio'],
  ['/v1/ageing?portfolio=main&table=china@9', 400, 'unknown-bucket-table'],
  ['/v1/ageing', 400, undefined],
  ['/v1/roll-rates?portfolio=main&from=2025-03-31&to=2025-03-31', 400, 'bad-period'],
  ['/v1/roll-rates?portfolio=main&from=2025-02-30&to=2025-03-31', 400, undefined],
])('answers %s with %i', async (path, status, code) => {
  const reply = await ledger.get(path);
  expect(reply.status).toBe(status);
  if (code) expect(reply.body['type']).toMatch(new RegExp(`${code}$`));
});

describe('notices of buckets', () => {
  const DAY = 86_400_000;
  const today = localDate(Date.now(), 'Europe/Rome');

  async function notice(): Promise<void> {
    const { store, readDb, projector, transactor, clock } = ledger.runtime;
    const read = new ReadSide(store, readDb, projector, clock);
    const reactor = new BucketNotices({ read, transactor, projector, clock });
    while ((await reactor.react()) > 0);
  }

  it('stand in the history, and a returned payment withdraws the cure; the answers are the same without them', async () => {
    await ledger.record('/v1/portfolios', {
      ...{ name: 'us-book', zone: 'Europe/Rome', currency: 'EUR', jurisdictions: ['US-MA'] },
    });
    const { stream } = await ledger.record('/v1/cases', { portfolio: 'us-book', ref: 'n1', currency: 'EUR' });
    const at = `/v1/cases/${stream}`;
    const debt = { currency: 'EUR', balances: { principal: 1_000 }, dueDate: addDays(today, 3) };
    await ledger.record(`${at}/debts`, debt);
    await notice();
    ledger.ahead = 5 * DAY;
    await notice();
    const { id } = await ledger.record(`${at}/payments`, { amount: 1_000, currency: 'EUR' });
    await notice();
    ledger.ahead = 6 * DAY;
    await ledger.record(`${at}/payments/${id}/reversals`, { reason: 'NSF' });
    const before = (await ledger.get(`${at}/delinquency`)).body;
    await notice();
    const { entries } = (await ledger.get(`${at}/history`)).body;
    const types = (entries as { type: string }[]).map(({ type }) => type);
    const noticed = types.filter((type) => /^Account(Rolled|Cured)|^DelinquencyBucket/.test(type));
    expect(noticed).toEqual(['AccountRolled', 'AccountCured', 'DelinquencyBucketRevised']);
    const after = (await ledger.get(`${at}/delinquency`)).body;
    expect(after).toMatchObject({ account: before['account'], changes: before['changes'], table: { name: 'us@1' } });
    expect(after['changes']).toEqual([{ on: addDays(today, 4), notice: 'AccountRolled', from: 'current', to: '1-29' }]);
    ledger.ahead = 0;
  });

  it('go by a table that there is', async () => {
    const body = { name: 'other', zone: 'Europe/Rome', buckets: 'mars@1' };
    const { status, body: problem } = await ledger.post('/v1/portfolios', body);
    expect([status, problem['type']]).toEqual([400, expect.stringContaining('invalid-request')]);
  });
});
