/** Ways around four eyes that were open once: a key that one made, a settlement, an adjustment, a dispute, a word by hand. */
import { HttpLedger, type Reply } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let at: string;
let admin: string;
let desk: string;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'cards', zone: 'Europe/Rome', currency: 'EUR' });
  const { stream } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'F1', occurredAt: '2026-01-10' });
  at = `/v1/cases/${stream as string}`;
  await ledger.record(`${at}/debts`, {
    currency: 'EUR',
    balances: { principal: 90_000, fee: 10_000 },
    occurredAt: '2026-01-10',
  });
  admin = ledger.keyOf('admin');
  desk = await keyMadeBy(admin);
});
afterAll(() => ledger.close());

const as = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const idOf = (key: string): string => key.split('_')[1] ?? '';
const said = ({ status, body }: Reply): unknown => (status < 300 ? status : (body['type'] as string).split(':').at(-1));

async function keyMadeBy(maker: string): Promise<string> {
  const { status, body } = await ledger.post('/v1/keys', { name: 'desk', role: 'collector' }, as(maker));
  expect(status).toBe(201);
  return body['text'] as string;
}

/** @returns where it is approved */
async function asked(key: string, path = 'waiver-requests', body: object = { amount: 500, reason: 'goodwill' }) {
  const { id } = await ledger.record(`${at}/${path}`, body, key);
  return `${at}/${path}/${id as string}/approvals`;
}
const approvedBy = async (key: string, url: string): Promise<unknown> =>
  said(await ledger.post(url, { authority: 'lead' }, as(key)));

describe('what was asked with a key', () => {
  it.each([
    ['waiver-requests', { amount: 500, reason: 'goodwill' }],
    ['charge-off-requests', { amount: 500, reason: '180 days' }],
    ['hold-release-requests', { hold: 'OTHER', reason: 'an error' }],
    ['refund-requests', { amount: 500, reason: 'paid twice' }],
  ])('is not approved by who made it over HTTP: %s', async (path, body) => {
    const url = await asked(desk, path, body);
    expect(await approvedBy(admin, url)).toBe('four-eyes');
    expect(await approvedBy(ledger.keyOf('supervisor'), url)).toBe(201);
  });

  it('nor an escalation reviewed', async () => {
    const { id } = await ledger.record(`${at}/escalations`, { to: 'lead', reason: 'half in full' }, desk);
    const url = `${at}/escalations/${id as string}/reviews`;
    expect(said(await ledger.post(url, { decision: 'YES' }, as(admin)))).toBe('four-eyes');
    expect(said(await ledger.post(url, { decision: 'YES' }, as(ledger.keyOf('admin'))))).toBe(201);
  });

  it('is not approved after the key was revoked', async () => {
    const key = await keyMadeBy(admin);
    const url = await asked(key);
    await ledger.post(`/v1/keys/${idOf(key)}/revocations`, {}, as(admin));
    expect(await approvedBy(admin, url)).toBe('four-eyes');
  });

  it('is not approved by who was shown its secret when it was rotated, nor with another key that he was shown', async () => {
    const [approver, first, second] = [ledger.keyOf('admin'), ledger.keyOf('supervisor'), ledger.keyOf('supervisor')];
    const shown: string[] = [];
    for (const key of [first, second]) {
      expect((await ledger.post(`/v1/keys/${idOf(key)}/rotations`, {}, as(admin))).status).toBe(201);
      const { body } = await ledger.post(`/v1/keys/${idOf(key)}/rotations/approvals`, {}, as(approver));
      expect(body['key']).toMatchObject({ seenBy: [`key:${idOf(approver)}`] });
      shown.push(body['text'] as string);
    }
    const url = await asked(shown[0] ?? '');
    expect(await approvedBy(approver, url)).toBe('four-eyes');
    expect(await approvedBy(shown[1] ?? '', url)).toBe('four-eyes');
    expect(await approvedBy(admin, url)).toBe(201);
  });

  it('of an admin is not approved with a key that the same one was shown: rotations', async () => {
    const [approver, second] = [ledger.keyOf('admin'), ledger.keyOf('admin')];
    await ledger.post(`/v1/keys/${idOf(second)}/rotations`, {}, as(admin));
    const { body } = await ledger.post(`/v1/keys/${idOf(second)}/rotations/approvals`, {}, as(approver));
    const target = `/v1/keys/${idOf(desk)}/rotations`;
    await ledger.post(target, {}, as(body['text'] as string));
    expect(said(await ledger.post(`${target}/approvals`, {}, as(approver)))).toBe('four-eyes');
  });

  it('of which nobody else was shown a secret is told so in the list', async () => {
    const { keys } = (await ledger.get('/v1/keys', as(admin))).body as { keys: { id: string; seenBy: string[] }[] };
    const seenBy = (key: string): unknown => keys.find(({ id }) => id === idOf(key))?.seenBy;
    expect([seenBy(admin), seenBy(desk)]).toEqual([[], [`key:${idOf(admin)}`]]);
  });
});

