import { randomUUID } from 'node:crypto';
import { FaultyStore, SimulatedCrash } from './faulty.store.js';
import { MemoryStore } from './memory.store.js';

const events = () => [{ id: randomUUID(), type: 'T', data: '{}', meta: '{}' }];
const stream = 'case-1';

let inner: MemoryStore;
let store: FaultyStore;
beforeEach(() => {
  inner = new MemoryStore();
  store = new FaultyStore(inner);
});

it('loses an acknowledgement, the events being written or not', async () => {
  store.failNext({ kind: 'unknown', written: true }, { kind: 'unknown', written: false });
  expect(await store.append(stream, events(), 'no-stream')).toMatchObject({ kind: 'unknown' });
  expect(await store.append(stream, events(), 0)).toMatchObject({ kind: 'unknown' });
  expect(await store.append(stream, events(), 0)).toMatchObject({ kind: 'appended', revision: 1 });
  expect(await inner.head()).toBe(2);
});

it.each(['write', 'answer'] as const)('delays an append before its %s', async (before) => {
  let go = (): void => undefined;
  const until = new Promise<void>((resolve) => (go = resolve));
  store.failNext({ kind: 'delay', until, before });
  let answered = false;
  const appended = store.append(stream, events(), 'no-stream').then(() => (answered = true));
  for (let i = 0; i < 5; i++) await new Promise(setImmediate);
  expect({ answered, head: await inner.head() }).toEqual({ answered: false, head: before === 'write' ? 0 : 1 });
  go();
  await appended;
  expect(await inner.head()).toBe(1);
});

it('crashes between the append and its acknowledgement, until it is restarted', async () => {
  store.failNext({ kind: 'crash' });
  const sent = events();
  await expect(store.append(stream, sent, 'no-stream')).rejects.toThrow(SimulatedCrash);
  await expect(store.head()).rejects.toThrow(SimulatedCrash);
  await expect(store.append(stream, sent, 'no-stream')).rejects.toThrow(SimulatedCrash);
  const restarted = new FaultyStore(inner);
  expect(await restarted.append(stream, sent, 'no-stream')).toMatchObject({ kind: 'appended', repeated: true });
});
