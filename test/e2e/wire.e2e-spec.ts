/** What arrives over the wire, byte by byte: every refusal is a problem, and whoever sends too much reads it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLedger, type Reply } from '../support/http-ledger.js';
import { RawClient, type RawReply } from './raw-client.js';

let ledger: HttpLedger;
let id: string;
let bearer: string;

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  bearer = `Bearer ${ledger.keyOf('admin')}`;
});

afterAll(() => ledger.close());

const client = (of = ledger): RawClient => new RawClient(Number(new URL(of['base']).port));

let sent = 0;
const head = (line: string, headers: Record<string, string | number> = {}): string =>
  [line, ...Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
const json = 'application/json';

/** A POST of a note whose body is these bytes; the connection ends with its answer. */
async function note(body: Buffer, headers: Record<string, string> = {}): Promise<RawReply> {
  sent += 1;
  const given = { authorization: bearer, 'idempotency-key': `wire-${sent}`, 'content-type': json, connection: 'close' };
  const start = head(`POST /v1/cases/${id}/notes HTTP/1.1`, { ...given, ...headers, 'content-length': body.length });
  const [reply] = await client().exchange(Buffer.concat([Buffer.from(start), body]));
  if (!reply) throw new Error('no answer');
  return reply;
}

function expectProblem(reply: RawReply | undefined, status: number, code: string): void {
  expect(reply).toMatchObject({ status, body: { type: `urn:quittance:problem:${code}`, status } });
  expect(reply?.head).toMatch(/^content-type: application\/problem\+json/im);
  expect(reply?.body['detail']).toMatch(/\.$/);
}

async function writesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await ledger.runtime.store.head();
  const result = await work();
  expect(await ledger.runtime.store.head()).toBe(before);
  return result;
}

describe('the bytes of a body', () => {
  it.each([
    ['half of a surrogate pair', Buffer.from('{"text":"a\xed\xa0\x80b"}', 'latin1')],
    ['bytes of no encoding', Buffer.from('{"text":"a\xff\xfeb"}', 'latin1')],
    ['Latin-1', Buffer.from('{"text":"Caf\xe9"}', 'latin1')],
    ['an overlong slash', Buffer.from('{"text":"a\xc0\xafb"}', 'latin1')],
    ['a character cut in two', Buffer.from('{"text":"a\xe4\xbf"}', 'latin1')],
  ])('%s is no UTF-8: refused, not repaired', async (_name, body) => {
    expectProblem(await writesNothing(() => note(body)), 400, 'invalid-utf-8');
  });

  it.each([
    ['content-type', 'application/json; charset=utf-16'],
    ['content-type', 'application/json; charset="ISO-8859-1"'],
    ['content-type', 'application/json;charset=utf-8;charset=gbk'],
    ['content-type', 'text/plain'],
    ['content-type', 'text/plain; charset=utf-8'],
    ['content-type', 'application/x-www-form-urlencoded'],
    ['content-encoding', 'gzip'],
  ])('%s: %s is not taken', async (name, value) => {
    const reply = await writesNothing(() => note(Buffer.from('{"text":"hello"}'), { [name]: value }));
    expectProblem(reply, 415, 'unsupported-media-type');
  });

  it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON'])(
    '%s is, whatever the script',
    async (type) => {
      expect((await note(Buffer.from('{"text":"信用卡 Café 𝄞"}'), { 'content-type': type })).status).toBe(201);
    },
  );
});

