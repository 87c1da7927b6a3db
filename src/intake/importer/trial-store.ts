/**
 * A store over another: it reads through to it, and keeps what is appended in a temporary file. The real store is never
 * written to. For dry runs and for the validating pass of a strict import.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Statement } from '#sqlite';
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../../store/port.js';
import type { Scratch } from './scratch.js';

export const TRIAL_SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, meta TEXT NOT NULL,
    UNIQUE (stream, revision)
  );
`;

/** What is appended on trial stands behind everything real. */
const TRIAL_POSITIONS = 2 ** 52;

export class TrialStore implements EventStore {
  readonly dense: boolean;
  private readonly insert: Statement<[string, number, string, string, string, string, number]>;
  private readonly page: Statement<[string, number, number], StoredEvent>;
  private readonly last: Statement<[string], { revision: number | null }>;
  private position = TRIAL_POSITIONS;

  constructor(
    private readonly real: EventStore,
    scratch: Scratch,
  ) {
    // Its own positions count what it was given.
    this.dense = real.dense;
    this.insert = scratch.prepare(
      'INSERT INTO events (stream, revision, id, type, data, meta, position) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.page = scratch.prepare('SELECT * FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?');
    this.last = scratch.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    // Answers as late as a real store: others get their turn.
    await turn();
    const actual = await this.headOf(stream);
    const after = expected === 'no-stream' ? -1 : expected;
    if (after !== actual) return { kind: 'conflict', stream, expected, actual: actual < 0 ? 'no-stream' : actual };
    events.forEach(({ id, type, data, meta }, i) => {
      this.position += 1;
      this.insert.run(stream, actual + 1 + i, id, type, data, meta, this.position);
    });
    return { kind: 'appended', revision: actual + events.length, position: this.position, repeated: false };
  }

  async readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    const real = await this.real.readStream(stream, fromRevision, maxCount);
    if (real.length === maxCount) return real;
    const from = fromRevision + real.length;
    return [...real, ...this.page.all(stream, from, maxCount - real.length)];
  }

  /** Only what is real: an import looks there for what it knows from before. */
  readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.real.readAll(afterPosition, maxCount);
  }

  readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    return this.real.readBack(before, maxCount);
  }

  eventAt(position: number): Promise<StoredEvent | undefined> {
    return this.real.eventAt(position);
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    return this.real.subscribe(afterPosition, signal);
  }

  head(): Promise<number> {
    return this.real.head();
  }

  async close(): Promise<void> {}

  private async headOf(stream: string): Promise<number> {
    const { revision = null } = this.last.get(stream) ?? {};
    if (revision !== null) return revision;
    let head = -1;
    for (;;) {
      const page = await this.real.readStream(stream, head + 1, PAGE);
      head += page.length;
      if (page.length < PAGE) return head;
    }
  }
}

const PAGE = 512;
