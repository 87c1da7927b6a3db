/** The embedded store: one SQLite file, one writing process, every acknowledged event on disk (ADR 0001). */
import { setImmediate as turn } from 'node:timers/promises';
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../port.js';
import { checkAppend, checkPage, refuse } from './check.js';
import { LedgerFileError } from './errors.js';
import { GroupCommit } from './group-commit.js';
import { hold, type Held } from './hold.js';
import { openForReading, openForWriting } from './open.js';
import { Session } from './session.js';
import { follow, Wakeups } from './subscribe.js';

export interface SqliteStoreOptions {
  /** Path of `ledger.db`; created, with its folder, when it is opened for writing. */
  readonly file: string;
  /** Opens beside a writing process. Its subscriptions do not see what that process writes later. */
  readonly readonly?: boolean;
}

export class SqliteStore implements EventStore {
  private readonly group: GroupCommit;
  private readonly wakeups = new Wakeups();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly session: Session,
    /** Keeps a second writer out; undefined when this store only reads. */
    private readonly writer: Held | undefined,
  ) {
    this.group = new GroupCommit({
      write: (attempts) => session.write(attempts),
      rollback: () => session.rollback(),
      recover: () => session.recover(),
      written: () => this.wakeups.wake(),
    });
  }

  /** Throws LedgerFileError, at once when another store, in this or another process, writes the same file. */
  static open({ file, readonly = false }: SqliteStoreOptions): SqliteStore {
    if (readonly) return new SqliteStore(new Session(openForReading(file)), undefined);
    const writer = holdWriter(file);
    try {
      return new SqliteStore(new Session(openForWriting(file)), writer);
    } catch (error) {
      writer.release();
      throw error;
    }
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    if (this.closing) return Promise.resolve(refuse('closed', 'the store is closed'));
    if (!this.writer) return Promise.reject(new Error('this store was opened for reading only'));
    const bytes = checkAppend(stream, events, expected);
    if (typeof bytes !== 'number') return Promise.resolve(bytes);
    return this.group.add(stream, events, expected, bytes);
  }

  async readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    checkPage(fromRevision, maxCount);
    return this.open.reader.stream(stream, fromRevision, maxCount);
  }

  async readStreams(
    streams: readonly string[],
    maxCount: number,
  ): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
    checkPage(0, streams.length * maxCount);
    return this.open.reader.streams(streams, maxCount);
  }

  async readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    checkPage(afterPosition, maxCount);
    const page = this.open.reader.all(afterPosition, maxCount);
    // Whoever reads page after page lets appends and requests in between.
    await turn();
    return page;
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    const { wakeups } = this;
    const isClosed = (): boolean => this.closing !== undefined;
    return follow({ wakeups, isClosed, readAll: (after, max) => this.readAll(after, max) }, afterPosition, signal);
  }

  async head(): Promise<number> {
    return this.open.reader.head();
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  /** Test hook: the file may not grow beyond so many pages, as if the disk were full. */
  limitPages(pages: number): void {
    this.session.pragma(`max_page_count = ${pages}`);
  }

  /** What SQLite says of a setting or check, e.g. `synchronous`, `integrity_check`. */
  inspect(pragma: 'synchronous' | 'journal_mode' | 'integrity_check' | 'page_count'): unknown {
    return this.open.pragma(pragma);
  }

  private get open(): Session {
    if (this.closing) throw new Error('the store is closed');
    return this.session;
  }

  private async finish(): Promise<void> {
    await this.group.drain();
    this.session.close();
    this.writer?.release();
    this.wakeups.wake();
  }
}

function holdWriter(file: string): Held {
  const held = hold(`${file}-writer`);
  if (held) return held;
  throw new LedgerFileError('in-use', `${file} is being written by another process (or store). Only one may write it.`);
}
