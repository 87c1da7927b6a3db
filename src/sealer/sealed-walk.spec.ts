/** The checkpoints along a walk over a whole store: found without a key, held against the facts before them. */
import { SealDesk } from './seal-desk.fixture.js';
import { SealedWalk } from './sealed-walk.js';
import type { StoredEvent } from '../store/port.js';

const desk = new SealDesk();
afterAll(() => desk.close());

it('meets every root, heads leaves and all, and sees where a fact or its place was changed', async () => {
  const sealer = await desk.sealer();
  await desk.put('case-a', 'case-b', 'party-c');
  await sealer.sealNow({ heads: true });
  for (let i = 0; i < 300; i++) await desk.put('case-a');
  await sealer.sealNow();
  await sealer.sealNow({ heads: true });
  await desk.put('case-b');
  const events = [...(await desk.store.readAll(0, 4096))];
  const { size } = sealer.published as { size: number };

  const walked = (given: readonly StoredEvent[]): SealedWalk['soFar'] => {
    const walk = new SealedWalk();
    for (let at = 0; at < given.length; at += 100) walk.take(given.slice(at, at + 100));
    return walk.soFar;
  };
  const good = walked(events);
  expect(good).toMatchObject({ checkpoints: 3, last: { size }, unsealed: 1, problem: null });
  const place = events.findIndex(({ stream, revision }) => stream === 'case-a' && revision === 7);
  const changed = events.map((event, i) => (i === place ? { ...event, data: `${event.data} ` } : event));
  expect(walked(changed).problem).toMatch(/do not give the root of the checkpoint of size/);
  const swapped = [events[1], events[0], ...events.slice(2)] as StoredEvent[];
  expect(walked(swapped).problem).toMatch(/do not give the root/);
  expect(walked(events.toSpliced(place, 1)).problem).toMatch(/covers facts that are not before it/);
  expect(walked(events.slice(0, 2))).toEqual({ checkpoints: 0, last: null, unsealed: 2, problem: null });
});
