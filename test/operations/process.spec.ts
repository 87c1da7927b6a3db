/**
 * The program as the image runs it: the start command and the health check of the Dockerfile, an application folder that
 * cannot be written, another user where the test may choose one. Then its end under load, and what stands in its log.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandsOf } from '../docker/dockerfile-rules.js';
import { Installation } from '../e2e/cli-installation.js';

const NAME = 'Zygmunt Plantedname';
const { start = [], health = [] } = commandsOf(readFileSync('docker/Dockerfile', 'utf8'));
const AS_NOBODY = process.getuid?.() === 0 && spawnSync('runuser', ['-u', 'nobody', '--', 'true']).status === 0;

let home: Installation;
let data: string;
let port: number;

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly said: { out: string; err: string };
}

function env(): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QUITTANCE_')));
  return { ...own, NODE_OPTIONS: '', QUITTANCE_DATA: data, QUITTANCE_PORT: String(port), QUITTANCE_AUDIT_AT: '' };
}

/** A command of the Dockerfile, with its `node` as ours, as somebody who owns nothing but the data folder. */
function commandOf([, ...words]: readonly string[]): [string, string[]] {
  const own = [process.execPath, ...words];
  const [program = '', ...args] = AS_NOBODY ? ['setpriv', '--reuid=nobody', '--clear-groups', ...own] : own;
  return [program, args];
}

async function serve(): Promise<Process> {
  const [program, args] = commandOf(start);
  const child = spawn(program, args, { cwd: home.folder, env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  while (!said.out.includes('ready http')) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said.err}`);
    await sleep(50);
  }
  return { child, ended, said };
}

const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
let key = '';
let sent = 0;

function post(path: string, body: object): Promise<Response> {
  sent += 1;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': `p${sent}` };
  return fetch(url(path), { method: 'POST', headers, body: JSON.stringify(body) });
}

async function get(path: string): Promise<Response> {
  return fetch(url(path), { headers: { authorization: `Bearer ${key}` } });
}

beforeAll(async () => {
  home = await Installation.make();
  data = mkdtempSync(join(tmpdir(), 'quittance-image-'));
  if (AS_NOBODY) chownSync(data, Number(execFileSync('id', ['-u', 'nobody'])), -1);
  execFileSync('chmod', ['-R', 'a-w,a+rX', home.folder]);
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  port = (free.address() as AddressInfo).port;
  await new Promise((resolve) => free.close(resolve));
}, 60_000);

afterAll(async () => {
  chmodSync(home.folder, 0o755);
  execFileSync('chmod', ['-R', 'u+w', home.folder]);
  await home.remove();
  rmSync(data, { recursive: true, force: true });
});

let first: Process;

it('starts in a folder that it cannot write, is healthy, and records a command', async () => {
  first = await serve();
  key = /^ {2}(\S+)$/m.exec(first.said.out)?.[1] ?? '';
  const [program, args] = commandOf(health);
  expect(spawnSync(program, args, { cwd: home.folder, env: env() }).status).toBe(0);
  expect((await post('/v1/portfolios', { name: 'main', zone: 'UTC', currency: 'EUR' })).status).toBe(201);
  expect((await post('/v1/parties', { portfolio: 'main', kind: 'PERSON', name: NAME })).status).toBe(201);
  expect((await get(`/v1/cases?nobody=${encodeURIComponent(NAME)}`)).status).toBe(400);
}, 60_000);

it('loses no command that it has accepted when it is told to end, with readers and a rebuild under way', async () => {
  const feed = await get('/v1/events/stream');
  expect(feed.status).toBe(200);
  const reader = feed.text().catch(() => 'cut');
  const accepted: string[] = [];
  let over = false;
  const writer = async (who: number): Promise<void> => {
    for (let i = 0; !over; i++) {
      const ref = `W${who}-${i}`;
      const reply = await post('/v1/cases', { portfolio: 'main', ref }).catch(() => undefined);
      if (reply === undefined) return;
      if (reply.status === 201) accepted.push(ref);
      else expect(reply.status).toBe(503);
      await reply.arrayBuffer().catch(() => undefined);
    }
  };
  const writers = Promise.all([0, 1, 2, 3, 4, 5].map(writer));
  while (accepted.length < 60) await sleep(5);
  const rebuild = post('/v1/projections/balances/rebuilds', {}).catch(() => undefined);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  over = true;
  await Promise.all([writers, rebuild, reader]);
  // The lock is given back at the end of a good end, not where its time was over.
  expect(existsSync(join(data, 'ledger.lock.json'))).toBe(false);

  const second = await serve();
  const known = new Set<string>();
  for (const ref of accepted) {
    const again = await post('/v1/cases', { portfolio: 'main', ref });
    if (again.status === 409) known.add(ref);
  }
  expect([...known]).toEqual(accepted);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
}, 60_000);

it('ends at once at a second signal', async () => {
  const server = await serve();
  const held = fetch(url('/v1/cases'), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'held' },
    body: new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{')) }),
    duplex: 'half',
  }).catch(() => undefined);
  // Answered after the other has come in: its headers are read.
  for (let i = 0; i < 5; i++) await (await get('/v1/portfolios')).text();
  server.child.kill('SIGTERM');
  while (
    await fetch(url('/health')).then(
      ({ status }) => status === 200,
      () => false,
    )
  )
    await sleep(10);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(143);
  await held;
}, 60_000);

it('logs one line per request, with its id and route, and no value of a person', () => {
  const lines = first.said.err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ msg }) => msg === 'request');
  expect(requests.filter(({ route, status }) => route === '/v1/parties' && status === 201)).toHaveLength(1);
  expect(requests.every(({ request, route, ms }) => Boolean(request) && Boolean(route) && typeof ms === 'number')).toBe(
    true,
  );
  expect(new Set(requests.map(({ request }) => request)).size).toBe(requests.length);
  for (const form of [NAME, encodeURIComponent(NAME), 'Plantedname', key]) expect(first.said.err).not.toContain(form);
});