describe('what gives up what is owed', () => {
  const adjust = { currency: 'EUR', component: 'principal', delta: -400, reason: 'an error' };

  it('an adjustment that lowers it names an approved request; one that raises it does not', async () => {
    const send = (body: object): Promise<Reply> => ledger.post(`${at}/adjustments`, { ...adjust, ...body }, as(admin));
    expect(said(await send({}))).toBe('not-approved');
    const waiverRequest = await ledger.approved(`${at}/waiver-requests`, { amount: 400, reason: 'an error' });
    expect(said(await send({ waiverRequest, delta: -401 }))).toBe('above-approval');
    // It would be used up by other components, or held and paid out: that was not approved.
    expect(said(await send({ waiverRequest, component: 'penalty' }))).toBe('waiver-exceeds-due');
    expect(said(await send({ waiverRequest, delta: 1 }))).toBe('nothing-waived');
    expect(said(await send({ waiverRequest }))).toBe(201);
    expect(said(await send({ waiverRequest, delta: -1 }))).toBe('not-approved');
    expect(said(await send({ delta: 400 }))).toBe(201);
  });

  it('a settlement leaves only what another person approved', async () => {
    const terms = { amount: 60_000, expires: '2026-02-20', occurredAt: '2026-02-01' };
    const { id } = await ledger.record(`${at}/settlements`, terms, desk);
    const settlement = `${at}/settlements/${id as string}`;
    await ledger.record(`${settlement}/acceptances`, { form: 'WRITTEN', occurredAt: '2026-02-02' }, desk);
    await ledger.record(`${at}/payments`, { currency: 'EUR', amount: 60_000, occurredAt: '2026-02-10' }, desk);
    const complete = (body: object): Promise<Reply> =>
      ledger.post(`${settlement}/completions`, { authority: 'me', ...body }, as(desk));
    expect(said(await complete({}))).toBe('not-approved');
    const request = async (amount: number, component?: string): Promise<string> =>
      ledger.approved(`${at}/waiver-requests`, { amount, component, reason: 'settlement' });
    expect(said(await complete({ waiverRequest: await request(39_999) }))).toBe('above-approval');
    expect(said(await complete({ waiverRequest: await request(40_000, 'fee') }))).toBe('not-approved');
    expect(said(await complete({ waiverRequest: await request(40_000) }))).toBe(201);
    expect((await ledger.get(`${at}/balance`)).body).toMatchObject({ net: 0 });
  });
});

describe('the hold of a dispute', () => {
  it('is released by its resolution only where another person approved that', async () => {
    const raised = async (hold?: boolean): Promise<string> =>
      `${at}/disputes/${(await ledger.record(`${at}/disputes`, { ground: 'AMOUNT', hold }))['id'] as string}`;
    const [held, other, free] = [await raised(), await raised(), await raised(false)];
    const resolve = (url: string, body: object = {}): Promise<Reply> =>
      ledger.post(`${url}/resolutions`, { outcome: 'REJECTED', ...body }, as(admin));
    expect(said(await resolve(held))).toBe('not-approved');
    const url = `${at}/hold-release-requests`;
    const ask = { hold: 'DISPUTE', dispute: held.split('/').at(-1), reason: 'verified' };
    const holdReleaseRequest = await ledger.approved(url, ask);
    expect(said(await resolve(other, { holdReleaseRequest }))).toBe('not-approved');
    const legal = await ledger.approved(url, { hold: 'LEGAL', reason: 'the court has lifted it' });
    expect(said(await resolve(held, { holdReleaseRequest: legal }))).toBe('not-approved');
    expect(said(await ledger.post(`${url}/${legal}/closures`, { outcome: 'APPLIED' }, as(admin)))).toBe(201);
    expect(said(await resolve(held, { holdReleaseRequest }))).toBe(201);
    expect(said(await resolve(other, { holdReleaseRequest }))).toBe('not-approved');
    expect(said(await resolve(free))).toBe(201);
    // Whoever records that its debtor took it back could make that up: somebody else looks at it.
    const withdraw = (body: object): Promise<Reply> => ledger.post(`${other}/withdrawals`, body, as(admin));
    expect(said(await withdraw({}))).toBe('not-approved');
    const looked = await ledger.approved(url, { hold: 'DISPUTE', reason: 'her letter of 3 March' });
    expect(said(await withdraw({ holdReleaseRequest: looked }))).toBe(201);
  });
});

describe('interest that was posted', () => {
  it('is lowered by terms, a suspension or a concession that reach back only as another person approved', async () => {
    const { stream } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'F2', occurredAt: '2026-01-10' });
    const url = `/v1/cases/${stream as string}`;
    const sum = { currency: 'EUR', balances: { principal: 100_000 }, occurredAt: '2026-01-10' };
    await ledger.record(`${url}/debts`, sum);
    await ledger.record(`${url}/interest-terms`, { rate: '1', period: 'day', from: '2026-01-10' });
    await ledger.record(`${url}/interest-postings`, { through: '2026-01-19', trigger: 'STATEMENT' });
    const supervisor = ledger.keyOf('supervisor');
    const suspend = (body: object): Promise<Reply> =>
      ledger.post(`${url}/interest-suspensions`, { reason: 'COURT', to: '2026-01-21', ...body }, as(supervisor));
    const refused = await suspend({ from: '2026-01-15' });
    expect(said(refused)).toBe('not-approved');
    expect(refused.body['detail']).toMatch(/5000 minor units/);
    const waiverRequest = await ledger.approved(`${url}/waiver-requests`, { amount: 5_000, reason: 'court order' });
    expect(said(await suspend({ from: '2026-01-14', waiverRequest }))).toBe('above-approval');
    expect(said(await suspend({ from: '2026-01-15', waiverRequest }))).toBe(201);
    expect((await ledger.get(`${url}/balance`)).body).toMatchObject({ net: 105_000 });
    const zero = { rate: '0', period: 'day', from: '2026-01-12' };
    expect(said(await ledger.post(`${url}/interest-terms`, zero, as(supervisor)))).toBe('not-approved');
    const concession = { ...zero, authority: 'me', reason: 'hardship' };
    expect(said(await ledger.post(`${url}/rate-concessions`, concession, as(supervisor)))).toBe('not-approved');
    expect(said(await suspend({ from: '2026-01-20', to: '2026-02-01' }))).toBe(201);
  });
});
