/** kill -9 between a permit and its call: it still reserves until it runs out, and the same key gets the same decision. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { noon } from '../support/call-desk.js';

const SERVER = fileURLToPath(new URL('./clearance-server.js', import.meta.url));
const MINUTE = 60_000;
/** What Regulation F presumes to be compliant. */
const MAX = 7;

type Answer = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A served ledger that can be killed and started again on the same data. */
class Killable {
  private readonly folder = mkdtempSync(join(tmpdir(), 'quittance-kill-'));
  private child!: ChildProcess;
  private url = '';
  private key = '';

  async start(ahead = 0): Promise<void> {
    const args = ['--no-warnings', SERVER, join(this.folder, 'data'), String(ahead)];
    this.child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const out = this.child.stdout;
    if (!out) throw new Error('the server has no output');
    const [line] = (await once(out.setEncoding('utf8'), 'data')) as [string];
    [this.url = '', this.key = ''] = line.trim().split(' ');
  }

  async kill(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async post(path: string, body: object, key: string): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${this.key}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const reply = await fetch(this.url + path, { method: 'POST', body: JSON.stringify(body), headers });
    const answer = (await reply.json()) as Answer;
    if (reply.status !== 201) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async debtor(name: string): Promise<{ party: string; case: string }> {
    const zone = 'America/New_York';
    const book = { name, zone, currency: 'USD', jurisdictions: ['US'], capacity: 'AGENCY' };
    await this.post('/v1/portfolios', book, `${name}-book`);
    const person = { portfolio: name, kind: 'PERSON', name: 'Ann Poe' };
    const { stream: party } = await this.post('/v1/parties', person, `${name}-party`);
    await this.post(`/v1/parties/${party}/zones`, { zone, source: 'ADDRESS' }, `${name}-zone`);
    const { stream } = await this.post('/v1/cases', { portfolio: name }, `${name}-case`);
    await this.post(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' }, `${name}-link`);
    const debt = { currency: 'USD', balances: { principal: 50_000 } };
    await this.post(`/v1/cases/${stream}/debts`, debt, `${name}-debt`);
    return { party, case: stream };
  }

  ask(party: string, key: string, plannedAt: string): Promise<Answer> {
    return this.post('/v1/contacts/clearances', { party, channel: 'phone', plannedAt }, key);
  }
}

const placed = (answer: Answer): unknown =>
  answer['decisions'].find(({ rule }: { rule: string }) => rule === 'US-F-1@1')?.counters?.calls_placed;

const ledger = new Killable();
afterAll(() => ledger.remove());

it('reserves across the crash, is used by the call after it, and runs out in its time', async () => {
  await ledger.start();
  const one = await ledger.debtor('crash');
  const planned = noon();
  const permit = await ledger.ask(one.party, 'permit-1', planned);
  expect([permit['permitted'], placed(permit)]).toEqual([true, 1]);
  const forgotten = await ledger.ask(one.party, 'permit-2', planned);
  await ledger.kill();

  await ledger.start();
  expect(await ledger.ask(one.party, 'permit-1', planned)).toEqual(permit);
  expect(await ledger.ask(one.party, 'permit-2', planned)).toEqual(forgotten);
  expect(placed(await ledger.ask(one.party, 'permit-3', planned))).toBe(3);
  await ledger.kill();

  // Its time has come: one is used by a call, the others run out a quarter of an hour later.
  await ledger.start(new Date(planned).getTime() - Date.now());
  const call = { channel: 'phone', party: one.party, clearance: permit['clearance'] };
  await ledger.post(`/v1/cases/${one.case}/contacts`, call, 'call-1');
  expect(
    placed(await ledger.ask(one.party, 'later-1', new Date(new Date(planned).getTime() + 5 * MINUTE).toISOString())),
  ).toBe(4);
  await ledger.kill();
  const after = new Date(planned).getTime() + 40 * MINUTE;
  await ledger.start(after - Date.now());
  // The call alone is left: the permits that nobody used are free again.
  expect(placed(await ledger.ask(one.party, 'later-2', new Date(after + MINUTE).toISOString()))).toBe(2);
  await ledger.kill();
});

it('never gives an attempt twice, killed at any moment of many questions at once', async () => {
  await ledger.start();
  const one = await ledger.debtor('race');
  const planned = noon();
  const keys = Array.from({ length: 24 }, (_, i) => `race-${i}`);
  const acknowledged = new Map<string, Answer>();
  const asking = keys.map((key) =>
    ledger.ask(one.party, key, planned).then(
      (answer) => acknowledged.set(key, answer),
      () => undefined,
    ),
  );
  // In the middle of it: the first one is answered.
  await Promise.race(asking);
  await pause(Math.random() * 10);
  await ledger.kill();
  await Promise.all(asking);

  expect(acknowledged.size).toBeGreaterThan(0);
  await ledger.start();
  const answers = await Promise.all(keys.map(async (key) => [key, await ledger.ask(one.party, key, planned)] as const));
  expect(answers.filter(([, { permitted }]) => permitted as boolean).length).toBe(MAX);
  for (const [key, answer] of answers) {
    const before = acknowledged.get(key);
    if (before) expect(answer).toEqual(before);
  }
  expect(new Set(answers.map(([, { clearance }]) => clearance as string)).size).toBe(keys.length);
  await ledger.kill();
});
