/** `next` of a page is taken as `after` by the route that gave it, over HTTP, page by page to the end of the list. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const COUNT = 4;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  for (let i = 0; i < COUNT; i++) {
    const at = { occurredAt: '2026-01-10' };
    const { stream } = await ledger.record('/v1/cases', { portfolio: 'main', ref: `L-${i}`, ...at });
    const path = `/v1/cases/${stream}`;
    await ledger.record(`${path}/debts`, { currency: 'EUR', balances: { principal: 1_000 }, ...at });
    // Owing 500, nothing, and in credit: 500 and 1,000.
    await ledger.record(`${path}/payments`, { amount: 500 + i * 500, currency: 'EUR', ...at });
    await ledger.record(`${path}/promises`, { amount: 5_000, currency: 'EUR', dueDate: '2026-03-20', ...at });
    await ledger.record(`${path}/disputes`, { ground: 'AMOUNT', ...at });
  }
}, 60_000);

afterAll(() => ledger.close());

/** The list, one row a page. */
async function pages(path: string, rows: string): Promise<unknown[]> {
  const found: unknown[] = [];
  let after = '';
  for (let page = 0; page <= COUNT; page++) {
    const { status, body } = await ledger.get(`${path}&limit=1${after}`);
    expect({ status, detail: body['detail'] }).toEqual({ status: 200, detail: undefined });
    found.push(...(body[rows] as unknown[]));
    if (body['next'] === null) return found;
    after = `&after=${encodeURIComponent(body['next'] as string)}`;
  }
  throw new Error(`${path} does not end`);
}

it.each([
  ['cases by what they owe', '/v1/cases?sort=net', 'cases', [{ net: -1_000 }, { net: -500 }, { net: 0 }, { net: 500 }]],
  [
    'cases, the largest first',
    '/v1/cases?sort=-net',
    'cases',
    [{ net: 500 }, { net: 0 }, { net: -500 }, { net: -1_000 }],
  ],
])('%s, those in credit too', async (_, path, rows, expected) => {
  expect(await pages(path, rows)).toMatchObject(expected);
});

it.each([
  ['the worklist', '/v1/worklist?asOf=2026-03-18'],
  ['promises', '/v1/promises?asOf=2026-03-18'],
  ['deadlines', '/v1/deadlines?asOf=2026-03-18'],
  ['holds', '/v1/holds?asOf=2026-03-18'],
  ['disputes', '/v1/disputes?asOf=2026-03-18'],
])('%s', async (_, path) => {
  const found = (await pages(path, 'rows')) as { ref: string }[];
  expect(found.map(({ ref }) => ref).sort()).toEqual(['L-0', 'L-1', 'L-2', 'L-3']);
});

it('a place that no list gave is refused', async () => {
  for (const after of ['x', "1' OR '1'='1", '-', '~'])
    for (const path of ['/v1/cases?sort=net', '/v1/worklist?limit=1', '/v1/holds?limit=1', '/v1/deadlines?limit=1'])
      expect((await ledger.get(`${path}&after=${encodeURIComponent(after)}`)).status).toBe(400);
});
