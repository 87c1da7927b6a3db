import { randomUUID } from 'node:crypto';
import { MemoryStore } from './memory/memory.store.js';
import type { EventStore, StoredEvent } from './port.js';
import { WithoutCategory } from './without-category.js';

let whole: EventStore;
let store: WithoutCategory;
const revisions = new Map<string, number>();

async function put(...streams: string[]): Promise<void> {
  for (const stream of streams) {
    const revision = revisions.get(stream);
    await whole.append(stream, [{ id: randomUUID(), type: 'T', data: '{}', meta: '{}' }], revision ?? 'no-stream');
    revisions.set(stream, (revision ?? -1) + 1);
  }
}
const positions = (page: readonly StoredEvent[]): number[] => page.map(({ position }) => position);

beforeEach(() => {
  whole = new MemoryStore();
  store = new WithoutCategory(whole, 'seal');
  revisions.clear();
});

it('hides a category from pages and fills them with what comes behind', async () => {
  await put('case-1', 'seal-x', 'seal-x', 'case-2', 'sealed-1', 'seal-x', 'case-1');
  expect(positions(await store.readAll(0, 3))).toEqual([1, 4, 5]);
  expect(positions(await store.readAll(0, 10))).toEqual([1, 4, 5, 7]);
  expect(positions(await store.readAll(1, 1))).toEqual([4]);
  expect(positions(await store.readAll(5, 2))).toEqual([7]);
  expect(await store.readStream('seal-x', 0, 10)).toHaveLength(3);
});

it('has its head at the last event that it shows, however many follow', async () => {
  expect(await store.head()).toBe(0);
  await put('seal-x');
  expect(await store.head()).toBe(0);
  await put('case-1');
  expect(await store.head()).toBe(2);
  await put(...Array.from({ length: 5_000 }, () => 'seal-x'));
  expect(await store.head()).toBe(2);
  expect(await new WithoutCategory(whole, 'seal').head()).toBe(2);
  await put('case-2', 'seal-x');
  expect(await store.head()).toBe(5_003);
});

it('tells subscribers of what it shows only, in order', async () => {
  await put('case-1', 'seal-x');
  const stop = new AbortController();
  const seen: number[] = [];
  const following = (async () => {
    for await (const page of store.subscribe(0, stop.signal)) {
      expect(page.length).toBeGreaterThan(0);
      seen.push(...positions(page));
      if (seen.length === 3) stop.abort();
    }
  })();
  await put('seal-x', 'case-1', 'seal-x', 'case-2');
  await following;
  expect(seen).toEqual([1, 4, 6]);
});
