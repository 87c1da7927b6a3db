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

describe('asked for its terms', () => {
  const IN_MARCH = { occurredAt: '2026-03-01' };
  let at: string;
  let known: string;
  const asked = async (query: string): Promise<Record<string, unknown>> => {
    const { debts, lastEvent } = (await ledger.get(`${at}/interest?${query}`)).body;
    return { ...debts[0], lastEvent, of: debts.length } as Record<string, unknown>;
  };

  beforeAll(async () => {
    const opened = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'C9', ...IN_MARCH });
    at = `/v1/cases/${opened.stream}`;
    const balances = { currency: 'CNY', balances: { principal: 1_000_000 }, ref: 'C9-1', ...IN_MARCH };
    const debt = String((await ledger.record(`${at}/debts`, balances)).id);
    await ledger.record(`${at}/debts`, { ...balances, ref: 'C9-2' });
    const terms = { debt, rate: '0.05', period: 'day', from: '2026-03-01', ...IN_MARCH };
    await ledger.record(`${at}/interest-terms`, terms);
    await ledger.record(`${at}/interest-postings`, { through: '2026-03-10', trigger: 'STATEMENT' });
    const stopped = { debts: [debt], from: '2026-03-16', reason: 'COURT', occurredAt: '2026-03-16' };
    const { id, events } = await ledger.record(`${at}/interest-suspensions`, stopped);
    known = String((events as string[])[0]);
    await ledger.record(`${at}/interest-suspensions/${String(id)}/resumptions`, { on: '2026-03-21' });
    const lower = { debt, rate: '0.01', period: 'day', from: '2026-03-26', to: '2026-04-01' };
    await ledger.record(`${at}/rate-concessions`, { ...lower, authority: 'supervisor', reason: 'hardship' });
  });

  const bears = (component: object, more: object = {}): object => ({
    of: 1,
    ref: 'C9-1',
    components: [component],
    ...more,
  });
  const ADAY = { rate: '0.05', period: 'day' };

  it('shows the rate, what is posted, and what has accrued since', async () => {
    const component = { component: 'interest', rate: ADAY, posted: 5_000, postedThrough: '2026-03-10', accrued: 2_500 };
    expect(await asked('asOf=2026-03-15')).toMatchObject(bears({ ...component, exact: '2500', suspended: false }));
  });

  it('bears nothing on the first day of a suspension, and again on the day after its last', async () => {
    expect(await asked('asOf=2026-03-16')).toMatchObject(bears({ rate: null, suspended: true, accrued: 2_500 }));
    expect(await asked('asOf=2026-03-20')).toMatchObject(bears({ rate: null, suspended: true, accrued: 2_500 }));
    expect(await asked('asOf=2026-03-21')).toMatchObject(bears({ rate: ADAY, suspended: false, accrued: 3_000 }));
  });

  it('shows a concession while it holds: from its first day to the day before its end', async () => {
    const lower = { rate: { rate: '0.01', period: 'day' }, concession: expect.any(String) };
    expect(await asked('asOf=2026-03-25')).toMatchObject(bears({ rate: ADAY, concession: null, accrued: 5_000 }));
    expect(await asked('asOf=2026-03-26')).toMatchObject(bears({ ...lower, accrued: 5_100 }));
    expect(await asked('asOf=2026-03-31')).toMatchObject(bears({ ...lower, accrued: 5_600 }));
    expect(await asked('asOf=2026-04-01')).toMatchObject(bears({ rate: ADAY, concession: null, accrued: 6_100 }));
  });

  it('names the facts that set it, and knows at K what was known then: no resumption, no concession', async () => {
    const now = await asked('asOf=2026-04-01');
    expect(now['suspensions']).toMatchObject([{ from: '2026-03-16', to: '2026-03-21', reason: 'COURT', event: known }]);
    expect(now['suspensions']).toMatchObject([{ endedBy: expect.any(String) }]);
    const then = await asked(`asOf=2026-04-01&knownAt=${known}`);
    expect(then).toMatchObject(
      bears({ rate: null, suspended: true, accrued: 2_500 }, { concessions: [], lastEvent: known }),
    );
    expect((then['suspensions'] as object[])[0]).not.toHaveProperty('to');
  });

  it('of a case without interest is an empty list, of one that is not there 404', async () => {
    const { stream: other } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'C10', ...IN_MARCH });
    expect((await ledger.get(`/v1/cases/${other}/interest`)).body.debts).toEqual([]);
    const none = await ledger.get('/v1/cases/case-00000000-0000-8000-8000-000000000000/interest');
    expect(none.status).toBe(404);
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

it('answers a statement as of a day before the case with no line, when it was not told where to begin', async () => {
  const answer = await ledger.get(`/v1/cases/${stream}/statement?asOf=2020-01-01`);
  expect(answer.status).toBe(200);
  const day = { from: '2020-01-01', to: '2020-01-01' };
  expect(answer.body).toMatchObject({ ...day, opening: 0, lines: [], closing: 0 });
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
