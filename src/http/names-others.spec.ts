/** What is recorded on a person names debts and contacts of that person's cases: whether they are there. */
import { TestApp } from './test-app.fixture.js';

const app = new TestApp();
let party: string;
let debt: string;
let attempts: string[];

const post = (path: string, body: object) => app.record(path, body);

beforeAll(async () => {
  await app.start();
  await post('portfolios', { name: 'cards', zone: 'Europe/Rome', currency: 'EUR' });
  party = (await post('parties', { portfolio: 'cards', ref: 'P1', kind: 'PERSON', name: 'Ada Lovelace' })).stream;
  const id = (await post('cases', { portfolio: 'cards', ref: 'A1' })).stream;
  await post(`cases/${id}/parties`, { party, role: 'DEBTOR' });
  debt = (await post(`cases/${id}/debts`, { currency: 'EUR', balances: { principal: 10_000 } })).id as string;
  const other = (await post('cases', { portfolio: 'cards', ref: 'B1' })).stream;
  await post(`cases/${other}/debts`, { currency: 'EUR', balances: { principal: 10_000 } });
  attempts = [];
  for (const occurredAt of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    const call = { channel: 'phone', party, connected: false, occurredAt: `${occurredAt}T10:00:00Z` };
    attempts.push((await post(`cases/${id}/contacts`, call)).events[0] as string);
  }
});
afterAll(() => app.close());

it('a representation is about debts of the cases of the person', async () => {
  const appoint = (debts: string[]) => app.post(`parties/${party}/representations`, { kind: 'ATTORNEY', debts });
  const refused = await appoint([debt, 'debt-of-nobody']);
  expect([refused.status, refused.body]).toMatchObject([
    404,
    {
      type: 'urn:quittance:problem:unknown-debt',
      field: 'debts',
      detail: expect.stringContaining("'debt-of-nobody'") as string,
    },
  ]);
  expect((await appoint([debt])).status).toBe(201);
});

it('a lost contact that rests on contacts which are not there is flagged', async () => {
  const declare = async (predicateEvents: string[]): Promise<unknown> => {
    const path = `parties/${party}/lost-contacts`;
    await post(path, { predicate: 'no-answer-3@1', predicateEvents });
    return (await app.facts(party)).at(-1)?.data;
  };
  expect(await declare(attempts)).not.toHaveProperty('flags');
  expect(await declare([...attempts.slice(1), 'no-such-event'])).toMatchObject({ flags: ['unknown-evidence'] });
});
