import { randomUUID } from 'node:crypto';
import { MemoryStore } from './memory/memory.store.js';
import type { NewEvent } from './port.js';
import { TimedStore } from './timed.js';

const event = (): NewEvent => ({ id: randomUUID(), type: 'T', data: '{}', meta: '{}' });

it('tells of each append once what became of it, and gives the caller the same', async () => {
  const told: unknown[] = [];
  const store = new TimedStore(new MemoryStore(), (events, result, ms) => {
    expect(ms).toBeGreaterThanOrEqual(0);
    told.push([events.length, result]);
  });
  const stream = `case-${randomUUID()}`;
  const appended = await store.append(stream, [event(), event()], 'no-stream');
  const conflict = await store.append(stream, [event()], 'no-stream');
  expect([appended.kind, conflict.kind]).toEqual(['appended', 'conflict']);
  expect(told).toEqual([
    [2, appended],
    [1, conflict],
  ]);
  expect(await store.readStream(stream, 0, 10)).toHaveLength(2);
});
