/** The client of docs/feed.md, as it stands there: killed again and again, it loses nothing, and doubles nothing but what its id tells. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const folder = mkdtempSync(join(tmpdir(), 'quittance-feed-'));
const code = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/feed.md', 'utf8'))?.[1] ?? '';
let client: ChildProcess | undefined;

beforeAll(async () => {
  await ledger.start();
  writeFileSync(join(folder, 'client.mjs'), code);
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
}, 30_000);

afterAll(async () => {
  client?.kill('SIGKILL');
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(): ChildProcess {
  const env = { ...process.env, LEDGER_URL: ledger.url, LEDGER_KEY: ledger.keyOf('reporting') };
  return spawn(process.execPath, ['client.mjs'], { cwd: folder, env, stdio: 'inherit' });
}

const written = (): string[] => {
  const file = join(folder, 'facts.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { id: string }).id);
};

it('is at most twenty lines', () => {
  const lines = code.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThanOrEqual(20);
});

it('resumes where it was killed: every fact, in order, once the repeated ids are dropped', async () => {
  const recorded: string[] = [];
  for (let round = 0; round < 6; round++) {
    client = start();
    for (let i = 0; i < 25; i++) {
      const { events } = await ledger.record('/v1/cases', { portfolio: 'main', ref: `R${round}-${i}` });
      recorded.push(...(events as string[]));
    }
    // Now in the middle of a page, now while it waits.
    await sleep(round % 2 === 0 ? 40 : 300);
    client.kill('SIGKILL');
    await once(client, 'exit');
  }
  client = start();
  const last = recorded.at(-1) as string;
  for (let look = 0; look < 200 && !written().includes(last); look++) await sleep(50);
  const ids = [...new Set(written())];
  expect(ids.slice(1)).toEqual(recorded);
  expect(recorded).toHaveLength(150);
}, 60_000);
