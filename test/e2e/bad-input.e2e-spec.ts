/** What bad input gets: a 4xx problem with a stable type and a sentence, and nothing is written. */
import { HttpLedger, type Reply } from '../support/http-ledger.js';

let ledger: HttpLedger;
let id: string;
let debt: string;
let payment: string;

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  debt = (await ledger.record(`/v1/cases/${id}/debts`, { balances: { principal: 10_000 }, currency: 'EUR' }))
    .id as string;
  payment = (await ledger.record(`/v1/cases/${id}/payments`, { amount: 4_000, currency: 'EUR' })).id as string;
});

afterAll(() => ledger.close());

/** Sends it, and checks the problem and that the ledger has not moved. */
async function refused(work: () => Promise<Reply>, status: number, type: string): Promise<void> {
  const before = await ledger.runtime.store.head();
  const reply = await work();
  expect({ status: reply.status, type: reply.body.type }).toEqual({ status, type: `urn:quittance:problem:${type}` });
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(reply.body.detail).toMatch(/\.$/);
  expect(await ledger.runtime.store.head()).toBe(before);
}

const tomorrow = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString();
const unknown = 'case-00000000-0000-8000-8000-000000000000';
const pay = (body: object, headers = {}): Promise<Reply> => ledger.post(`/v1/cases/${id}/payments`, body, headers);
const eur = { currency: 'EUR' };

