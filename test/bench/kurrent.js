// Appends to a KurrentDB through our adapter, against the bare client: the same server (the stand-in, in a process of its
// own), the same streams, events, bytes and callers. What the adapter adds is what the ratio lacks.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { compare, load } from './kit.js';

const { openKurrent } = await load('src/store/kurrent/open.js');

/** A body of the usual size: some 700 bytes, as JSON text and as the value that the client prints. */
const BODY = { v: 1, type: 'PaymentReceived', amount: 4600, currency: 'EUR', note: 'x'.repeat(600) };
const TEXT = JSON.stringify(BODY);
const META = { leaf: 'y'.repeat(64) };
const META_TEXT = JSON.stringify(META);

/** Events of one stream, each an append at a concrete revision. */
const EACH = 5;

async function serve() {
  const script = fileURLToPath(new URL('../support/kurrent/serve.js', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const ready = /ready (\S+)/.exec(said);
    if (ready) return { url: ready[1], stop: () => (child.kill(), once(child, 'exit')) };
  }
  throw new Error('the stand-in did not start');
}

async function callers(count, streams, one) {
  let left = streams;
  const caller = async () => {
    while (left-- > 0) await one(`case-${randomUUID()}`);
  };
  await Promise.all(Array.from({ length: count }, caller));
  return streams * EACH;
}

async function ours(store, stream) {
  for (let i = 0; i < EACH; i++) {
    const event = { id: randomUUID(), type: 'PaymentReceived', data: TEXT, meta: META_TEXT };
    const result = await store.append(stream, [event], i === 0 ? 'no-stream' : i - 1);
    if (result.kind !== 'appended') throw new Error(JSON.stringify(result));
  }
}

async function bare(client, stream) {
  for (let i = 0; i < EACH; i++) {
    const event = jsonEvent({ id: randomUUID(), type: 'PaymentReceived', data: BODY, metadata: META });
    await client.appendToStream(stream, event, { expectedRevision: i === 0 ? 'no_stream' : BigInt(i - 1) });
  }
}

/** @returns for one caller and for many: appends a second of ours and of the bare client, and their ratio */
export async function kurrentBench(quick) {
  const results = [];
  for (const [count, streams] of [
    [1, quick ? 100 : 400],
    [64, quick ? 400 : 2_000],
  ]) {
    const server = await serve();
    const store = await openKurrent({ url: server.url, categories: ['case'] });
    const client = EventStoreDBClient.connectionString(server.url);
    // Both connections are open and both ways compiled before the first round.
    await callers(8, 100, (stream) => ours(store, stream));
    await callers(8, 100, (stream) => bare(client, stream));
    const result = await compare(
      () => callers(count, streams, (stream) => ours(store, stream)),
      () => callers(count, streams, (stream) => bare(client, stream)),
    );
    results.push({ callers: count, result });
    await store.close();
    await client.dispose();
    await server.stop();
  }
  return results;
}
