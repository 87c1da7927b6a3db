/** What is known of a person, for that person: subject access over real HTTP (PIPL 45, GDPR 15). */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let party: string;
let other: string;
let caseId: string;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const person = (name: string) => ledger.record('/v1/parties', { portfolio: 'main', kind: 'PERSON', name });
  party = (await person('Rosa Bianchi')).stream;
  other = (await person('Aldo Verdi')).stream;
  const phone = { medium: 'phone', value: '+39 055 0101010', occurredAt: '2026-01-05' };
  await ledger.record(`/v1/parties/${party}/contact-points`, phone);
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream;
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: 'said before she was known' });
  await ledger.record(`/v1/cases/${caseId}/parties`, { party, role: 'DEBTOR' });
  await ledger.record(`/v1/cases/${caseId}/parties`, { party: other, role: 'CONTACT_PERSON' });
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: 'said of the debtor' });
  const said = { channel: 'phone', connected: true, outcome: 'TALKED' };
  await ledger.record(`/v1/cases/${caseId}/contacts`, { ...said, party, feedback: 'said by her' });
  await ledger.record(`/v1/cases/${caseId}/contacts`, { ...said, party: other, feedback: 'said by him' });
});
afterAll(() => ledger.close());

interface Value {
  readonly field: string;
  readonly value: string | null;
}
const get = (id: string) => ledger.get(`/v1/parties/${id}/personal-data`);
const valuesOf = async (id: string) =>
  ((await get(id)).body['values'] as Value[]).map(({ field, value }) => [field, value]);

it('gives every value of the person, and none of others', async () => {
  expect(await valuesOf(party)).toEqual([
    ['name', 'Rosa Bianchi'],
    ['value', '+39 055 0101010'],
    ['text', 'said before she was known'],
    ['text', 'said of the debtor'],
    ['feedback', 'said by her'],
  ]);
  expect(await valuesOf(other)).toEqual([
    ['name', 'Aldo Verdi'],
    ['feedback', 'said by him'],
  ]);
});

it('says of each value its fact, purpose, source and time', async () => {
  const { body } = await get(party);
  expect(body).toMatchObject({ party, cases: [{ case: caseId, role: 'DEBTOR' }] });
  expect(body['values'][1]).toEqual({
    field: 'value',
    value: '+39 055 0101010',
    event: expect.any(String),
    type: 'ContactPointAdded',
    stream: party,
    purpose: 'collection',
    by: expect.stringMatching(/^key:/),
    source: { via: 'http' },
    at: '2026-01-05',
    recordedAt: expect.stringMatching(/Z$/),
  });
});

it('is for compliance and admin', async () => {
  for (const [role, status] of [
    ['collector', 403],
    ['auditor', 403],
    ['reporting', 403],
    ['compliance', 200],
  ] as const) {
    const headers = { authorization: `Bearer ${ledger.keyOf(role)}` };
    expect([role, (await ledger.get(`/v1/parties/${party}/personal-data`, headers)).status]).toEqual([role, status]);
  }
});

it('knows nobody who is not there', async () => {
  expect((await get('party-00000000-0000-8000-8000-000000000000')).status).toBe(404);
  expect((await get('nobody')).status).toBe(404);
});

it('is given while processing is restricted: the person may see what is kept', async () => {
  const { id } = await ledger.record(`/v1/parties/${other}/restrictions`, { ground: 'OBJECTION' });
  expect(await valuesOf(other)).toContainEqual(['feedback', 'said by him']);
  await ledger.record(`/v1/parties/${other}/restrictions/${id}/liftings`, { reason: 'withdrawn' });
});

it('says after an erasure which values there were, and not what they said', async () => {
  const { id } = await ledger.record(`/v1/parties/${other}/erasures`, { requester: 'SUBJECT', basis: 'REQUEST' });
  const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}` };
  const url = `/v1/parties/${other}/erasures/${id}/approvals`;
  expect((await ledger.post(url, {})).body).toMatchObject({ type: 'urn:quittance:problem:four-eyes' });
  expect((await ledger.post(url, {}, headers)).status).toBe(201);
  expect(await valuesOf(other)).toEqual([['name', null]]);
  expect(await valuesOf(party)).toHaveLength(5);
});
