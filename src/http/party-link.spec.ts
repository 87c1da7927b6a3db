/** A party and a case are linked on both streams, or a refusal leaves both as they were; a crash between heals. */
import { TestApp } from './test-app.fixture.js';

const app = new TestApp();
let [party, id] = ['', ''];
let count = 0;

beforeAll(async () => {
  await app.start();
  await app.record('portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
});
afterAll(() => app.close());

beforeEach(async () => {
  const ref = `R${++count}`;
  party = (await app.record('parties', { portfolio: 'main', kind: 'PERSON', name: 'Li Na', ref })).stream;
  id = (await app.record('cases', { portfolio: 'main', ref })).stream;
});

const DEBTOR = { role: 'DEBTOR' };
const types = async (stream: string): Promise<string[]> => (await app.facts(stream)).map((fact) => fact.type);
const link = (key?: string, more: object = {}, headers?: Record<string, string>) =>
  app.post(`cases/${id}/parties`, { party, ...DEBTOR, ...more }, key, headers);

async function bothLinkedOnce(): Promise<void> {
  expect(await types(party)).toEqual(['PartyRegistered', 'CaseLinked']);
  expect(await types(id)).toEqual(['CaseOpened', 'PartyLinked']);
}

async function neitherLinked(): Promise<void> {
  expect(await types(party)).toEqual(['PartyRegistered']);
  expect(await types(id)).toEqual(['CaseOpened']);
}

describe('a link', () => {
  it('stands on the party and on the case, and answers for the case', async () => {
    const reply = await link('both', { occurredAt: '2026-02-01', extra: { source: 'letter' } });
    expect(reply).toMatchObject({ status: 201, body: { stream: id, revision: 1 } });
    await bothLinkedOnce();
    expect((await app.facts(party))[1]).toMatchObject({
      data: { case: id, role: 'DEBTOR' },
      at: '2026-02-01',
      cmd: 'both',
    });
    expect((await app.facts(id))[1]).toMatchObject({ data: { party, role: 'DEBTOR' }, at: '2026-02-01', cmd: 'both' });
  });

  it('sent again gives the first result, also after more was recorded and after a restart', async () => {
    const first = await link('again');
    await app.record(`cases/${id}/assignments`, { assignee: 'staff-1' });
    await app.restart();
    const second = await link('again');
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await types(party)).toEqual(['PartyRegistered', 'CaseLinked']);
  });

  it('sent again after a crash between the two streams is completed', async () => {
    app.faults.failNext({ kind: 'crash' });
    expect((await link('crash')).status).toBe(500);
    await app.restart();
    expect(await types(party)).toEqual(['PartyRegistered', 'CaseLinked']);
    expect(await types(id)).toEqual(['CaseOpened']);

    const first = await link('crash');
    expect(first).toMatchObject({ status: 201, body: { stream: id, revision: 1 } });
    await bothLinkedOnce();
    expect((await link('crash')).body).toEqual(first.body);
  });

  it('half written is completed under another key as well', async () => {
    app.faults.failNext({ kind: 'crash' });
    await link('lost');
    await app.restart();
    expect((await link('found')).status).toBe(201);
    await bothLinkedOnce();
  });

  it('can name the revision of the case, which is not that of the party', async () => {
    await app.record(`cases/${id}/assignments`, { assignee: 'staff-1' });
    expect((await link(undefined, {}, { 'if-match': '"1"' })).status).toBe(201);
    expect(await types(id)).toEqual(['CaseOpened', 'CaseAssigned', 'PartyLinked']);
  });

  it('has one role each: another role is another link', async () => {
    await link();
    expect((await link(undefined, { role: 'GUARANTOR' })).status).toBe(201);
    expect(await types(party)).toEqual(['PartyRegistered', 'CaseLinked', 'CaseLinked']);
  });
});

describe('a link that cannot be writes nothing', () => {
  it('to a case that there is not', async () => {
    const nowhere = id.replace(/.$/, (c) => (c === '0' ? '1' : '0'));
    const reply = await app.post(`cases/${nowhere}/parties`, { party, ...DEBTOR });
    expect(reply).toMatchObject({ status: 404, body: { type: 'urn:quittance:problem:unknown-case' } });
    await neitherLinked();
  });

  it('of a party that there is not', async () => {
    for (const other of [party.replace(/.$/, (c) => (c === '0' ? '1' : '0')), id, 'somebody']) {
      const reply = await link(undefined, { party: other });
      expect(reply).toMatchObject({ status: 404, body: { type: 'urn:quittance:problem:unknown-party' } });
    }
    await neitherLinked();
  });

  it('to a revision that the case has left', async () => {
    expect((await link(undefined, {}, { 'if-match': '"7"' })).status).toBe(412);
    await neitherLinked();
  });

  it('that is there already', async () => {
    await link();
    expect(await link()).toMatchObject({
      status: 409,
      body: { type: 'urn:quittance:problem:party-linked', id: party },
    });
    await bothLinkedOnce();
  });

  it('under a key that was used with another role', async () => {
    await link('used');
    expect(await link('used', { role: 'GUARANTOR' })).toMatchObject({
      status: 422,
      body: { type: 'urn:quittance:problem:idempotency-key-reused' },
    });
    await bothLinkedOnce();
  });

  it('ahead of the clock', async () => {
    expect((await link(undefined, { occurredAt: '2026-04-02' })).body.type).toMatch(/:occurred-in-future$/);
    await neitherLinked();
  });
});
