/** Interest over HTTP: terms, postings, the balance between them, the itemisation, the statement, and portfolio totals. */
import { HttpLedger } from '../support/http-ledger.js';

let ledger: HttpLedger;
let stream: string;

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  const portfolio = {
    name: 'cards',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    waterfall: 'cn-civil@1',
    interest: 'cn-card@1',
  };
  await ledger.record('/v1/portfolios', portfolio);
  ({ stream } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'C1', occurredAt: '2026-01-01' }));
  const at = { occurredAt: '2026-01-01' };
  await ledger.record(`/v1/cases/${stream}/debts`, {
    currency: 'CNY',
    balances: { principal: 1_000_000, penalty: 5_000 },
    ...at,
  });
  await ledger.record(`/v1/cases/${stream}/interest-terms`, { rate: '0.05', period: 'day', ...at });
  await ledger.record(`/v1/cases/${stream}/interest-postings`, { through: '2026-01-31', trigger: 'MONTH_END' });
});

afterAll(() => ledger.close());

const get = async (path: string): Promise<Record<string, unknown>> =>
  (await ledger.get(`/v1/cases/${stream}/${path}`)).body as Record<string, unknown>;

it('0.05 % a day on the principal alone: 31 days are 155.00, ten more are accrued and no part of net', async () => {
  expect(await get('balance?asOf=2026-01-31')).toMatchObject({
    net: 1_020_500,
    components: { principal: 1_000_000, interest: 15_500, penalty: 5_000 },
    charged: { principal: 1_000_000, interest: 15_500, penalty: 5_000 },
    accrued: [],
  });
  expect(await get('balance?asOf=2026-02-10')).toMatchObject({
    net: 1_020_500,
    accrued: [{ component: 'interest', amount: 5_000, exact: '5000' }],
  });
});

it('a penalty bears none in the Chinese card policy', async () => {
  const answer = await ledger.post(`/v1/cases/${stream}/interest-terms`, {
    rate: '1',
    period: 'day',
    base: ['penalty'],
  });
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ type: 'urn:quittance:problem:bears-no-interest', field: 'base' });
});

it('is itemised and stated, and stands in the totals of the portfolio', async () => {
  await ledger.record(`/v1/cases/${stream}/payments`, { amount: 30_000, currency: 'CNY', occurredAt: '2026-02-11' });
  const { debts } = (await get('itemisation?since=2026-01-31&asOf=2026-02-28')) as { debts: { rows: object[] }[] };
  expect(debts[0]?.rows).toMatchObject([
    // Costs, interest, then the principal (art. 561); penalties stand with interest.
    { component: 'principal', opening: 1_000_000, payments: 4_500, balance: 995_500 },
    { component: 'interest', opening: 15_500, interest: 5_000, payments: 20_500, balance: 0, accrued: 8_960 },
    { component: 'penalty', opening: 5_000, payments: 5_000, balance: 0 },
  ]);
  expect(await get('statement?from=2026-02-01&to=2026-02-28')).toMatchObject({
    opening: 1_020_500,
    lines: [
      { date: '2026-02-10', type: 'InterestAccrued', amount: 5_000, balance: 1_025_500 },
      { date: '2026-02-11', type: 'PaymentReceived', amount: -30_000, balance: 995_500 },
    ],
    closing: 995_500,
  });
  const totals = (await ledger.get('/v1/portfolios/cards/totals?asOf=2026-02-28')).body as { totals: object[] };
  expect(totals.totals).toMatchObject([
    { owing: 995_500, charged: { principal: 1_000_000, interest: 20_500 }, paid: 30_000 },
  ]);
});

it('shows what the other basis of a reversal would say', async () => {
  const payment = { amount: 10_000, currency: 'CNY', occurredAt: '2026-02-20' };
  const { id } = await ledger.record(`/v1/cases/${stream}/payments`, payment);
  const reversal = { reason: 'NSF', occurredAt: '2026-02-25' };
  await ledger.record(`/v1/cases/${stream}/payments/${String(id)}/reversals`, reversal);
  const { reversals } = (await get('reversals?asOf=2026-02-28')) as { reversals: { differences: object[] }[] };
  expect(reversals).toMatchObject([
    { amount: 10_000, basis: 'ORIGINAL_DATE', paidOn: '2026-02-20', reversedOn: '2026-02-25' },
  ]);
  expect(reversals[0]?.differences[0]).toMatchObject({
    from: '2026-02-20',
    originalDate: { net: 999_980 },
    reversalDate: { net: 989_980 },
  });
});

it.each([
  ['itemisation?since=2026-03-01&asOf=2026-02-28', 'bad-window'],
  ['statement?from=2026-03-01&to=2026-02-28', 'bad-window'],
])('refuses %s', async (path, code) => {
  const answer = await ledger.get(`/v1/cases/${stream}/${path}`);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ type: `urn:quittance:problem:${code}` });
});

describe('on the last day of the calendar', () => {
  const opened = async (terms: object): Promise<string> => {
    const at = { occurredAt: '2026-01-01' };
    const answer = await ledger.record('/v1/cases', { portfolio: 'cards', ...at });
    await ledger.record(`/v1/cases/${answer.stream}/debts`, {
      currency: 'CNY',
      balances: { principal: 100_000 },
      ...at,
    });
    await ledger.record(`/v1/cases/${answer.stream}/interest-terms`, { ...terms, ...at });
    return answer.stream;
  };
  const owed = (id: string) => ledger.get(`/v1/cases/${id}/balance?asOf=9999-12-31`);

  it('a question about it is answered: 7,974 years of a tenth', async () => {
    const id = await opened({ rate: '10', period: 'year', dayCount: 'ACT/ACT' });
    expect((await owed(id)).body).toMatchObject({ accrued: [{ amount: 79_740_000 }] });
  });

  it('is refused where no amount is exact any more', async () => {
    const id = await opened({ rate: '12', period: 'day', capitaliseOn: 31 });
    const { status, body } = await owed(id);
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'urn:quittance:problem:amount-overflow' });
  });
});
