import { MemoryStore } from '../../src/store/memory/memory.store.js';
import { storeContract } from './store.contract.js';
import { draw, newStream } from './store/kit.js';

const open = async () => {
  const store = new MemoryStore();
  return { store, cleanup: () => store.close() };
};

storeContract('MemoryStore', open, { durable: false });

it('MemoryStore writes as late as a real store: not in the tick of the call', async () => {
  const store = new MemoryStore();
  const appended = store.append(newStream(), draw(2), 'no-stream');
  expect(await store.head()).toBe(0);
  await appended;
  expect(await store.head()).toBe(2);
});
