/** Rate limits over real HTTP, and the headers that keep a browser from doing what a page should not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '../../src/config.js';
import { createApp, serveLocal } from '../../src/http/server.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';

const NOW = '2026-03-31T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'quittance-limits-'));
const limits = { QUITTANCE_RATE_KEY: '5', QUITTANCE_RATE_FAILURES: '3' };
let runtime: Runtime;
let app: NestFastifyApplication;

beforeAll(async () => {
  runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent', ...limits }));
  app = await createApp(runtime);
});
afterAll(async () => {
  await app.close();
  await runtime.close();
  rmSync(folder, { recursive: true });
});

const newKey = async (): Promise<string> => (await runtime.apiKeys.create('k', 'admin', NOW)).text;
const get = (url: string, key?: string, from = '192.0.2.1') =>
  app.inject({ url, remoteAddress: from, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
const statuses = async (times: number, key: string, from?: string): Promise<number[]> => {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await get('/v1/rule-packs', key, from)).statusCode);
  return all;
};

describe('a key', () => {
  it('that asks more than its limit gets a problem that says when to go on; another key does not', async () => {
    const [busy, calm] = [await newKey(), await newKey()];
    expect(await statuses(6, busy)).toEqual([200, 200, 200, 200, 200, 429]);
    const { statusCode, headers, json } = await get('/v1/rule-packs', busy);
    expect(statusCode).toBe(429);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(json()).toMatchObject({ type: 'urn:quittance:problem:too-many-requests', status: 429 });
    expect(await statuses(1, calm)).toEqual([200]);
  });

  it('that is none is told so three times a minute from one address; who comes from another, or with a good one, is not hurt', async () => {
    const wrong = `qk_${'0'.repeat(16)}_${'A'.repeat(43)}`;
    expect(await statuses(4, wrong, '198.51.100.7')).toEqual([401, 401, 401, 429]);
    expect(await statuses(1, wrong, '198.51.100.8')).toEqual([401]);
    expect(await statuses(1, await newKey(), '198.51.100.7')).toEqual([200]);
  });

  it('that was forgotten does not count', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => get('/v1/rule-packs', undefined, '203.0.113.9')));
    expect(all.map(({ statusCode }) => statusCode)).toEqual(Array(6).fill(401));
  });
});

it('the local socket and open routes have no limit', async () => {
  const socket = join(folder, 'l.sock');
  const server = await serveLocal(app, socket);
  const local = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ socketPath: socket, path: '/v1/rule-packs', headers: { host: 'x' } }, (reply) => {
        reply.resume().once('end', () => resolve(reply.statusCode ?? 0));
      });
      sent.once('error', reject).end();
    });
  const all: number[] = [];
  for (let i = 0; i < 8; i++) all.push(await local(), (await get('/health')).statusCode);
  expect(new Set(all)).toEqual(new Set([200]));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it.each(['/health', '/docs', '/v1/rule-packs', '/v1/nothing'])('%s has the security headers', async (path) => {
  const { headers } = await get(path, await newKey(), '203.0.113.10');
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /default-src 'self'.*script-src 'self'(?!.*script-src [^;]*unsafe)/,
    ),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': expect.stringContaining('max-age='),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  if (path.startsWith('/v1/')) expect(headers['cache-control']).toBe('no-store');
});
