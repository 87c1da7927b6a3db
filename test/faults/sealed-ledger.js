// A ledger file with a sealer over it, for fault tests: facts of a few streams, each chained to the one before.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { load } from './base.js';

export const ORIGIN = 'faults.example/ledger';
const STREAMS = 6;
const KEYS = { seeds: () => [Buffer.alloc(32, 5)], add: async () => undefined, refresh: async () => undefined };

/** @param {{ data: string, from: string, sabotage?: string }} options */
export async function openSealed({ data, from, sabotage }) {
  const { SqliteStore } = await load(from, 'store/sqlite/sqlite.store.js');
  const { Sealer } = await load(from, 'sealer/sealer.js');
  const { leafOf, NO_PREVIOUS } = await load(from, 'seal/leaf.js');
  const store = SqliteStore.open({ file: join(data, 'ledger.db') });
  const alarm = (line) => process.stderr.write(`${line}\n`);
  const folder = data;
  const sealer = new Sealer({
    store: sabotage === 'no-cas' ? withoutCas(store) : store,
    keys: KEYS,
    clock: Date,
    folder,
    origin: ORIGIN,
    alarm,
  });
  return { store, sealer, put: (count) => putFacts(store, count, leafOf, NO_PREVIOUS), keys: KEYS };
}

/** Appends wherever the stream ends, whatever the caller expected: what the compare-and-swap is there to refuse. */
function withoutCas(store) {
  const append = async (stream, events, expected) => {
    const result = await store.append(stream, events, expected);
    if (result.kind !== 'conflict') return result;
    return store.append(stream, events, result.actual);
  };
  return new Proxy(store, { get: (target, name) => (name === 'append' ? append : bound(target, name)) });
}

function bound(target, name) {
  const member = target[name];
  return typeof member === 'function' ? member.bind(target) : member;
}

async function putFacts(store, count, leafOf, none) {
  for (let i = 0; i < count; i++) {
    const stream = `case-${i % STREAMS}`;
    const all = await store.readStream(stream, 0, 4096);
    const last = all[all.length - 1];
    const prev = last ? leafOf(stream, last.revision, JSON.parse(last.meta).prev, last.data) : none;
    const id = randomUUID();
    const data = JSON.stringify({ id, rec: new Date().toISOString(), sv: 1, type: 'Happened', v: 1 });
    const event = { id, type: 'Happened', data, meta: JSON.stringify({ prev }) };
    const result = await store.append(stream, [event], last ? last.revision : 'no-stream');
    if (result.kind !== 'appended') throw new Error(JSON.stringify(result));
  }
}
