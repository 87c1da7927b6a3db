/**
 * The sealer is taken over by another machine, with a folder of its own or with none: what witnesses and authorities said is
 * there, proofs hold it, and of a store that was rolled back nothing is signed.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePolicy } from '../../seal/policy.js';
import { parseTlogProof, verifyTlogProof, type Proven } from '../../seal/tlog-proof.js';
import { formatVkey } from '../../seal/vkey.js';
import { MemoryStore } from '../../store/memory/memory.store.js';
import type { EventStore } from '../../store/port.js';
import { witnessServer } from '../../witness/witness-server.js';
import { WitnessDesk as TestWitness } from '../../witness/witness.fixture.js';
import { SealDesk } from '../seal-desk.fixture.js';
import { policyText, proofOf } from '../sealed-proofs.js';
import type { Sealer } from '../sealer.js';
import { readWitnessPolicy, type WitnessPolicy } from './witness-policy.js';

let desk: SealDesk;
let watcher: TestWitness;
let server: Server;
let witnesses: WitnessPolicy;
const desks: SealDesk[] = [];

beforeEach(async () => {
  desk = new SealDesk();
  watcher = new TestWitness();
  server = witnessServer(watcher.open, () => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  witnesses = readWitnessPolicy(`witness w0 ${formatVkey(watcher.open.key.vkey)} ${url}\nquorum w0\n`);
});
afterEach(async () => {
  for (const each of [...desks.splice(0), desk]) await each.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  watcher.remove();
});

/** A machine with an empty folder over a store. */
async function machine(store: EventStore = desk.store): Promise<Sealer> {
  const other = new SealDesk(store);
  desks.push(other);
  const sealer = await other.sealer({ shared: true, witnesses, clock: { now: () => Date.now() } });
  sealer.start();
  return sealer;
}

/** Seals on a machine until the function that it gives is called. */
function leads(sealer: Sealer, fence: number): { readonly over: Promise<boolean>; end(): Promise<unknown> } {
  const over = new AbortController();
  const { signal } = over;
  const leading = sealer.lead({ fence, signal, holds: () => Promise.resolve(!signal.aborted) });
  return { over: leading, end: () => (over.abort(), leading) };
}

async function until(what: () => boolean): Promise<void> {
  for (let looks = 0; !what(); looks++) {
    if (looks > 3_000) throw new Error(`never: ${String(what)}; ${desks.flatMap(({ alarms }) => alarms).join(' | ')}`);
    await sleep(10);
  }
}

const knowWitness = (sealer: Sealer): void => {
  for (const key of sealer.signer.vkeys()) watcher.open.db.addLog(key);
};
const sizeOf = (sealer: Sealer): number => sealer.witnesses.witnessed?.size ?? 0;

it('who does not seal has the word of a witness that came after the checkpoint, though nothing new is published', async () => {
  const [a, b] = [await machine(), await machine()];
  await desk.put('case-a', 'case-b');
  const leading = leads(a, 1);
  await until(() => b.published !== undefined && b.published.size === a.published?.size);
  expect(sizeOf(b)).toBe(0);
  // The witness does not know this log before now.
  knowWitness(a);
  await until(() => sizeOf(b) > 0);
  expect(b.published && b.book.noteOf(b.published)).toBe(a.published && a.book.noteOf(a.published));
  const stamp = { kind: 'time-stamp', size: sizeOf(a), who: 'http://tsa', time: '2026-03-31T12:00:00Z' } as const;
  await a.book.add({ ...stamp, checkpoint: 'as it was', token: 'AA==' });
  await until(() => b.book.timeStamps(1).length === 1);
  await leading.end();
}, 60_000);

it.each([
  ['that followed', true],
  ['with an empty folder', false],
])(
  'a machine %s takes over with every cosignature, proves under it, and its witness goes on',
  async (_which, followed) => {
    const a = await machine();
    const b = followed ? await machine() : undefined;
    knowWitness(a);
    await desk.put('case-a', 'case-b', 'case-a');
    const first = leads(a, 1);
    await until(() => sizeOf(a) >= 3);
    const [size, note] = [sizeOf(a), a.witnesses.witnessed && a.book.noteOf(a.witnesses.witnessed)];
    const stamp = { kind: 'time-stamp', size, who: 'http://tsa', time: '2026-03-31T12:00:00Z' } as const;
    await a.book.add({ ...stamp, checkpoint: 'as it was', token: 'AA==' });
    await first.end();
    // That machine is gone, with its files.
    await desks[0]?.close();
    const next = b ?? (await machine());
    const second = leads(next, 2);
    await until(() => next.seals === 'here' && (next.published?.size ?? 0) >= size);
    const row = next.db?.publishedAt(size);
    expect(row && next.book.noteOf(row)).toBe(note);
    expect(next.book.timeStamps(1)).toMatchObject([stamp]);
    await desk.put('case-c');
    await until(() => sizeOf(next) >= size + 1 && next.witnesses.status()[0]?.state === 'cosigning');
    const fact = (await desk.facts()).at(-1);
    const answer = proofOf(next, fact?.id ?? '');
    if (answer.kind !== 'proof') throw new Error(answer.kind);
    const policy = parsePolicy(policyText(next));
    const proven = verifyTlogProof(answer.text, parseTlogProof(answer.text).extra as Buffer, policy) as Proven;
    expect([...proven.trust.witnesses.keys()]).toEqual(['w0']);
    await second.end();
  },
  60_000,
);

it('a machine with an empty folder signs nothing of a store that was rolled back, since the witness has seen more', async () => {
  const a = await machine();
  knowWitness(a);
  await desk.put('case-a', 'case-b');
  const leading = leads(a, 1);
  await until(() => sizeOf(a) >= 2);
  const kept = await copyOf(desk.store);
  await desk.put('case-a', 'case-c');
  await until(() => sizeOf(a) >= 4);
  await leading.end();
  const head = await kept.head();
  const b = await machine(kept);
  expect(await leads(b, 2).over).toBe(false);
  expect(b.stopped?.reason).toBe('fork');
  expect((await kept.readAll(head, 64)).filter(({ type }) => type === 'CheckpointPublished')).toEqual([]);
}, 60_000);

async function copyOf(store: EventStore): Promise<EventStore> {
  const copy = new MemoryStore();
  for (const { stream, revision, position: _place, ...event } of await store.readAll(0, 4_096)) {
    await copy.append(stream, [event], revision === 0 ? 'no-stream' : revision - 1);
  }
  return copy;
}
