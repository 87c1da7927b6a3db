/** What the query of a request may say: what is documented works, everything else is 400 and nothing is written. */
import { HttpLedger, type Reply } from '../support/http-ledger.js';

let ledger: HttpLedger;
let id: string;

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
});

afterAll(() => ledger.close());

const noteTo = (query: string): Promise<Reply> => ledger.post(`/v1/cases/${id}/notes${query}`, { text: 'hello' });

/** Sends it, and checks the problem and that the ledger has not moved. */
async function refused(work: () => Promise<Reply>, status: number, type: string): Promise<void> {
  const before = await ledger.runtime.store.head();
  const { status: got, body } = await work();
  expect({ status: got, type: body.type }).toEqual({ status, type: `urn:quittance:problem:${type}` });
  expect(await ledger.runtime.store.head()).toBe(before);
}

describe('the query', () => {
  it.each<[string, () => Promise<Reply>, number, string]>([
    ['an unknown query parameter of a command', () => noteTo('?foo=1'), 400, 'unknown-field'],
    ['a wish that a command does not know', () => noteTo('?waitFor=read&dryRun=true'), 400, 'unknown-field'],
    ['waitFor of a command that is not read', () => noteTo('?waitFor=zz'), 400, 'bad-wait-for'],
    ['an empty waitFor of a command', () => noteTo('?waitFor='), 400, 'bad-wait-for'],
    ['two waitFor of a command', () => noteTo('?waitFor=read&waitFor=read'), 400, 'bad-wait-for'],
    [
      'a query where nothing is recorded',
      () => ledger.post('/v1/projections/cases/rebuilds?waitFor=read', {}),
      400,
      'unknown-field',
    ],
    [
      'a query where a key is made',
      () => ledger.post('/v1/keys?x=1', { name: 'n', role: 'auditor' }),
      400,
      'unknown-field',
    ],
    [
      'a parameter of a question that has none',
      () => ledger.get('/v1/projections?asOf=2026-01-01'),
      400,
      'unknown-field',
    ],
    ['a parameter of the list of keys', () => ledger.get('/v1/keys?role=admin'), 400, 'unknown-field'],
    ['a parameter of the health page', () => ledger.get('/health?verbose=1'), 400, 'unknown-field'],
    ['waitFor of a question that is no position', () => ledger.get('/v1/cases?waitFor=read'), 400, 'bad-wait-for'],
  ])('%s', async (_name, work, status, type) => refused(work, status, type));

  it.each(['foo', 'waitfor', '__proto__'])('the query parameter of a command that is at fault: %s', async (name) => {
    const { body } = await noteTo(`?${name}=1`);
    expect(body).toMatchObject({ field: name, detail: `${name} is no query parameter of this request.` });
  });

  it.each(['x', '', '0', '-1', '1.5', '1001', '1e2', '0x10', '%205', '5&limit=6'])(
    'limit=%s of a list and of the feed',
    async (limit) => {
      for (const list of ['cases', 'promises', 'events']) {
        await refused(() => ledger.get(`/v1/${list}?limit=${limit}`), 400, 'invalid-request');
        const { body } = await ledger.get(`/v1/${list}?limit=${limit}`);
        expect(body).toMatchObject({ field: 'limit', detail: 'limit must be a whole number from 1 to 1000.' });
      }
    },
  );

  it('a wait of the feed that is no whole number of seconds', async () => {
    const { status, body } = await ledger.get('/v1/events?wait=0.5');
    expect({ status, detail: body.detail }).toEqual({
      status: 400,
      detail: 'wait must be a whole number from 0 to 30.',
    });
  });

  it('a stranger, who can make nothing wait', async () => {
    // Whoever waited would be told that the read side is behind.
    await refused(() => ledger.get('/v1/cases?waitFor=999999', { authorization: '' }), 401, 'key-missing');
    expect((await ledger.get('/health?waitFor=999999', { authorization: '' })).status).toBe(200);
  });
});
