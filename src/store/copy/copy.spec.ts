/** Copying a store into another: what is compared, what is refused, how appends stay together, where it goes on. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from '#sqlite';
import { MemoryStore } from '../memory/memory.store.js';
import { APPEND_EVENTS_MAX, type AppendResult, type EventStore, type NewEvent, type StoredEvent } from '../port.js';
import { SqliteStore } from '../sqlite/sqlite.store.js';
import { copyStore, type Copied } from './copy.js';
import type { CopySource } from './ends.js';
import { CopyWriter } from './writer.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-copy-'));
const stores: EventStore[] = [];
let files = 0;

afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
afterAll(() => rmSync(folder, { recursive: true }));

function sqlite(): SqliteStore & { readonly file: string } {
  files += 1;
  const file = join(folder, `${files}.db`);
  const store = Object.assign(SqliteStore.open({ file }), { file });
  stores.push(store);
  return store;
}

const event = (text = 'é👍', id: string = randomUUID()): NewEvent => {
  return { id, type: 'Happened', data: `{"text":"${text}"}`, meta: '{"prev":"x"}' };
};

async function put(store: EventStore, stream: string, after: number, ...events: NewEvent[]): Promise<void> {
  const result = await store.append(stream, events, after < 0 ? 'no-stream' : after);
  if (result.kind !== 'appended') throw new Error(JSON.stringify(result));
}

/** Three streams whose appends lie between one another, some of several events. */
async function fill(store: EventStore): Promise<void> {
  await put(store, 'case-a', -1, event('1'), event('2'));
  await put(store, 'party-b', -1, event('3'));
  await put(store, 'case-a', 1, event('4'));
  await put(store, 'case-a', 2, event('5'), event('6'), event('7'));
  await put(store, 'seal-c', -1, event('8'));
}

const plain = (events: readonly StoredEvent[]): object[] => events.map(({ position: _, ...rest }) => rest);
const all = async (store: EventStore): Promise<object[]> => plain(await store.readAll(0, 4096));
const mores = (file: string): unknown[] => {
  const db = new Database(file, { readonly: true });
  const found = db.prepare('SELECT more FROM events ORDER BY position').pluck().all();
  db.close();
  return found;
};

describe('a copy', () => {
  it('has the same events in the same order, in the same appends, and a second run writes nothing', async () => {
    const [source, target] = [sqlite(), sqlite()];
    await fill(source);
    const seen: StoredEvent[] = [];
    const first = await copyStore({ source, target, seen: (events) => seen.push(...events) });
    expect(first).toEqual({ kind: 'copied', events: 8, copied: 8, appends: 5, sameAppends: true, since: 0 });
    expect(await all(target)).toEqual(await all(source));
    expect(mores(target.file)).toEqual(mores(source.file));
    expect(plain(seen)).toEqual(await all(source));
    expect(await copyStore({ source, target })).toMatchObject({ events: 8, copied: 0, appends: 0 });
  });

  it('joins neighbours of one stream where the source cannot tell appends apart, and cuts none', async () => {
    const [source, target] = [new MemoryStore(), sqlite()];
    await fill(source);
    expect(await copyStore({ source, target })).toMatchObject({ copied: 8, appends: 4, sameAppends: false });
    expect(await all(target)).toEqual(await all(source));
    expect(mores(target.file)).toEqual([1, 0, 0, 1, 1, 1, 0, 0]);
  });

  it('stays within what one append takes, over pages of the source, into a store that takes one append at a time', async () => {
    const [source, target] = [new MemoryStore(), new MemoryStore()];
    const many = APPEND_EVENTS_MAX * 4 + 10;
    for (let i = 0; i < many; i++) await put(source, 'case-a', i - 1, event(String(i)));
    expect(await copyStore({ source, target })).toMatchObject({ copied: many, appends: 5 });
    expect(await all(target)).toEqual(await all(source));
  });

  it('goes up to the head that the source had, says what came since, and takes that the next time', async () => {
    const [source, target] = [sqlite(), sqlite()];
    await fill(source);
    let late = true;
    const busy: CopySource = {
      head: () => source.head(),
      goesOn: (after, max) => source.goesOn(after, max),
      readAll: async (after, max) => {
        if (late) await put(source, 'case-late', -1, event('9'), event('10'));
        late = false;
        return source.readAll(after, max);
      },
    };
    expect(await copyStore({ source: busy, target })).toMatchObject({ copied: 8, since: 2 });
    expect(await copyStore({ source, target })).toMatchObject({ events: 10, copied: 2, appends: 1, since: 0 });
    expect(mores(target.file)).toEqual(mores(source.file));
  });
});

