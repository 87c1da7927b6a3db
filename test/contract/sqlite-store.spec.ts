import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from '#sqlite';
import { SqliteStore } from '../../src/store/sqlite/sqlite.store.js';
import { storeContract } from './store.contract.js';
import { contend, draw, expectOrdered, idsOf, newStream, readOn, write } from './store/kit.js';

let folder: string;
let file: string;
let store: SqliteStore;

const open = async () => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-'));
  file = join(folder, 'ledger.db');
  store = SqliteStore.open({ file });
  const reopen = async () => {
    await store.close();
    store = SqliteStore.open({ file });
    return store;
  };
  const cleanup = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, reopen, cleanup };
};

storeContract('SqliteStore', open);

describe('SqliteStore, beyond the contract', () => {
  let cleanup: () => Promise<void>;
  beforeEach(async () => ({ cleanup } = await open()));
  afterEach(() => cleanup());

  /** Somebody else's connection to the file, past the store. */
  const past = <T>(work: (db: Database.Database) => T, options: Database.Options = {}): T => {
    const db = new Database(file, options);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };

  it('tells of each append once, also of one that is refused untried', async () => {
    await store.close();
    const told: string[] = [];
    store = SqliteStore.open({
      file,
      told: (events, result, ms) => {
        expect(ms).toBeGreaterThanOrEqual(0);
        told.push(`${events.length} ${'reason' in result ? result.reason : result.kind}`);
      },
    });
    const stream = newStream();
    await write(store, stream, draw(2), 'no-stream');
    await store.append(stream, draw(1), 'no-stream');
    await store.append('no stream', draw(3), 'no-stream');
    await store.close();
    await store.append(stream, draw(1), 1);
    expect(told).toEqual(['2 appended', '1 conflict', '3 bad-event', '1 closed']);
  });

  it('refuses UPDATE and DELETE, whoever asks', async () => {
    await write(store, newStream(), draw(2), 'no-stream');
    for (const table of ['events', 'streams', 'types']) {
      const column = table === 'events' ? 'data' : 'name';
      past((db) => {
        expect(() => db.exec(`UPDATE ${table} SET ${column} = 'x'`)).toThrow(`${table} is append-only: UPDATE refused`);
        expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(`${table} is append-only: DELETE refused`);
      });
    }
    expect(await store.readAll(0, 10)).toHaveLength(2);
  });

  it('flushes every commit: WAL with synchronous=FULL, in files of their owner alone', () => {
    expect(store.inspect('journal_mode')).toBe('wal');
    expect(store.inspect('synchronous')).toBe(2);
    for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(each).mode & 0o777).toBe(0o600);
  });

  it('gives dense positions from 1, over conflicts, bad appends and reopening', async () => {
    const stream = newStream();
    const taken = draw(1);
    await write(store, stream, taken, 'no-stream');
    await Promise.all([store.append(newStream(), [...draw(3), ...taken], 'no-stream'), contend(store, stream, 3)]);
    await store.append(stream, draw(1), 'no-stream');
    await store.close();
    store = SqliteStore.open({ file });
    await write(store, newStream(), draw(2), 'no-stream');
    expect((await store.readAll(0, 100)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  describe('when the disk is full', () => {
    const fill = async (stream: string): Promise<number> => {
      store.limitPages(Number(store.inspect('page_count')) + 20);
      for (let revision = 0; ; revision++) {
        const result = await store.append(stream, draw(1, { data: 'x'.repeat(3000) }), revision);
        if (result.kind === 'appended') continue;
        expect(result).toMatchObject({ kind: 'not-written', reason: 'no-room' });
        return revision;
      }
    };

    it('says so, keeps what it acknowledged, reads on, and writes again when there is room', async () => {
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      const last = await fill(stream);
      expect(last).toBeGreaterThan(5);
      const kept = await store.readStream(stream, 0, 1000);
      expect(kept).toHaveLength(last + 1);
      expect(await store.append(stream, draw(1, { data: 'x'.repeat(9000) }), last)).toMatchObject({
        reason: 'no-room',
      });
      expect(await store.readAll(0, 1000)).toEqual(kept);
      store.limitPages(1_000_000);
      expect(await write(store, stream, draw(1), last)).toMatchObject({ revision: last + 1, repeated: false });
      expect(store.inspect('integrity_check')).toBe('ok');
      expectOrdered(await store.readAll(0, 1000));
    });

    it('still writes what fits beside what does not', async () => {
      const streams = Array.from({ length: 6 }, newStream);
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      for (const each of streams) await write(store, each, draw(1), 'no-stream');
      store.limitPages(Number(store.inspect('page_count')) + 2);
      const results = await Promise.all([
        ...streams.slice(0, 3).map((each) => store.append(each, draw(1), 0)),
        store.append(stream, draw(10, { data: 'x'.repeat(10_000) }), 0),
        ...streams.slice(3).map((each) => store.append(each, draw(1), 0)),
      ]);
      const kinds = results.map((result) => (result.kind === 'not-written' ? result.reason : result.kind));
      const fits = Array.from({ length: 3 }, () => 'appended');
      expect(kinds).toEqual([...fits, 'no-room', ...fits]);
      expect(await store.readAll(0, 100)).toHaveLength(7 + 6);
    });
  });

  describe('when somebody writes past the lock', () => {
    const intrude = (stream: string) =>
      past((db) =>
        db
          .prepare(
            `INSERT INTO events SELECT max(position) + 1, s.key, (SELECT max(revision) + 1 FROM events WHERE stream = s.key),
               0, randomblob(16), 1, '{}', '{}' FROM events, streams s WHERE s.name = ?`,
          )
          .run(stream),
      );

    it('sees it: a stale append conflicts, a correct one is written behind', async () => {
      const stream = newStream();
      await write(store, stream, draw(1), 'no-stream');
      intrude(stream);
      const stale = await store.append(stream, draw(1), 0);
      expect(stale).toEqual({ kind: 'conflict', stream, expected: 0, actual: 1 });
      intrude(stream);
      const [after, beside] = await Promise.all([
        store.append(stream, draw(1), 2),
        store.append(newStream(), draw(1), 'no-stream'),
      ]);
      expect([after, beside]).toMatchObject([
        { kind: 'appended', position: 4 },
        { kind: 'appended', position: 5 },
      ]);
      expectOrdered(await store.readAll(0, 10));
    });

    it('does not wait for a transaction of theirs: the outcome is unknown, then settled', async () => {
      const stream = newStream();
      const events = draw(2);
      const intruder = new Database(file);
      intruder.exec('BEGIN IMMEDIATE');
      const result = await store.append(stream, events, 'no-stream');
      expect(result).toMatchObject({ kind: 'unknown' });
      expect(await store.readStream(stream, 0, 10)).toEqual([]);
      intruder.exec('ROLLBACK');
      intruder.close();
      expect(await write(store, stream, events, 'no-stream')).toMatchObject({ revision: 1, repeated: false });
    });
  });

  describe('one writer', () => {
    it('in this process: a second store is refused, a reader is not', async () => {
      const stream = newStream();
      await write(store, stream, draw(2), 'no-stream');
      expect(() => SqliteStore.open({ file })).toThrow(expect.objectContaining({ problem: 'in-use' }) as Error);
      const reader = SqliteStore.open({ file, readonly: true });
      expect(await reader.readStream(stream, 0, 10)).toEqual(await store.readStream(stream, 0, 10));
      await expect(reader.append(stream, draw(1), 1)).rejects.toThrow('for reading only');
      await write(store, stream, draw(1), 1);
      expect(await reader.head()).toBe(3);
      await reader.close();
    });

    it('among processes: a second one is refused at once, and takes over when the first is killed', async () => {
      const other = join(folder, 'other', 'ledger.db');
      const writer = fileURLToPath(new URL('../faults/writer.js', import.meta.url));
      const child = spawn(process.execPath, [writer, '--file', other, '--from', 'src'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      expect(() => SqliteStore.open({ file: other })).toThrow('is being written by another process');
      const reader = SqliteStore.open({ file: other, readonly: true });
      expect(await reader.head()).toBeGreaterThan(0);
      await reader.close();
      child.kill('SIGKILL');
      await exited;
      const heir = SqliteStore.open({ file: other });
      expectOrdered(await readOn(heir, 0, 4096));
      expect(await write(heir, newStream(), draw(1), 'no-stream')).toMatchObject({ revision: 0 });
      await heir.close();
    });
  });

  describe('opening', () => {
    const problemOf = (path: string, readonly = false): unknown => {
      try {
        SqliteStore.open({ file: path, readonly });
        return undefined;
      } catch (error) {
        return (error as { problem?: unknown }).problem;
      }
    };

    it('leaves a foreign file as it is', () => {
      const database = join(folder, 'other.db');
      const db = new Database(database);
      db.exec('CREATE TABLE notes (text TEXT)');
      expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
      expect(problemOf(database)).toBe('foreign');
      expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
      db.close();
      const text = join(folder, 'notes.txt');
      writeFileSync(
        text,
        'These are only some notes, but long enough to be read as the header of a database file. '.repeat(9),
      );
      expect(problemOf(text)).toBe('foreign');
      expect(problemOf(text, true)).toBe('foreign');
    });

    it('does not touch what a newer version wrote', async () => {
      await store.close();
      past((db) => db.pragma('user_version = 2'));
      expect(problemOf(file)).toBe('newer');
      expect(problemOf(file, true)).toBe('newer');
      past((db) => db.pragma('user_version = 1'));
      expect(problemOf(file)).toBeUndefined();
    });

    it('for reading needs a ledger', () => {
      expect(problemOf(join(folder, 'none.db'), true)).toBe('missing');
      writeFileSync(join(folder, 'empty.db'), '');
      expect(problemOf(join(folder, 'empty.db'), true)).toBe('missing');
    });
  });

  it('keeps everything when it has to open the file anew in mid-flight', async () => {
    const stream = newStream();
    const first = draw(2);
    await write(store, stream, first, 'no-stream');
    const session = (store as unknown as { session: { recover(): void } }).session;
    session.recover();
    const second = draw(1);
    await write(store, stream, second, 1);
    session.recover();
    expect(idsOf(await store.readStream(stream, 0, 10))).toEqual(idsOf([...first, ...second]));
    expect(store.inspect('synchronous')).toBe(2);
    expect(await store.append(stream, second, 1)).toMatchObject({ kind: 'appended', repeated: true });
  });
});
