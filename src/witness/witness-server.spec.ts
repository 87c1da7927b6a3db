/** A witness over HTTP: requests and answers as other people's programs send and expect them. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shared } from '../../test/support/shared.js';
import { signedBy } from '../seal/cosignature.js';
import { parseNote } from '../seal/note.js';
import { parsePolicy, trustIn } from '../seal/policy.js';
import { parseCheckpoint } from '../seal/checkpoint.js';
import { formatVkey, KEY_TYPE, vkeyOf } from '../seal/vkey.js';
import { REQUEST_BYTES_MAX, witnessServer } from './witness-server.js';
import { TestLog, WitnessDesk } from './witness.fixture.js';

let desk: WitnessDesk;
let server: Server;
let url: string;
const faults: string[] = [];

async function serving(...logs: TestLog[]): Promise<void> {
  desk = new WitnessDesk(...logs);
  server = witnessServer(desk.open, (line) => faults.push(line)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  desk.remove();
  expect(faults).toEqual([]);
});

async function post(body: string | Buffer): Promise<{ status: number; type: string | null; text: string }> {
  const reply = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: body as RequestInit['body'] });
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
}

interface Pair {
  readonly request: string;
  readonly status: number;
  readonly contains?: string;
  readonly equals?: string;
}

/** The same nine steps as the public vectors', on a log of our own. */
function ownPairs(log: TestLog): Pair[] {
  const stranger = new TestLog('stranger.example', log.seed);
  const [to3, to5] = [log.request(1, 3), log.request(3, 5)];
  return [
    { request: log.request(0, 1), status: 200, contains: '— regulator.example/witness1 ' },
    { request: to3.replace(/.{7}=\n$/, 'AAAAAAA=\n'), status: 403, contains: 'invalid signature' },
    { request: stranger.request(1, 3), status: 404, contains: 'unknown log' },
    { request: `old 1\n\n${log.checkpoint(3)}`, status: 422, contains: 'consistency proof' },
    {
      request: log.request(1, 4).replace(/\n\n[^]*$/, `\n\n${log.checkpoint(3)}`),
      status: 422,
      contains: 'consistency',
    },
    { request: to3, status: 200, contains: '— regulator.example/witness1 ' },
    { request: log.request(1, 5), status: 409, equals: '3\n' },
    { request: to5, status: 200, contains: '— regulator.example/witness1 ' },
    { request: `old 0\n\n${log.checkpoint(5)}`, status: 409, equals: '5\n' },
  ];
}

async function follows(pairs: readonly Pair[]): Promise<void> {
  for (const [at, { request, status, contains = '', equals }] of pairs.entries()) {
    const reply = await post(request);
    expect([at, reply.status, reply.text]).toEqual([at, status, equals ?? expect.stringContaining(contains)]);
    expect(reply.type).toMatch(equals === undefined ? /^text\/plain/ : /^text\/x\.tlog\.size$/);
  }
}

it('answers the nine steps of a log that grows, meets a stranger, and repeats itself', async () => {
  const log = new TestLog();
  await serving(log);
  await follows(ownPairs(log));
  expect(desk.open.db.state(log.origin)).toMatchObject({ size: 5, root: log.root(5) });
});

describe('the 9 pairs of torchwood litewitness', () => {
  const { path: file, isHere } = shared(
    'proofs/vectors/c2sp-note/torchwood-litewitness-add-checkpoint.hurl.txt',
    'the 9 pairs of torchwood litewitness',
  );
  /** The public key of the log of the vectors; its SHA-256 is in the origin. */
  const PUBLIC = Buffer.from('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f', 'hex');
  const ORIGIN = `sigsum.org/v1/tree/${createHash('sha256').update(PUBLIC).digest('hex')}`;
  /** It answers 403 to a log that it does not know; the protocol says 404 since version 1.0.0. */
  const OTHERWISE: Readonly<Record<number, number>> = { 2: 404 };

  (isHere ? it : it.skip)('are answered alike; one status is the newer one of the protocol', async () => {
    await serving();
    desk.open.db.addLog(vkeyOf(ORIGIN, KEY_TYPE.ed25519, PUBLIC));
    const text = readFileSync(file, 'utf8').replaceAll('— example.com/witness', '— regulator.example/witness1');
    const pairs = [...text.matchAll(/```\n([^]*?\n)```\nHTTP (\d+)\n\[Asserts\]\nbody (contains|==) "(.*)"/g)];
    expect(pairs).toHaveLength(9);
    await follows(
      pairs.map(([, request = '', status, how, said = ''], at) => ({
        request,
        status: OTHERWISE[at] ?? Number(status),
        ...(how === '==' ? { equals: said.replace('\\n', '\n') } : { contains: said }),
      })),
    );
  });
});

it('serves its key, its health, its metrics, and the last checkpoint of a log with both signatures', async () => {
  const log = new TestLog();
  await serving(log);
  const get = async (path: string): Promise<[number, string]> => {
    const reply = await fetch(url + path);
    return [reply.status, await reply.text()];
  };
  const ours = `/${createHash('sha256').update(log.origin).digest('hex')}/checkpoint`;
  expect((await get(ours))[0]).toBe(404);
  await post(log.request(0, 7));
  await post(log.request(0, 8));
  const vkey = formatVkey(desk.open.key.vkey);
  expect(await get('/key')).toEqual([200, `${vkey}\n`]);
  expect(await get('/health')).toEqual([200, 'ok\n']);
  const [, metrics] = await get('/metrics');
  expect(metrics).toMatch(/^quittance_witness_requests_total\{status="200"\} 1$/m);
  expect(metrics).toMatch(/^quittance_witness_requests_total\{status="409"\} 1$/m);
  expect(metrics).toMatch(/^quittance_witness_log_size\{origin="log\.example\/1"\} 7$/m);
  expect(metrics).toMatch(/^quittance_witness_contradictions\{origin="log\.example\/1"\} 0$/m);
  const [status, signed] = await get(ours);
  const note = parseNote(signed);
  expect([status, signedBy(note, log.key), signedBy(note, desk.open.key.vkey)]).toEqual([200, 0, 1774958400]);
  const policy = parsePolicy(`log ${formatVkey(log.key)}\nwitness one ${vkey}\nquorum one\n`);
  expect(trustIn(policy, note, parseCheckpoint(note.text)).quorum).toBe(true);
});

it('refuses what is no request of the protocol', async () => {
  const log = new TestLog();
  await serving(log);
  expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
  expect((await fetch(`${url}/key`, { method: 'POST', body: 'x' })).status).toBe(405);
  expect((await fetch(`${url}/none`)).status).toBe(404);
  expect((await fetch(`${url}/../../etc/passwd`)).status).toBe(404);
  expect((await post(Buffer.from([0x6f, 0x6c, 0x64, 0x20, 0xff]))).status).toBe(400);
  expect((await post('x'.repeat(REQUEST_BYTES_MAX + 1))).status).toBe(413);
  expect((await post('')).status).toBe(400);
  const before = desk.open.db.given();
  expect((await post(log.request(0, 3))).status).toBe(200);
  expect(desk.open.db.given()).toBe(before + 1);
});

it('signs one of two checkpoints that are shown at the same time', async () => {
  const [log, liar] = [new TestLog(), new TestLog(undefined, undefined, 'other', 2)];
  await serving(log);
  await post(log.request(0, 2));
  const replies = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => post((i % 2 ? log : liar).request(2, 6))));
  const statuses = replies.map(({ status }) => status).sort();
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(new Set(statuses)).toEqual(new Set([200, 409]));
});