describe('bad input', () => {
  it.each<[string, () => Promise<Reply>, number, string]>([
    ['an unknown case', () => ledger.post(`/v1/cases/${unknown}/payments`, { amount: 1, ...eur }), 404, 'unknown-case'],
    [
      'a case id that is none',
      () => ledger.post(`/v1/cases/'%20OR%201=1/payments`, { amount: 1, ...eur }),
      404,
      'unknown-case',
    ],
    ['the wrong currency', () => pay({ amount: 1, currency: 'USD' }), 422, 'wrong-currency'],
    ['a negative amount', () => pay({ amount: -1, ...eur }), 400, 'invalid-request'],
    ['a fractional amount', () => pay({ amount: 1.5, ...eur }), 400, 'invalid-request'],
    ['an amount above the safe integers', () => pay({ amount: 2 ** 53, ...eur }), 400, 'invalid-request'],
    ['an amount as text', () => pay({ amount: '100', ...eur }), 400, 'invalid-request'],
    [
      'zero for a promise',
      () => ledger.post(`/v1/cases/${id}/promises`, { amount: 0, ...eur, dueDate: '2099-01-01' }),
      409,
      'zero-amount',
    ],
    [
      'zero for a plan',
      () => ledger.post(`/v1/cases/${id}/plans`, { total: 0, count: 3, firstDue: '2099-01-01' }),
      409,
      'zero-amount',
    ],
    [
      'zero for an instalment',
      () => ledger.post(`/v1/cases/${id}/plans`, { total: 5, instalments: [{ dueDate: '2099-01-01', amount: 0 }] }),
      409,
      'zero-amount',
    ],
    [
      'zero for a settlement',
      () => ledger.post(`/v1/cases/${id}/settlements`, { amount: 0, expires: '2099-01-01' }),
      409,
      'zero-amount',
    ],
    [
      'a personalised plan of more than five years',
      () =>
        ledger.post(`/v1/cases/${id}/plans`, { total: 61, count: 61, firstDue: '2099-01-01', kind: 'PERSONALISED' }),
      409,
      'term-too-long',
    ],
    [
      'zero for a refund',
      () => ledger.post(`/v1/cases/${id}/refunds`, { amount: 0, ...eur, refundRequest: id }),
      409,
      'zero-amount',
    ],
    [
      'a waiver that names no approved request',
      () =>
        ledger.post(`/v1/cases/${id}/waivers`, {
          component: 'principal',
          amount: 1,
          ...eur,
          authority: 'lead',
          reason: 'goodwill',
        }),
      400,
      'invalid-request',
    ],
    [
      'zero for a waiver',
      () =>
        ledger.post(`/v1/cases/${id}/waivers`, {
          component: 'principal',
          amount: 0,
          ...eur,
          authority: 'lead',
          reason: 'goodwill',
          waiverRequest: id,
        }),
      409,
      'zero-amount',
    ],
    [
      'an occurredAt ahead of the clock',
      () => pay({ amount: 1, ...eur, occurredAt: tomorrow() }),
      422,
      'occurred-in-future',
    ],
    [
      'a value date after today',
      () => pay({ amount: 1, ...eur, effectiveDate: tomorrow().slice(0, 10) }),
      422,
      'value-date-ahead',
    ],
    [
      'a date that does not exist',
      () => pay({ amount: 1, ...eur, effectiveDate: '2026-02-30' }),
      400,
      'invalid-request',
    ],
    [
      'a promise due before it was made',
      () => ledger.post(`/v1/cases/${id}/promises`, { amount: 1, ...eur, dueDate: '2020-01-01' }),
      409,
      'due-before-made',
    ],
    [
      'a reversal of more than was paid',
      () => ledger.post(`/v1/cases/${id}/payments/${payment}/reversals`, { amount: 4_001, reason: 'NSF' }),
      422,
      'reversal-exceeds-payment',
    ],
    [
      'a reversal of an unknown payment',
      () => ledger.post(`/v1/cases/${id}/payments/${debt}/reversals`, { reason: 'NSF' }),
      404,
      'unknown-payment',
    ],
    [
      'a refund of more than is held',
      () => ledger.post(`/v1/cases/${id}/refunds`, { amount: 1, ...eur, refundRequest: id }),
      409,
      'refund-exceeds-held',
    ],
    ['a stale If-Match', () => pay({ amount: 1, ...eur }, { 'if-match': '"0"' }), 412, 'stale-revision'],
    [
      'an If-Match that is no revision',
      () => pay({ amount: 1, ...eur }, { 'if-match': 'abc' }),
      400,
      'if-match-invalid',
    ],
    ['no Idempotency-Key', () => pay({ amount: 1, ...eur }, { 'idempotency-key': '' }), 400, 'idempotency-key-missing'],
    ['an unknown field', () => pay({ amount: 1, ...eur, nonsense: true }), 400, 'unknown-field'],
    [
      'a field named __proto__',
      () =>
        ledger.send('POST', `/v1/cases/${id}/payments`, `{"amount":1,"currency":"EUR","__proto__":{}}`, {
          'idempotency-key': 'p',
        }),
      400,
      'unknown-field',
    ],
    ['a body of 5 MB', () => pay({ amount: 1, ...eur, method: 'x'.repeat(5 * 1024 * 1024) }), 413, 'body-too-large'],
    [
      'malformed JSON',
      () => ledger.send('POST', `/v1/cases/${id}/payments`, '{"amount":', { 'idempotency-key': 'm' }),
      400,
      'malformed-json',
    ],
    [
      'an array for a body',
      () => ledger.send('POST', `/v1/cases/${id}/payments`, '[]', { 'idempotency-key': 'm' }),
      400,
      'malformed-json',
    ],
    [
      'another media type',
      () =>
        ledger.send('POST', `/v1/cases/${id}/payments`, 'amount=1', {
          'content-type': 'text/csv',
          'idempotency-key': 'm',
        }),
      415,
      'unsupported-media-type',
    ],
    [
      'a lone surrogate',
      () => ledger.send('POST', `/v1/cases/${id}/notes`, '{"text":"broken \\ud800 text"}', { 'idempotency-key': 's' }),
      400,
      'malformed-text',
    ],
    [
      'JSON nested 10,000 deep',
      () =>
        ledger.send('POST', `/v1/cases/${id}/notes`, `{"text":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, {
          'idempotency-key': 'd',
        }),
      400,
      'json-too-deep',
    ],
    ['no API key', () => pay({ amount: 1, ...eur }, { authorization: '' }), 401, 'key-missing'],
    [
      'a wrong API key',
      () => pay({ amount: 1, ...eur }, { authorization: 'Bearer qk_0000000000000000_' + 'A'.repeat(43) }),
      401,
      'key-invalid',
    ],
    [
      'an unknown portfolio',
      () => ledger.post('/v1/cases', { portfolio: 'nowhere', ref: 'X' }),
      404,
      'unknown-portfolio',
    ],
    ['a case that exists', () => ledger.post('/v1/cases', { portfolio: 'main', ref: 'A1' }), 409, 'case-exists'],
    ['a route that does not exist', () => ledger.post('/v1/nothing', {}), 404, 'no-such-route'],
    ['an unknown query parameter', () => ledger.get(`/v1/cases/${id}/balance?asof=2026-01-01`), 400, 'unknown-field'],
    ['a bad cursor', () => ledger.get('/v1/cases?after=DROP'), 400, 'bad-cursor'],
  ])('%s', async (_name, work, status, type) => refused(work, status, type));

  it('a reused Idempotency-Key with another input, where the same input gets the first result', async () => {
    const first = await pay({ amount: 10, ...eur }, { 'idempotency-key': 'mine' });
    expect(first.status).toBe(201);
    await refused(() => pay({ amount: 11, ...eur }, { 'idempotency-key': 'mine' }), 422, 'idempotency-key-reused');
    const before = await ledger.runtime.store.head();
    const again = await pay({ amount: 10, ...eur }, { 'idempotency-key': 'mine' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await ledger.runtime.store.head()).toBe(before);
  });

  it('a reversal of a reversed payment', async () => {
    const other = (await ledger.record(`/v1/cases/${id}/payments`, { amount: 7, ...eur })).id as string;
    await ledger.record(`/v1/cases/${id}/payments/${other}/reversals`, { reason: 'NSF' });
    await refused(
      () => ledger.post(`/v1/cases/${id}/payments/${other}/reversals`, { reason: 'NSF' }),
      422,
      'payment-reversed',
    );
  });

  it('a key of a role that only reads, and a revoked one', async () => {
    const auditor = { authorization: `Bearer ${ledger.keyOf('auditor')}` };
    expect((await ledger.get(`/v1/cases/${id}`, auditor)).status).toBe(200);
    await refused(() => pay({ amount: 1, ...eur }, auditor), 403, 'role-may-not-write');
    const { key, text } = (await ledger.post('/v1/keys', { name: 'shortlived', role: 'collector' })).body;
    expect((await ledger.get('/v1/cases', { authorization: `Bearer ${text}` })).status).toBe(200);
    await ledger.post(`/v1/keys/${key.id}/revocations`, {});
    await refused(() => pay({ amount: 1, ...eur }, { authorization: `Bearer ${text}` }), 401, 'key-invalid');
    await refused(() => ledger.get('/v1/keys', auditor), 403, 'role-not-admin');
  });
});