describe('a target that is not the beginning of the source', () => {
  const cases: [string, (source: StoredEvent[]) => Promise<EventStore>, number, RegExp][] = [
    [
      'another event',
      async () => one('case-z', event('other')),
      0,
      /the source has .*case-a@0.*, the target .*case-z@0/,
    ],
    [
      'other bytes',
      async ([e]) => one('case-a', event('x', e?.id)),
      0,
      /case-a@0 \(.*\) has another data in the target/,
    ],
    ['another stream', async ([e]) => one('case-z', e as NewEvent), 0, /has another stream in the target/],
    [
      'more than the source',
      async (events) => {
        const target = new MemoryStore();
        for (const { stream, revision, ...rest } of events) await put(target, stream, revision - 1, rest);
        await put(target, 'case-more', -1, event());
        return target;
      },
      8,
      /the target goes on with Happened case-more@0/,
    ],
  ];
  const one = async (stream: string, { id, type, data, meta }: NewEvent): Promise<EventStore> => {
    const target = new MemoryStore();
    await put(target, stream, -1, { id, type, data, meta });
    return target;
  };

  it.each(cases)('is refused: %s', async (_name, make, same, detail) => {
    const source = new MemoryStore();
    await fill(source);
    const target = await make([...(await source.readAll(0, 4096))]);
    const before = await all(target);
    const outcome = await copyStore({ source, target });
    expect(outcome).toEqual({ kind: 'differs', same, detail: expect.stringMatching(detail) });
    expect(await all(target)).toEqual(before);
  });
});

describe('a target that fails', () => {
  it('is sent the same append again while it does not say whether it wrote it', async () => {
    const target = new MemoryStore();
    const answers: AppendResult['kind'][] = [];
    const forgetful = {
      readAll: (after: number, max: number) => target.readAll(after, max),
      append: async (...append: Parameters<EventStore['append']>): Promise<AppendResult> => {
        const result = await target.append(...append);
        answers.push(result.kind);
        return answers.length % 2 === 1 ? { kind: 'unknown', detail: 'no answer' } : result;
      },
    };
    const source = new MemoryStore();
    await fill(source);
    const copied = (await copyStore({ source, target: forgetful })) as Copied;
    expect(copied).toMatchObject({ kind: 'copied', copied: 8 });
    expect(await all(target)).toEqual(await all(source));
  });

  it.each<[AppendResult, RegExp, string | undefined]>([
    [{ kind: 'unknown', detail: 'no answer' }, /did not say whether it wrote case-a@0: no answer/, undefined],
    [{ kind: 'not-written', reason: 'no-room', detail: 'full' }, /did not write case-a@0: full/, 'ENOSPC'],
    [
      { kind: 'conflict', stream: 'case-a', expected: 'no-stream', actual: 4 },
      /Somebody else writes the target/,
      undefined,
    ],
  ])('stops the copy with one sentence: %j', async (result, message, code) => {
    let time = 0;
    const pause = async (ms: number): Promise<unknown> => (time += ms);
    const writer = new CopyWriter({ readAll: async () => [], append: async () => result }, pause, () => time);
    const stopped = writer.add({ stream: 'case-a', events: [event()], expected: 'no-stream' });
    await expect(stopped).rejects.toMatchObject({ name: 'CopyStopped', message: expect.stringMatching(message), code });
  });

  it('writes all of a transaction or nothing: a full file keeps the order', async () => {
    const [source, target] = [sqlite(), sqlite()];
    await put(source, 'case-a', -1, event('small'));
    await put(source, 'case-b', -1, event('x'.repeat(100_000)));
    await put(source, 'case-c', -1, event('small'));
    target.limitPages(20);
    await expect(copyStore({ source, target })).rejects.toMatchObject({ name: 'CopyStopped', code: 'ENOSPC' });
    expect(await all(target)).toEqual([]);
    target.limitPages(100_000);
    expect(await copyStore({ source, target })).toMatchObject({ copied: 3 });
    expect(await all(target)).toEqual(await all(source));
  });
});
