/** The sealer and witnesses over real HTTP: cosignatures, witnesses that are away or wrong, and F7 of proofs/faults.md. */
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signedBy } from '../../seal/cosignature.js';
import { parseCheckpoint } from '../../seal/checkpoint.js';
import { parseNote } from '../../seal/note.js';
import { parsePolicy } from '../../seal/policy.js';
import { parseTlogProof, verifyTlogProof, type Proven } from '../../seal/tlog-proof.js';
import { formatVkey } from '../../seal/vkey.js';
import { MemoryStore } from '../../store/memory/memory.store.js';
import { witnessServer } from '../../witness/witness-server.js';
import { WitnessDesk as TestWitness } from '../../witness/witness.fixture.js';
import { proofOf, shownCheckpoint } from '../sealed-proofs.js';
import { SealDesk } from '../seal-desk.fixture.js';
import type { Sealer } from '../sealer.js';
import { readWitnessPolicy, type WitnessPolicy } from './witness-policy.js';

let desk: SealDesk;
let watcher: TestWitness;
let servers: Server[];
let url: string;

async function listening(server: Server, port = 0): Promise<string> {
  servers.push(server.listen(port, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
  servers = [];
  desk = new SealDesk();
  watcher = new TestWitness();
  url = await listening(witnessServer(watcher.open, (line) => desk.alarms.push(line)));
});
afterEach(async () => {
  await desk.close();
  for (const server of servers) await ended(server);
  watcher.remove();
});

const policyAt = (...urls: string[]): WitnessPolicy =>
  readWitnessPolicy(
    `${urls.map((at, i) => `witness w${i} ${formatVkey(watcher.open.key.vkey)} ${at}\n`).join('')}quorum w0\n`,
  );

/** A sealer that follows its ledger and shows what it publishes; the witness knows its key. */
async function sealing(witnesses = policyAt(url)): Promise<Sealer> {
  const sealer = await desk.sealer({ witnesses, clock: { now: () => Date.now() } });
  desk.clock.millis = Date.now();
  for (const key of sealer.signer.vkeys()) watcher.open.db.addLog(key);
  sealer.start();
  return sealer;
}

/** Looks again and again, with patience: machines of tests are slow. */
async function until(what: () => boolean): Promise<void> {
  for (let looks = 0; !what(); looks++) {
    if (looks > 1_500) throw new Error(`never: ${String(what)}; ${desk.alarms.join(' | ')}`);
    await sleep(10);
  }
}

const stateOf = (sealer: Sealer): string | undefined => sealer.witnesses.status()[0]?.state;

describe('a witness that answers', () => {
  it('cosigns each checkpoint, from where it stands; proofs and receipts hold its word', async () => {
    await desk.put('case-a', 'case-b', 'case-a');
    const sealer = await sealing();
    expect(await sealer.witnesses.reached(3, 15_000)).toBe(true);
    await desk.put(...Array.from({ length: 300 }, (_, i) => `case-${i % 5}`));
    expect(await sealer.witnesses.reached(303, 15_000)).toBe(true);
    expect(sealer.witnesses.status()).toEqual([{ name: 'w0', url, state: 'cosigning', size: 303, detail: null }]);
    const row = shownCheckpoint(sealer, 1);
    const note = parseNote(sealer.book.noteOf(row as never));
    expect(signedBy(note, watcher.open.key.vkey)).toBeGreaterThan(0);
    const [fact] = await desk.facts();
    const answer = proofOf(sealer, fact?.id ?? '');
    if (answer.kind !== 'proof') throw new Error(answer.kind);
    const policy = parsePolicy(
      `log ${formatVkey(sealer.signer.vkeys()[0] as never)}\nwitness w ${formatVkey(watcher.open.key.vkey)}\nquorum w\n`,
    );
    const proven = verifyTlogProof(answer.text, parseTlogProof(answer.text).extra as Buffer, policy) as Proven;
    expect([...proven.trust.witnesses.keys()]).toEqual(['w']);
    expect(proven.checkpoint.size).toBe(303);
    expect(sealer.witnesses.behindSeconds).toBe(0);
    expect(desk.alarms).toEqual([]);
  });

  it('is never passed over with a checkpoint that exports are made under, however fast the log is', async () => {
    // While the witness is busy with one checkpoint, one with a map of heads and a newer one are published.
    let open = (): void => undefined;
    let gate = Promise.resolve();
    const inner = witnessServer(watcher.open, () => undefined);
    const gated = await listening(
      createServer((request, response) => void gate.then(() => inner.emit('request', request, response))),
    );
    await desk.put('case-a', 'case-b');
    const sealer = await sealing(policyAt(gated));
    await sealer.witnesses.reached(2, 15_000);
    gate = new Promise((resolve) => (open = resolve));
    const published = [];
    for (const heads of [false, true, false]) {
      await desk.put('case-a');
      await sealer.sealNow({ heads });
      published.push(sealer.published);
    }
    open();
    const newest = sealer.published?.size ?? 0;
    expect(await sealer.witnesses.reached(newest, 15_000)).toBe(true);
    const withHeads = published.filter((row) => row && sealer.db?.special(row.size - 1)?.includes('dcl.heads'));
    expect(withHeads.length).toBeGreaterThan(0);
    for (const row of withHeads)
      expect([row?.size, sealer.witnesses.hasQuorum(row as never)]).toEqual([row?.size, true]);
  });

  it('has its cosignatures kept beside the checkpoints: once each, over a restart and a lost seal.db', async () => {
    await desk.put('case-a', 'case-b');
    const sealer = await sealing();
    await sealer.witnesses.reached(2, 15_000);
    const note = sealer.book.noteOf(sealer.published as never);
    const given = watcher.open.db.given();
    const again = await sealing();
    await until(() => again.published !== undefined);
    expect(again.book.noteOf(again.published as never)).toBe(note);
    await again.close();
    desk.forget();
    const rebuilt = await desk.sealer({ witnesses: policyAt(url) });
    expect(await rebuilt.open()).toBe(true);
    expect(rebuilt.book.noteOf(rebuilt.published as never)).toBe(note);
    expect(rebuilt.witnesses.witnessed?.size).toBe(2);
    // Shown again at each start: the witness signs the same tree again, and the first cosignature stays.
    expect(watcher.open.db.given()).toBeGreaterThanOrEqual(given);
  });
});

describe('a witness that does not help', () => {
  it('is away: facts are sealed all the same, it is told at once what it missed when it comes back', async () => {
    await ended(servers[0] as Server);
    await desk.put('case-a');
    const sealer = await sealing();
    await until(() => stateOf(sealer) === 'unreachable');
    await desk.put('case-a', 'case-b');
    await until(() => sealer.published?.size === 3);
    expect([sealer.stopped, shownCheckpoint(sealer, 1)?.size]).toEqual([undefined, 3]);
    expect(sealer.witnesses.behindSeconds).toBeGreaterThan(0);
    expect(desk.alarms).toEqual([expect.stringMatching(/witness w0: unreachable: .*ECONNREFUSED/)]);
    await listening(
      witnessServer(watcher.open, () => undefined),
      Number(new URL(url).port),
    );
    expect(await sealer.witnesses.reached(3, 15_000)).toBe(true);
    expect(desk.alarms.at(-1)).toMatch(/cosigns again/);
  });

  it.each<[string, number, Record<string, string>, string, string]>([
    ['redirects: it is not followed', 307, { location: 'http://127.0.0.1:1/elsewhere' }, '', 'unreachable'],
    ['does not know the log', 404, {}, 'unknown log\n', 'refused'],
    ['answers with somebody else’s signature', 200, {}, `— w.example ${'AAAA'.repeat(25)}\n`, 'faulty'],
    ['answers with no signature', 200, {}, 'hello\n', 'faulty'],
    ['answers without end', 200, {}, 'x'.repeat(100_000), 'unreachable'],
    ['says that it is not where it says', 409, { 'content-type': 'text/x.tlog.size' }, '0\n', 'faulty'],
    ['refuses the first tree that it sees', 422, {}, 'no proof\n', 'faulty'],
    ['is overloaded', 429, {}, '', 'unreachable'],
  ])('%s', async (_what, status, headers, body, state) => {
    let asked = 0;
    const odd = await listening(
      createServer((request, response) => {
        asked += 1;
        request.resume().on('end', () => response.writeHead(status, headers).end(body));
      }),
    );
    await desk.put('case-a', 'case-b');
    const sealer = await sealing(policyAt(odd));
    await until(() => stateOf(sealer) === state);
    expect([sealer.stopped, sealer.witnesses.witnessed, sealer.published?.size]).toEqual([undefined, undefined, 2]);
    expect(asked).toBeGreaterThan(0);
  });
});

describe('F7: a history that is not the one the witness has seen', () => {
  /** The ledger as it was: what a backup of the whole folder brings back. */
  async function backup(): Promise<() => Promise<void>> {
    const facts = await desk.store.readAll(0, 1_000);
    const folder = mkdtempSync(join(tmpdir(), 'quittance-backup-'));
    cpSync(desk.folder, folder, { recursive: true });
    return async () => {
      desk.store = new MemoryStore();
      for (const { stream, revision, id, type, data, meta } of facts) {
        await desk.store.append(stream, [{ id, type, data, meta }], revision === 0 ? 'no-stream' : revision - 1);
      }
      desk.forget();
      cpSync(folder, desk.folder, { recursive: true });
      rmSync(folder, { recursive: true });
    };
  }

  it('stops the sealer where ledger and seal were restored together: nothing here could tell, the witness can', async () => {
    await desk.put('case-a', 'case-b');
    await (await sealing()).witnesses.reached(2, 15_000);
    await desk.sealer();
    const restore = await backup();
    await desk.put('case-c', 'case-d');
    await (await sealing()).witnesses.reached(4, 15_000);
    await desk.sealer();
    await restore();
    const sealer = await sealing();
    await until(() => sealer.stopped !== undefined);
    expect(sealer.stopped).toEqual({
      reason: 'fork',
      message: expect.stringMatching(/signed a tree of 4 leaves, and 2 are/),
    });
    expect(stateOf(sealer)).toBe('fork');
    expect(watcher.open.db.state(sealer.signer.origin).size).toBe(4);
  });

  it('stops it too where the restored ledger has grown beyond what the witness saw: 422, and no second tree is signed', async () => {
    await desk.put('case-a', 'case-b');
    await (await sealing()).witnesses.reached(2, 15_000);
    await desk.sealer();
    const restore = await backup();
    await desk.put('case-c');
    await (await sealing()).witnesses.reached(3, 15_000);
    await desk.sealer();
    const seen = watcher.open.db.state('test.example/ledger');
    await restore();
    // Sealed with nobody to ask: a fork that only the witness can prove.
    const alone = await desk.sealer();
    for (const stream of ['case-x', 'case-y', 'case-z']) {
      const event = desk.event(stream, 0, Buffer.alloc(32).toString('base64url'));
      await desk.store.append(stream, [event], 'no-stream');
    }
    expect(await alone.sealNow()).toBe(true);
    const sealer = await sealing();
    await until(() => sealer.stopped !== undefined);
    expect(sealer.stopped).toEqual({ reason: 'fork', message: expect.stringMatching(/another history up to size 3/) });
    expect(watcher.open.db.state('test.example/ledger')).toEqual(seen);
    expect(watcher.open.db.contradictions('test.example/ledger')).toBe(1);
  });

  it('goes on where the witness was restored: it is led on from where it stands, and the operator is told', async () => {
    await desk.put('case-a', 'case-b');
    await (await sealing()).witnesses.reached(2, 15_000);
    const folder = mkdtempSync(join(tmpdir(), 'quittance-backup-'));
    watcher.restart();
    cpSync(watcher.folder, folder, { recursive: true });
    await ended(servers.pop() as Server);
    url = await listening(witnessServer(watcher.open, () => undefined));
    await desk.put('case-c', 'case-a');
    await (await sealing()).witnesses.reached(4, 15_000);
    await desk.sealer();
    await ended(servers.pop() as Server);
    watcher.open.close();
    rmSync(watcher.folder, { recursive: true });
    // The whole folder, mark included: the witness itself cannot know.
    cpSync(folder, watcher.folder, { recursive: true });
    rmSync(folder, { recursive: true });
    watcher.restart();
    url = await listening(witnessServer(watcher.open, () => undefined));
    await desk.put('case-e');
    const sealer = await sealing();
    expect(await sealer.witnesses.reached(5, 15_000)).toBe(true);
    expect(desk.alarms).toContainEqual(expect.stringMatching(/stood at size 2, below what it had signed/));
    expect(sealer.stopped).toBeUndefined();
    const signed = parseCheckpoint(parseNote(watcher.open.db.state('test.example/ledger').note).text);
    expect(signed.size).toBe(5);
  });

  it('believes its own signatures more than its words: a witness that contradicts them stops nothing', async () => {
    await desk.put('case-a', 'case-b');
    await (await sealing()).witnesses.reached(2, 15_000);
    await desk.sealer();
    await desk.put('case-c');
    const lying = await listening(
      createServer((request, response) => {
        request.resume().on('end', () => response.writeHead(422).end('no\n'));
      }),
    );
    const sealer = await sealing(policyAt(lying));
    await until(() => stateOf(sealer) === 'faulty' && sealer.published?.size === 3);
    expect(sealer.stopped).toBeUndefined();
  });
});

describe('a policy of witnesses', () => {
  const key = (): string => formatVkey(watcher.open.key.vkey);

  it.each([
    ['without an address', () => `witness a ${key()}\nquorum a\n`],
    ['with a file', () => `witness a ${key()} file:///etc/passwd\nquorum a\n`],
    ['with a password', () => `witness a ${key()} https://u:p@w.example\nquorum a\n`],
    ['with a query', () => `witness a ${key()} https://w.example/?x=1\nquorum a\n`],
    ['with a quorum of nobody known', () => `witness a ${key()} https://w.example\nquorum b\n`],
  ])('is refused %s', (_what, text) => {
    expect(() => readWitnessPolicy(text())).toThrow();
  });

  it('keeps the address as it is configured', () => {
    const { witnesses } = readWitnessPolicy(`witness a ${key()} https://w.example/prefix/\nquorum a\n`);
    expect(witnesses).toMatchObject([{ name: 'a', url: 'https://w.example/prefix' }]);
  });
});
