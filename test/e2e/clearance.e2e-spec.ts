/** "May I call now?" over real HTTP. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

interface Debtor {
  readonly party: string;
  readonly case: string;
  readonly debt: string;
}

let made = 0;

async function portfolio(more: object): Promise<string> {
  const name = `p${++made}`;
  await ledger.record('/v1/portfolios', { name, zone: 'America/New_York', currency: 'USD', ...more });
  return name;
}

const US_AGENCY = { jurisdictions: ['US'], capacity: 'AGENCY' };

async function debtor(book: string, cases = 1): Promise<Debtor[]> {
  const { stream: party } = await ledger.record('/v1/parties', { portfolio: book, kind: 'PERSON', name: 'Ann Poe' });
  await ledger.record(`/v1/parties/${party}/zones`, { zone: 'America/New_York', source: 'ADDRESS' });
  const made: Debtor[] = [];
  for (let i = 0; i < cases; i++) {
    const { stream } = await ledger.record('/v1/cases', { portfolio: book });
    await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
    const balances = { principal: 50_000 };
    const { id } = await ledger.record(`/v1/cases/${stream}/debts`, { currency: 'USD', balances });
    made.push({ party, case: stream, debt: id });
  }
  return made;
}

const post = (body: object, headers: Record<string, string> = {}) =>
  ledger.post('/v1/contacts/clearances', body, headers);

/** Today or tomorrow at noon in New York: inside every window. */
function noon(day = 1): string {
  const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
  return `${date}T17:00:00Z`;
}

