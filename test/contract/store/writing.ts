/** Sentences on expected revisions and idempotence. */
import type { EventStore } from '../../../src/store/port.js';
import {
  again as repeatOf,
  contend,
  draw,
  durably,
  reopened,
  expectOrdered,
  idsOf,
  newStream,
  readOn,
  write,
  type Opened,
  type Traits,
} from './kit.js';

export function writingContract(opened: () => Opened, traits: Traits): void {
  let store: EventStore;
  beforeEach(() => ({ store } = opened()));

  describe('`expected` is a concrete revision or `no-stream`, and is enforced, races included', () => {
    it('begins a stream at revision 0 and tells where the last event stands', async () => {
      const stream = newStream();
      const first = await write(store, stream, draw(3), 'no-stream');
      expect(first).toMatchObject({ revision: 2, repeated: false });
      const second = await write(store, stream, draw(1), 2);
      expect(second.revision).toBe(3);
      expect(second.position).toBeGreaterThan(first.position);
      expect(second.position).toBe(await store.head());
    });

    it('puts nothing between the events of an append, whoever else writes: where positions are dense, they are consecutive', async () => {
      const results = await Promise.all([1, 2, 3].map(() => write(store, newStream(), draw(4), 'no-stream')));
      for (const { position } of results) {
        const page = [await store.eventAt(position), ...(await store.readBack(position, 3))].reverse();
        if (store.dense)
          expect(page.map((event) => event?.position)).toEqual([3, 2, 1, 0].map((back) => position - back));
        expect(new Set(page.map((event) => event?.stream)).size).toBe(1);
      }
    });

    it('lets exactly one of several writers begin a stream', async () => {
      const stream = newStream();
      const results = await Promise.all(Array.from({ length: 8 }, () => store.append(stream, draw(2), 'no-stream')));
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(7);
      expect(await store.readStream(stream, 0, 10)).toHaveLength(2);
    });

    it('lets exactly one of several writers follow a revision', async () => {
      const stream = newStream();
      await write(store, stream, draw(2), 'no-stream');
      const attempts = Array.from({ length: 8 }, () => draw(1));
      const results = await Promise.all(attempts.map((events) => store.append(stream, events, 1)));
      const winner = results.findIndex(({ kind }) => kind === 'appended');
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(idsOf(await store.readStream(stream, 2, 10))).toEqual(idsOf(attempts[winner] ?? []));
    });

    it('loses nothing when writers contend and retry', async () => {
      const stream = newStream();
      const before = await store.head();
      const written = await Promise.all([1, 2, 3, 4].map(() => contend(store, stream, 10)));
      const found = await readOn(store, before, 100);
      expectOrdered(found);
      expect(idsOf(found).sort()).toEqual(written.flat().sort());
    });

    it('writes all events of an append or none', async () => {
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      expect(await store.append(stream, draw(5), 'no-stream')).toMatchObject({ kind: 'conflict' });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(1);
    });
  });

  describe('A conflict names the stream, the expected and the actual revision', () => {
    it('when the stream has moved on', async () => {
      const stream = newStream();
      await write(store, stream, draw(3), 'no-stream');
      const result = await store.append(stream, draw(1), 0);
      expect(result).toEqual({ kind: 'conflict', stream, expected: 0, actual: 2 });
    });

    it('when the stream exists already', async () => {
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      const result = await store.append(stream, draw(1), 'no-stream');
      expect(result).toEqual({ kind: 'conflict', stream, expected: 'no-stream', actual: 0 });
    });

    it('when the stream is shorter, or not there at all', async () => {
      const stream = newStream();
      expect(await store.append(stream, draw(1), 4)).toEqual({
        kind: 'conflict',
        stream,
        expected: 4,
        actual: 'no-stream',
      });
      await write(store, stream, draw(1), 'no-stream');
      expect(await store.append(stream, draw(1), 4)).toEqual({ kind: 'conflict', stream, expected: 4, actual: 0 });
    });

    it('and the next correct append succeeds', async () => {
      const stream = newStream();
      await write(store, stream, draw(2), 'no-stream');
      expect(await store.append(stream, draw(2), 0)).toMatchObject({ kind: 'conflict' });
      expect(await write(store, stream, draw(1), 1)).toMatchObject({ revision: 2 });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });
  });

  describe('The same event ids again at the same revision return the first result', () => {
    it('for a new stream and for a later append, also after others have written', async () => {
      const stream = newStream();
      const [begun, later] = [draw(2), draw(3)];
      const first = await write(store, stream, begun, 'no-stream');
      const second = await write(store, stream, later, 1);
      await write(store, stream, draw(1), 4);
      const head = await store.head();
      expect(await store.append(stream, begun, 'no-stream')).toEqual(repeatOf(traits, first));
      expect(await store.append(stream, later, 1)).toEqual(repeatOf(traits, second));
      expect(await store.head()).toBe(head);
    });

    it('within one tick', async () => {
      const stream = newStream();
      const events = draw(2);
      const [first, again] = await Promise.all([
        store.append(stream, events, 'no-stream'),
        store.append(stream, events, 'no-stream'),
      ]);
      expect(first).toMatchObject({ kind: 'appended', repeated: false });
      expect(again).toEqual(repeatOf(traits, first));
      expect(await store.readStream(stream, 0, 10)).toHaveLength(2);
    });

    durably(traits, 'after the store was opened anew', async () => {
      const stream = newStream();
      const events = draw(2);
      const first = await write(store, stream, events, 'no-stream');
      expect(await (await reopened(opened())).append(stream, events, 'no-stream')).toEqual(repeatOf(traits, first));
    });

    it('but a longer, a different or a reordered batch is a conflict', async () => {
      const stream = newStream();
      const events = draw(2);
      await write(store, stream, events, 'no-stream');
      const others = [[...events, ...draw(1)], [...events.slice(0, 1), ...draw(1)], draw(2), [...events].reverse()];
      for (const other of others) {
        expect(await store.append(stream, other, 'no-stream')).toMatchObject({ kind: 'conflict', actual: 1 });
      }
    });

    it('and so is a batch that continues into the next append', async () => {
      const stream = newStream();
      const [first, second] = [draw(2), draw(1)];
      await write(store, stream, first, 'no-stream');
      await write(store, stream, second, 1);
      const joined = await store.append(stream, [...first, ...second], 'no-stream');
      expect(joined).toMatchObject({ kind: traits.appendBoundaries ? 'conflict' : 'appended' });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });

    it('and so is a shorter batch, from either end', async () => {
      const stream = newStream();
      const events = draw(3);
      await write(store, stream, events, 'no-stream');
      const kind = traits.appendBoundaries ? 'conflict' : 'appended';
      expect(await store.append(stream, events.slice(0, 2), 'no-stream')).toMatchObject({ kind });
      expect(await store.append(stream, events.slice(1), 0)).toMatchObject({ kind });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });
  });
}
