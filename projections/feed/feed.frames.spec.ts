/** Server-sent events of the feed: heartbeats, and no more read than is taken. */
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { frames } from './feed.frames.js';
import type { FeedFact, Followed } from './feed.reader.js';

const fact = (position: number, text = ''): FeedFact =>
  ({ type: 'CaseNoteAdded', position, data: { text } }) as unknown as FeedFact;

it('beats while nothing comes, with the position that was reached', async () => {
  async function* pages(): AsyncGenerator<Followed, void, undefined> {
    yield { facts: [fact(7)], position: 7 };
    await sleep(100);
  }
  const texts: string[] = [];
  for await (const text of frames(pages(), 5, 30)) texts.push(text);
  expect(texts[0]).toBe('retry: 2000\n: 5\nid: 5\n\n');
  expect(texts[1]).toMatch(/^id: 7\nevent: CaseNoteAdded\ndata: \{.*\}\n\n$/);
  expect(texts.slice(2).length).toBeGreaterThanOrEqual(2);
  expect(new Set(texts.slice(2))).toEqual(new Set([': 7\nid: 7\n\n']));
});

async function* bigPages(read: { page: number }): AsyncGenerator<Followed, void, undefined> {
  for (let page = 1; ; page++) {
    read.page = page;
    const facts = Array.from({ length: 100 }, (_none, i) => fact(page * 100 + i, 'x'.repeat(10_000)));
    yield { facts, position: page * 100 + 99 };
  }
}

it('holds no more than a page for a reader that stands still', async () => {
  const read = { page: 0 };
  const stalled = new Writable({ highWaterMark: 16 * 1024, write: () => undefined });
  const text = Readable.from(frames(bigPages(read), 0), { highWaterMark: 1 });
  text.pipe(stalled);
  await sleep(100);
  expect(read.page).toBe(1);
  expect(stalled.writableLength).toBeLessThan(200_000);
  text.destroy();
});

it('reads a page only when the one before was taken, and hands it on in pieces', async () => {
  const read = { page: 0 };
  const reader = frames(bigPages(read), 0);
  await reader.next();
  let longest = 0;
  for (let i = 0; i < 20; i++) longest = Math.max(longest, ((await reader.next()).value as string).length);
  // A page is a million characters; twenty pieces of some 70,000 are not two of them.
  expect(read.page).toBe(2);
  expect(longest).toBeLessThan(90_000);
});

it('ends with its pages, and fails with them', async () => {
  async function* broken(): AsyncGenerator<Followed, void, undefined> {
    yield { facts: [], position: 1 };
    throw new Error('the store is gone');
  }
  const reader = frames(broken(), 0);
  await reader.next();
  expect((await reader.next()).value).toBe(': 1\nid: 1\n\n');
  await expect(reader.next()).rejects.toThrow('the store is gone');
});
