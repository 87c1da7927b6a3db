/** Sentences on subscriptions. */
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../../../src/store/port.js';
import {
  contend,
  draw,
  durably,
  reopened,
  type Traits,
  idsOf,
  newStream,
  positionsOf,
  readOn,
  take,
  write,
  type Opened,
} from './kit.js';

export function followingContract(opened: () => Opened, traits: Traits): void {
  let store: EventStore;
  beforeEach(() => ({ store } = opened()));

  describe('Subscribers see every event once, in order, with no gap', () => {
    it('catching up, then live', async () => {
      const before = await store.head();
      const stream = newStream();
      await write(store, stream, draw(3), 'no-stream');
      const seen = take(store, before, 5);
      await write(store, stream, draw(1), 2);
      await turn();
      await write(store, stream, draw(1), 3);
      expect(await seen).toEqual(await readOn(store, before, 100));
    });

    it('several at once, begun at any moment, while writers write', async () => {
      const before = await store.head();
      const followers: Promise<StoredEvent[]>[] = [];
      const join = (): number => followers.push(take(store, before, 320));
      join();
      const shared = newStream();
      const writers = Array.from({ length: 8 }, async (_, i) => {
        await contend(store, i < 4 ? shared : newStream(), 20);
        join();
        await contend(store, newStream(), 20);
      });
      await Promise.all(writers);
      join();
      const all = await readOn(store, before, 100);
      expect(all).toHaveLength(320);
      const seen = await Promise.all(followers);
      expect(seen).toHaveLength(10);
      for (const each of seen) expect(positionsOf(each)).toEqual(positionsOf(all));
    });

    it('also what is committed at the very moment at which it finds nothing more', async () => {
      const stream = newStream();
      for (let i = 0; i < 10; i++) {
        const stop = new AbortController();
        const reader = store.subscribe(await store.head(), stop.signal)[Symbol.asyncIterator]();
        const events = draw(1);
        const begin = (): Promise<unknown> => write(store, stream, events, i === 0 ? 'no-stream' : i - 1);
        const early = i % 2 === 0 ? begin() : undefined;
        const next = reader.next();
        await (early ?? begin());
        const { value: seen } = (await next) as { value: readonly StoredEvent[] };
        expect(idsOf(seen)).toEqual(idsOf(events));
        await reader.return?.();
      }
    });

    it('more than a page behind', async () => {
      const before = await store.head();
      const stream = newStream();
      for (let i = 0; i < 6; i++) await write(store, stream, draw(500), i === 0 ? 'no-stream' : i * 500 - 1);
      const seen = await take(store, before, 3000);
      expect(seen.map(({ revision }) => revision)).toEqual(Array.from({ length: 3000 }, (_, i) => i));
    });

    it('and a slow one holds up neither writers nor others', async () => {
      const before = await store.head();
      const stop = new AbortController();
      const slow = store.subscribe(before, stop.signal)[Symbol.asyncIterator]();
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      await slow.next();
      await write(store, stream, draw(2), 0);
      expect(await take(store, before, 3)).toHaveLength(3);
      const { value } = (await slow.next()) as { value: readonly StoredEvent[] };
      expect(value.map(({ revision }) => revision)).toEqual([1, 2]);
      await slow.return?.();
    });
  });

  describe('Subscribers resume from a checkpoint after any crash or dropped connection', () => {
    it('at every boundary', async () => {
      const before = await store.head();
      for (const count of [1, 3, 2]) await write(store, newStream(), draw(count), 'no-stream');
      const all = await readOn(store, before, 100);
      for (const [i, after] of [before, ...positionsOf(all)].slice(0, -1).entries()) {
        expect(await take(store, after, all.length - i)).toEqual(all.slice(i));
      }
    });

    it('at the head, where only what is new comes', async () => {
      await write(store, newStream(), draw(2), 'no-stream');
      const seen = take(store, await store.head(), 1);
      const events = draw(1);
      await write(store, newStream(), events, 'no-stream');
      expect(idsOf(await seen)).toEqual(idsOf(events));
    });

    it('dropped again and again while a writer writes', async () => {
      const before = await store.head();
      const writing = contend(store, newStream(), 60);
      const seen: StoredEvent[] = [];
      while (seen.length < 60) seen.push(...(await take(store, seen[seen.length - 1]?.position ?? before, 1)));
      expect(idsOf(seen)).toEqual(await writing);
    });

    durably(traits, 'with the store opened anew in between', async () => {
      await write(store, newStream(), draw(4), 'no-stream');
      const [checkpoint] = await take(store, 0, 1);
      const again = await reopened(opened());
      const rest = await take(again, checkpoint?.position ?? 0, 3);
      expect(rest.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    });
  });

  describe('A subscription ends when it is aborted or the store is closed, and leaves nothing behind', () => {
    let count = 0;
    const follow = async (signal: AbortSignal): Promise<number> => {
      count = 0;
      for await (const page of store.subscribe(0, signal)) count += page.length;
      return count;
    };
    const atHead = async (): Promise<void> => {
      for (let i = 0; i < 500 && count < 2; i++) await new Promise((resolve) => setTimeout(resolve, 5));
      for (let i = 0; i < 5; i++) await turn();
    };

    it('aborted at the head', async () => {
      await write(store, newStream(), draw(2), 'no-stream');
      const stop = new AbortController();
      const ended = follow(stop.signal);
      await atHead();
      stop.abort();
      expect(await ended).toBe(2);
      expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
    });

    it('aborted before it began', async () => {
      await write(store, newStream(), draw(2), 'no-stream');
      expect(await follow(AbortSignal.abort())).toBe(0);
    });

    it('left by its reader, many times with one signal', async () => {
      const stop = new AbortController();
      const stream = newStream();
      for (let i = 0; i < 20; i++) {
        const reader = store.subscribe(await store.head(), stop.signal)[Symbol.asyncIterator]();
        const next = reader.next();
        await write(store, stream, draw(1), i === 0 ? 'no-stream' : i - 1);
        await next;
        await reader.return?.();
      }
      expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
    });

    it('by closing the store', async () => {
      await write(store, newStream(), draw(2), 'no-stream');
      const stop = new AbortController();
      const ended = follow(stop.signal);
      await atHead();
      await store.close();
      expect(await ended).toBe(2);
      expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
      expect(await follow(stop.signal)).toBe(0);
    });
  });
}