describe('an address', () => {
  it.each(['/%ff', '/v1/cases/%ff', '/v1/cases/%zz/notes', '/docs/%E4%A', '/v1/portfolios/%ed%a0%80/totals'])(
    '%s is no text',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const bytes = head(`${method} ${path} HTTP/1.1`, { connection: 'close' });
        expectProblem((await client().exchange(bytes))[0], 400, 'bad-url');
      }
    },
  );

  it('may name what is not there at some length, but nothing endless', async () => {
    const unknown = await ledger.get(`/v1/portfolios/${'x'.repeat(1024)}/totals`);
    expect(unknown).toMatchObject({ status: 404, body: { type: 'urn:quittance:problem:unknown-portfolio' } });
    const endless = await ledger.get(`/v1/portfolios/${'x'.repeat(1025)}/totals`);
    expect(endless).toMatchObject({ status: 414, body: { type: 'urn:quittance:problem:path-too-long' } });
    expect(endless.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('what is no request', () => {
  it.each([
    ['noise', 'QUITTANCE?\r\n\r\n', 400, 'malformed-http'],
    ['TLS on a plain port', Buffer.from('16030100a5010000a10303', 'hex'), 400, 'malformed-http'],
    ['a header that is none', 'GET /health HTTP/1.1\r\nhost: x\r\nno header\r\n\r\n', 400, 'malformed-http'],
    ['two lengths', head('POST /v1/cases HTTP/1.1', { 'content-length': '1, 2' }), 400, 'malformed-http'],
    ['headers of 20 kB', head('GET /health HTTP/1.1', { cookie: 'x'.repeat(20_000) }), 431, 'headers-too-large'],
    ['headers of 5 MB', head('GET /health HTTP/1.1', { cookie: 'x'.repeat(5_000_000) }), 431, 'headers-too-large'],
    ['no Host', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'host-missing'],
    ['an Expect', head('GET /health HTTP/1.1', { expect: 'x', connection: 'close' }), 417, 'unknown-expectation'],
  ])('%s: a problem, and the connection ends', async (_name, bytes, status, code) => {
    const replies = await client().exchange(bytes);
    expect(replies).toHaveLength(1);
    expectProblem(replies[0], status, code);
    expect(replies[0]?.head).toMatch(/^connection: close/im);
  });

  it('takes no answer away from the commands before it on the same connection', async () => {
    const body = '{"text":"one of two"}';
    const headers = { authorization: bearer, 'content-type': json, 'content-length': body.length };
    const post = (key: string): string =>
      head(`POST /v1/cases/${id}/notes HTTP/1.1`, { ...headers, 'idempotency-key': key }) + body;
    const replies = await client().exchange(`${post('first')}${post('second')}not HTTP\r\n\r\n`);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 400]);
    expectProblem(replies[2], 400, 'malformed-http');
  });
});

describe('a body that is too large', () => {
  const MB = Buffer.alloc(1024 * 1024, 'x');
  const start = (more: Record<string, string | number>): string =>
    head(`POST /v1/cases/${id}/notes HTTP/1.1`, {
      authorization: bearer,
      'idempotency-key': 'large',
      'content-type': json,
      ...more,
    });

  it.each([5, 20])('of %d MB is answered with 413 even to a client that first sends it all', async (count) => {
    const slow = client();
    const replies = await writesNothing(async () => {
      await slow.write(start({ 'content-length': count * MB.length }));
      await slow.writeSlowly(MB, count, 40);
      return slow.read();
    });
    expect(replies).toHaveLength(1);
    expectProblem(replies[0], 413, 'body-too-large');
    expect(replies[0]?.head).toMatch(/^connection: close/im);
  });

  it('is also when it does not say how long it is', async () => {
    const slow = client();
    const piece = Buffer.concat([Buffer.from(`${MB.length.toString(16)}\r\n`), MB, Buffer.from('\r\n')]);
    await slow.write(start({ 'transfer-encoding': 'chunked' }));
    await slow.writeSlowly(piece, 8, 40);
    await slow.write('0\r\n\r\n');
    expectProblem((await slow.read())[0], 413, 'body-too-large');
  });

  it('is not listened to for ever', async () => {
    const slow = client();
    await slow.write(start({ 'content-length': 1024 * MB.length }));
    const before = process.memoryUsage().arrayBuffers;
    await expect(slow.writeSlowly(MB, 200, 0)).rejects.toThrow(/EPIPE|ECONNRESET/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MB.length);
  });

  it('from a client that stops sending ends the connection after a while', async () => {
    const slow = client();
    await slow.write(start({ 'content-length': 5 * MB.length }));
    await slow.write(MB.subarray(0, 1000));
    expectProblem((await slow.read())[0], 413, 'body-too-large');
  });
});

describe('the server when it closes', () => {
  it('tells who comes too late that it is closing', async () => {
    const closing = await new HttpLedger().start();
    const late = client(closing);
    await late.write('GET /health HTTP/1.1\r\nhost: x\r\n');
    await sleep(100);
    const stopped = closing.close();
    await sleep(100);
    const [reply] = await late.exchange('\r\n');
    expectProblem(reply, 503, 'closed');
    await stopped;
  });

  it('answers at once who waits for the read side', async () => {
    const closing = await new HttpLedger().start();
    const created = await closing.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
    const unreachable = Number(created['position']) + 1000;
    const reading = closing.get(`/v1/cases?waitFor=${unreachable}`);
    // From here on the read side stands still, and a wait for it has no end of its own.
    await closing.runtime.projector.close();
    closing.runtime.projector.reached = () => new Promise(() => undefined);
    const writing = closing.post('/v1/cases?waitFor=read', { portfolio: 'main', ref: 'A1' });
    const recorded = async (): Promise<boolean> => (await closing.runtime.store.head()) > Number(created['position']);
    while (!(await recorded())) await sleep(10);

    const stopped = closing.close();
    const replies: Reply[] = await Promise.all([reading, writing]);
    expect(replies[0]).toMatchObject({ status: 503, body: { type: 'urn:quittance:problem:read-side-behind' } });
    expect(replies[1]?.status).toBe(201);
    expect(replies[1]?.headers.get('quittance-read-side')).toBe('behind');
    await stopped;
  });
});