describe('a clearance', () => {
  it('is about the cases in which the person owes: what others owe is not told', async () => {
    const book = await portfolio(US_AGENCY);
    const [own] = await debtor(book);
    const [other] = await debtor(book);
    await ledger.record(`/v1/cases/${other?.case}/parties`, { party: own?.party, role: 'CONTACT_PERSON' });
    const asked = { party: own?.party, channel: 'phone', mode: 'MANUAL', plannedAt: noon() };
    const reply = await post(asked);
    expect(reply.body).toMatchObject({ permitted: true, role: 'DEBTOR', cases: [own?.case], debts: [own?.debt] });
    const both = await post({ ...asked, debts: [own?.debt, other?.debt] });
    expect([both.status, both.body['type']]).toEqual([422, 'urn:quittance:problem:roles-differ']);
    const asOther = await post({ ...asked, role: 'CONTACT_PERSON' });
    expect(asOther.body).toMatchObject({ permitted: false, role: 'CONTACT_PERSON', cases: [other?.case] });
  });

  it('answers with every rule consulted, its citation and its counters, and is recorded', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const reply = await post({ party: one?.party, channel: 'phone', plannedAt: noon() });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ permitted: true, role: 'DEBTOR', purpose: 'COLLECTION', debts: [one?.debt] });
    const frequency = reply.body['decisions'].find(({ rule }: { rule: string }) => rule === 'US-F-1@1');
    expect(frequency).toMatchObject({
      outcome: 'ALLOWED',
      counters: { calls_placed: 1, max: 7, window_days: 7 },
      citation: '12 CFR 1006.14(b)(2)(i)(A), (ii); (b)(3)',
      verification: 'verified',
    });
    const again = await ledger.get(`/v1/parties/${one?.party}/clearances/${reply.body['clearance']}`);
    expect(again.body['decisions']).toEqual(reply.body['decisions']);
  });

  it('replays byte for byte after more has happened', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const { body } = await post({ party: one?.party, channel: 'phone', plannedAt: noon() });
    await ledger.record(`/v1/cases/${one?.case}/contacts`, { channel: 'phone', party: one?.party, connected: false });
    await post({ party: one?.party, channel: 'phone', plannedAt: noon() });
    const replayed = await ledger.get(`/v1/parties/${one?.party}/clearances/${body['clearance']}/replay`);
    expect(replayed.body).toEqual({ same: true, differs: [] });
  });

  it('lets one of two cases have the last attempt about a debt, however they race', async () => {
    const book = await portfolio(US_AGENCY);
    const [one] = await debtor(book, 2);
    for (let i = 0; i < 6; i++) await post({ party: one?.party, channel: 'phone', plannedAt: noon(), case: one?.case });
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        post({ party: one?.party, channel: 'phone', plannedAt: noon(), debts: [one?.debt] }),
      ),
    );
    expect(replies.filter(({ body }) => body['permitted']).length).toBe(1);
    const blocked = replies.find(({ body }) => !body['permitted']);
    expect(blocked?.body['decisions'][0]).toMatchObject({
      rule: 'US-F-1@1',
      effect: 'BLOCKS',
      counters: { calls_placed: 8 },
    });
  });

  it('is free again when it is released', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const ask = () => post({ party: one?.party, channel: 'phone', plannedAt: noon() });
    const permits = [];
    for (let i = 0; i < 7; i++) permits.push((await ask()).body);
    expect((await ask()).body['permitted']).toBe(false);
    await ledger.record(`/v1/parties/${one?.party}/clearances/${permits[0]?.['clearance']}/releases`, {});
    expect((await ask()).body['permitted']).toBe(true);
  });

  it('blocks outside the hours, with the next allowed time', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const night = noon().replace('T17', 'T06');
    const { body } = await post({ party: one?.party, channel: 'phone', plannedAt: night });
    expect(body['permitted']).toBe(false);
    expect(body['decisions'][0]).toMatchObject({ rule: 'US-F-3@1', reason: 'outside-hours', effect: 'BLOCKS' });
    expect(new Date(body['nextAllowedAt'] as string).getTime()).toBeGreaterThan(new Date(night).getTime());
  });

  it('sent again answers the same, and the same key with another input is refused', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const asked = { party: one?.party, channel: 'phone', plannedAt: noon() };
    const first = await post(asked, { 'idempotency-key': 'clear-1' });
    const again = await post(asked, { 'idempotency-key': 'clear-1' });
    expect(again.body).toEqual(first.body);
    const other = await post({ ...asked, channel: 'sms' }, { 'idempotency-key': 'clear-1' });
    expect([other.status, other.body['type']]).toEqual([422, 'urn:quittance:problem:idempotency-key-reused']);
  });

  it.each([
    ['an unknown party', { party: 'party-00000000-0000-4000-8000-000000000000', channel: 'phone' }, 404],
    ['no channel', { party: 'party-00000000-0000-4000-8000-000000000000' }, 400],
    ['a planned time that has passed', { channel: 'phone', plannedAt: '2020-01-01T12:00:00Z' }, 422],
    ['a case of somebody else', { channel: 'phone', case: 'case-00000000-0000-4000-8000-000000000000' }, 404],
    ['a debt that nobody has', { channel: 'phone', debts: ['00000000-0000-4000-8000-000000000000'] }, 404],
    ['a list of no debts', { channel: 'phone', debts: [] }, 422],
    ['a role that nobody has', { channel: 'phone', role: 'BOSS' }, 422],
    ['a role in other letters', { channel: 'phone', role: 'debtor' }, 422],
    ['a debtor as somebody whom limits leave out', { channel: 'phone', role: 'COLLECTOR_ATTORNEY' }, 422],
    ['a contact point that is not theirs', { channel: 'phone', point: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('refuses %s and writes nothing', async (_what, asked, status) => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const before = (await ledger.runtime.store.readStream(one?.party ?? '', 0, 100)).length;
    const reply = await post({ party: one?.party, ...asked });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await ledger.runtime.store.readStream(one?.party ?? '', 0, 100)).length).toBe(before);
  });
});

