/** API keys over HTTP: made, bound, rotated with four eyes, revoked; a secret is seen once. */
import { HttpLedger, type Reply } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const as = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'cards', zone: 'Europe/Rome', currency: 'EUR' });
});
afterAll(() => ledger.close());

async function made(body: object): Promise<Reply['body']> {
  const reply = await ledger.post('/v1/keys', body);
  expect([reply.status, reply.text]).toEqual([201, expect.stringContaining('"text":"qk_')]);
  return reply.body;
}

describe('a key', () => {
  it('is made with role, portfolios and expiry, and the list never shows its secret', async () => {
    const { key, text } = await made({ name: 'desk', role: 'collector', portfolios: ['cards'], expires: '90d' });
    expect(key).toMatchObject({ prefix: `qk_${key.id}`, role: 'collector', revoked: null, lastUsed: null });
    expect(key.portfolios).toEqual([expect.stringMatching(/^portfolio-/)]);
    expect(text.startsWith(key.prefix)).toBe(true);
    const list = (await ledger.get('/v1/keys')).text;
    expect(list).toContain(key.prefix);
    expect(list).not.toContain(text.slice(20));
    expect(list).not.toMatch(/hash/i);
  });

  it.each([
    ['an expiry that is over', { expires: '2020-01-01' }, 400, 'bad-expiry'],
    ['an expiry that is none', { expires: 'soon' }, 400, 'bad-expiry'],
    ['a portfolio that is not there', { portfolios: ['nowhere'] }, 404, 'unknown-portfolio'],
    ['no portfolio at all', { portfolios: [] }, 400, 'no-portfolio'],
    ['personal values for reporting', { role: 'reporting', personalData: true }, 400, 'personal-data-role'],
    ['the role of somebody who approves: supervisor', { role: 'supervisor' }, 403, 'four-eyes'],
    ['the role of somebody who approves: compliance', { role: 'compliance' }, 403, 'four-eyes'],
    ['the role of somebody who approves: admin', { role: 'admin' }, 403, 'four-eyes'],
    ['a role that is none', { role: 'root' }, 400, 'invalid-request'],
  ])('is not made with %s', async (_what, more, status, code) => {
    const before = (await ledger.get('/v1/keys')).body.keys.length;
    const reply = await ledger.post('/v1/keys', { name: 'wrong', role: 'collector', ...more });
    expect([reply.status, reply.body.type]).toEqual([status, `urn:quittance:problem:${code}`]);
    expect((await ledger.get('/v1/keys')).body.keys.length).toBe(before);
  });

  it('of somebody else gets a new secret only when a second admin approves', async () => {
    const { key, text } = await made({ name: 'rotated', role: 'collector' });
    const asked = await ledger.post(`/v1/keys/${key.prefix}/rotations`, { overlapHours: 2 });
    expect(asked.body).toMatchObject({ key: { id: key.id }, askedBy: expect.stringMatching(/^key:/) });
    expect(asked.body.text).toBeUndefined();
    const own = await ledger.post(`/v1/keys/${key.id}/rotations/approvals`, {});
    expect([own.status, own.body.type]).toEqual([409, 'urn:quittance:problem:four-eyes']);
    const second = as(ledger.keyOf('admin'));
    const approved = await ledger.post(`/v1/keys/${key.id}/rotations/approvals`, {}, second);
    expect(approved.status).toBe(201);
    for (const each of [text, approved.body.text as string]) {
      expect((await ledger.get('/v1/cases', as(each))).status).toBe(200);
    }
    const again = await ledger.post(`/v1/keys/${key.id}/rotations/approvals`, {}, second);
    expect([again.status, again.body.type]).toEqual([404, 'urn:quittance:problem:unknown-rotation']);
    await ledger.post(`/v1/keys/${key.id}/revocations`, {});
    for (const each of [text, approved.body.text as string]) {
      expect((await ledger.get('/v1/cases', as(each))).body.type).toContain('key-invalid');
    }
    const over = await ledger.post(`/v1/keys/${key.id}/rotations`, {});
    expect([over.status, over.body.type]).toEqual([409, 'urn:quittance:problem:key-over']);
  });

  it('of an admin renews itself', async () => {
    const text = ledger.keyOf('admin');
    const [, id] = text.split('_');
    const renewed = await ledger.post(`/v1/keys/${id}/rotations`, { overlapHours: 0 }, as(text));
    expect(renewed.body.key.oldUntil).toBeNull();
    expect((await ledger.get('/v1/cases', as(text))).status).toBe(401);
    expect((await ledger.get('/v1/cases', as(renewed.body.text as string))).status).toBe(200);
  });
});

it('answers are kept by no cache, and the page of the API runs only scripts of its own', async () => {
  for (const path of ['/v1/cases', '/v1/no-such-route']) {
    expect((await ledger.get(path)).headers.get('cache-control')).toBe('no-store');
  }
  const { headers } = await ledger.get('/docs', { authorization: '' });
  expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(headers.get('content-security-policy')).not.toContain("'unsafe-eval'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
