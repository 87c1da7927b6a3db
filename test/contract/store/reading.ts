/** Sentences on reading: order, pages, bytes, and that an acknowledged event stays. */
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../../../src/store/port.js';
import { readStreams } from '../../../src/store/streams.js';
import {
  draw,
  durably,
  reopened,
  type Traits,
  expectOrdered,
  idsOf,
  newStream,
  positionsOf,
  readOn,
  write,
  type Opened,
} from './kit.js';

export function readingContract(opened: () => Opened, traits: Traits): void {
  let store: EventStore;
  beforeEach(() => ({ store } = opened()));

  describe('Events are read in order, from anywhere, in pages of any size', () => {
    it('gives back what was written, byte for byte', async () => {
      const stream = newStream();
      const texts = [
        '{"a":1}',
        '{"a": 1}',
        '{"a":1.0}',
        '"\\u00e9"',
        '"é"',
        '"e\u0301"',
        '""',
        '"👍🏽"',
        '" \u2028\ufeff"',
      ];
      const odd = [...texts, '"\\ud800"', '{"__proto__":1}', 'no json', '\u0000"', '', '0'];
      const events = odd.map((data) => ({ ...draw()[0], data, meta: data, type: 'Kind' })) as ReturnType<typeof draw>;
      await write(store, stream, events, 'no-stream');
      const found = await store.readStream(stream, 0, 100);
      const expected = events.map((event, revision) => ({ ...event, stream, revision }));
      expect(found.map(({ position: _, ...rest }) => rest)).toEqual(expected);
      for (const event of found) expect(await store.eventAt(event.position)).toEqual(event);
    });

    it('of one stream: at every boundary', async () => {
      const stream = newStream();
      const events = draw(5);
      await write(store, stream, events.slice(0, 2), 'no-stream');
      await write(store, newStream(), draw(3), 'no-stream');
      await write(store, stream, events.slice(2), 1);
      for (let from = 0; from <= 6; from++) {
        for (let count = 1; count <= 6; count++) {
          const page = await store.readStream(stream, from, count);
          expect(idsOf(page)).toEqual(idsOf(events.slice(from, from + count)));
        }
      }
    });

    it('of a stream that does not exist: nothing', async () => {
      expect(await store.readStream(newStream(), 0, 10)).toEqual([]);
    });

    it('of several streams at once: the beginning of each', async () => {
      const [a, b, c] = [newStream(), newStream(), newStream()];
      await write(store, b, draw(2), 'no-stream');
      await write(store, a, draw(3), 'no-stream');
      await write(store, c, draw(1), 'no-stream');
      await write(store, b, draw(3), 1);
      for (let count = 1; count <= 6; count++) {
        const found = await readStreams(store, [a, newStream(), b, a], count);
        expect([...found.keys()].sort()).toEqual([a, b].sort());
        for (const stream of [a, b]) expect(found.get(stream)).toEqual(await store.readStream(stream, 0, count));
      }
      expect((await readStreams(store, [newStream()], 1)).size).toBe(0);
    });

    it('of all streams: at every boundary', async () => {
      const before = await store.head();
      const [a, b] = [newStream(), newStream()];
      await write(store, a, draw(3), 'no-stream');
      await write(store, b, draw(2), 'no-stream');
      await write(store, a, draw(2), 2);
      const all = await readOn(store, before, 100);
      expect(all.map(({ stream, revision }) => [stream, revision])).toEqual([
        ...[0, 1, 2].map((revision) => [a, revision]),
        ...[0, 1].map((revision) => [b, revision]),
        ...[3, 4].map((revision) => [a, revision]),
      ]);
      expectOrdered(all);
      for (const [i, after] of [before, ...positionsOf(all)].entries()) {
        for (let page = 1; page <= 8; page++) expect(await readOn(store, after, page)).toEqual(all.slice(i));
      }
    });

    it('of all streams, backwards: from the end and from each', async () => {
      const before = await store.head();
      const [a, b] = [newStream(), newStream()];
      await write(store, a, draw(3), 'no-stream');
      await write(store, b, draw(2), 'no-stream');
      const all = await readOn(store, before, 100);
      for (let page = 1; page <= 4; page++) {
        const found = await store.readBack('end', page);
        expect(found).toEqual(all.slice(-page).reverse());
        for (const [i, { position }] of all.entries()) {
          const expected = all.slice(0, i).reverse().slice(0, page);
          expect((await store.readBack(position, page)).filter((each) => each.position > before)).toEqual(expected);
        }
      }
    });

    it('one by one: the event at a position, and at no other number', async () => {
      await write(store, newStream(), draw(3), 'no-stream');
      const last = (await store.readBack('end', 3)) as StoredEvent[];
      for (const event of last) expect(await store.eventAt(event.position)).toEqual(event);
      const head = await store.head();
      for (const none of [0, -1, 0.5, head + 1, head + 1_000_000, 2 ** 53]) {
        expect(await store.eventAt(none)).toBeUndefined();
      }
      if (!store.dense) expect(await store.eventAt(head - 1)).toBeUndefined();
    });

    it('across the borders of the longest page', async () => {
      const before = await store.head();
      const stream = newStream();
      for (let i = 0; i < 9; i++) await write(store, stream, draw(500), i === 0 ? 'no-stream' : i * 500 - 1);
      const first = await store.readAll(before, PAGE_EVENTS_MAX);
      expect(first).toHaveLength(PAGE_EVENTS_MAX);
      const rest = await store.readAll(first[PAGE_EVENTS_MAX - 1]?.position ?? 0, PAGE_EVENTS_MAX);
      expect([...first, ...rest].map(({ revision }) => revision)).toEqual(Array.from({ length: 4500 }, (_, i) => i));
      expect(await store.readStream(stream, 0, PAGE_EVENTS_MAX)).toEqual(first);
      expect(await store.readStream(stream, 511, 514)).toEqual(first.slice(511, 1025));
    });

    it('and a page that cannot be is a programming error', async () => {
      for (const count of [0, -1, 1.5, PAGE_EVENTS_MAX + 1]) {
        await expect(store.readAll(0, count)).rejects.toThrow(RangeError);
        await expect(store.readStream(newStream(), 0, count)).rejects.toThrow(RangeError);
      }
      await expect(store.readAll(-1, 1)).rejects.toThrow(RangeError);
    });

    it('while writers write: each reader sees a beginning of the whole', async () => {
      const before = await store.head();
      const streams = Array.from({ length: 6 }, newStream);
      let writing = true;
      const snapshots: Promise<string[][]> = (async () => {
        const seen: string[][] = [];
        while (writing) seen.push(idsOf(await readOn(store, before, 50)));
        return seen;
      })();
      await Promise.all(
        streams.map(async (stream) => {
          for (let i = 0; i < 20; i++) await write(store, stream, draw(2), i === 0 ? 'no-stream' : i * 2 - 1);
        }),
      );
      writing = false;
      const all = await readOn(store, before, 100);
      expectOrdered(all);
      expect(all).toHaveLength(240);
      for (const seen of await snapshots) expect(seen).toEqual(idsOf(all).slice(0, seen.length));
    });
  });

  describe('An acknowledged event is on disk', () => {
    durably(traits, 'and is there, with everything else as it was, when the store is opened anew', async () => {
      const [a, b] = [newStream(), newStream()];
      await write(store, a, draw(3), 'no-stream');
      await write(store, b, draw(1), 'no-stream');
      const before = await readOn(store, 0, 100);
      const again = await reopened(opened());
      expect(await readOn(again, 0, 100)).toEqual(before);
      expect(await again.head()).toBe(before[before.length - 1]?.position);
      const next = await write(again, a, draw(1), 2);
      expect(next.position).toBeGreaterThan(before[before.length - 1]?.position ?? 0);
    });
  });
}