describe('what a clearance is about', () => {
  it('is some debt, also where the case is named: about none there would be nothing to count', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const reply = await post({ party: one?.party, case: one?.case, channel: 'phone', debts: [] });
    expect([reply.status, reply.body['field']]).toEqual([422, 'debts']);
  });

  it('is a person in a role that the case gives: a contact person is none that owes', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const book = await portfolio(US_AGENCY);
    const { stream: aunt } = await ledger.record('/v1/parties', { portfolio: book, kind: 'PERSON', name: 'Eve Poe' });
    await ledger.record(`/v1/cases/${one?.case}/parties`, { party: aunt, role: 'CONTACT_PERSON' });
    const as = (role?: string) => post({ party: aunt, channel: 'phone', purpose: 'LOCATE', plannedAt: noon(), role });
    expect([(await as('DEBTOR')).status, (await as('DEBTOR')).body['field']]).toEqual([422, 'role']);
    expect((await as('CONTACT_PERSON')).body['role']).toBe('CONTACT_PERSON');
    expect((await as()).body['role']).toBe('CONTACT_PERSON');
    expect((await as('COURT')).status).toBe(201);
  });

  it('harms no other line of a list where it is nothing', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const asked = { party: one?.party, channel: 'phone', plannedAt: noon() };
    const { status, body } = await ledger.post('/v1/contacts/clearances/bulk', {
      requests: [{ ...asked, debts: [] }, asked],
    });
    expect(status).toBe(201);
    expect(body['answers']).toMatchObject([{ problem: { status: 422, field: 'debts' } }, { permitted: true }]);
  });
});

describe('a list with lines of the wrong shape', () => {
  it('answers each of them with its own problem and its place, and decides the others', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const asked = { party: one?.party, channel: 'phone', plannedAt: noon() };
    const requests = [
      { ...asked, channel: 'pigeon' },
      asked,
      { channel: 'phone' },
      'call Ann',
      { ...asked, colour: 'red' },
    ];
    const { status, body } = await ledger.post('/v1/contacts/clearances/bulk', { requests });
    expect(status).toBe(201);
    expect(body['answers']).toMatchObject([
      { index: 0, party: one?.party, problem: { status: 400, field: 'channel' } },
      { permitted: true },
      { index: 2, party: null, problem: { status: 400, field: 'party' } },
      { index: 3, party: null, problem: { status: 400 } },
      { index: 4, problem: { type: 'urn:quittance:problem:unknown-field', field: 'colour' } },
    ]);
  });

  it('is refused whole where it is no list, or its defaults have the wrong shape', async () => {
    const [one] = await debtor(await portfolio(US_AGENCY));
    const requests = [{ party: one?.party, channel: 'phone' }];
    for (const body of [{ requests: 'all' }, { requests, defaults: { channel: 'pigeon' } }, { lines: requests }]) {
      expect((await ledger.post('/v1/contacts/clearances/bulk', body)).status).toBe(400);
    }
  });
});

describe('which rules apply', () => {
  const rulesOf = async (more: object): Promise<Record<string, string>> => {
    const [one] = await debtor(await portfolio(more));
    const { body } = await post({ party: one?.party, channel: 'phone', plannedAt: noon() });
    return Object.fromEntries(
      body['decisions'].map(({ rule, outcome, reason }: Record<string, string>) => [
        rule,
        outcome === 'NOT_EVALUATED' ? `NOT_EVALUATED ${reason}` : outcome,
      ]),
    );
  };

  it('is decided by what the portfolio states: one call, four portfolios', async () => {
    expect(await rulesOf(US_AGENCY)).toMatchObject({ 'US-F-1@1': 'ALLOWED' });
    expect(await rulesOf({ jurisdictions: ['US'], capacity: 'FIRST_PARTY' })).not.toHaveProperty(['US-F-1@1']);
    expect(await rulesOf({ jurisdictions: ['US'] })).toMatchObject({
      'US-F-1@1': 'NOT_EVALUATED capacity-not-stated',
    });
    expect(await rulesOf({})).toMatchObject({ 'US-F-1@1': 'NOT_EVALUATED jurisdiction-not-stated' });
  });
});

describe('many at once', () => {
  it('are decided in one call, each by itself', async () => {
    const book = await portfolio(US_AGENCY);
    const people = [...(await debtor(book)), ...(await debtor(book))];
    const requests = [
      ...people.map(({ party }) => ({ party })),
      { party: `party-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}` },
    ];
    const defaults = { channel: 'phone', plannedAt: noon() };
    const { status, body } = await ledger.post('/v1/contacts/clearances/bulk', { defaults, requests });
    expect(status).toBe(201);
    expect(body['answers']).toMatchObject([{ permitted: true }, { permitted: true }, { problem: { status: 404 } }]);
  });
});
