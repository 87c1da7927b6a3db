/** The embedded store: one SQLite file, one writing process, every acknowledged event on disk (ADR 0001). */
import { setImmediate as turn } from 'node:timers/promises';
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../port.js';
import type { CopiedAppend } from '../copy/ends.js';
import type { Told } from '../timed.js';
import { checkAppend, checkPage, refuse } from './check.js';
import { LedgerFileError } from './errors.js';
import { GroupCommit, type Attempt, type Sink } from './group-commit.js';
import { hold, type Held } from './hold.js';
import { openForReading, openForWriting } from './open.js';
import { Session } from './session.js';
import { follow, Wakeups } from './subscribe.js';
import { writeAll } from './write-all.js';

export interface SqliteStoreOptions {
  /** Path of `ledger.db`; created, with its folder, when it is opened for writing. */
  readonly file: string;
  /** Opens beside a writing process. Its subscriptions do not see what that process writes later. */
  readonly readonly?: boolean;
  /** Does each transaction, for who wants to follow it. */
  readonly around?: <T>(group: { readonly attempts: readonly Attempt[] }, write: () => T) => T;
  /** Is told of each append; one that is refused untried took no time. */
  readonly told?: Told;
}

export class SqliteStore implements EventStore {
  readonly dense = true;
  private readonly group: GroupCommit;
  private readonly told: Told | undefined;
  private readonly wakeups = new Wakeups();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly session: Session,
    /** Keeps a second writer out; undefined when this store only reads. */
    private readonly writer: Held | undefined,
    { around, told }: Pick<SqliteStoreOptions, 'around' | 'told'> = {},
  ) {
    const write = (attempts: readonly Attempt[]): AppendResult[] => session.write(attempts);
    const sink: Sink = {
      write: around ? (attempts) => around({ attempts }, () => write(attempts)) : write,
      rollback: () => session.rollback(),
      recover: () => session.recover(),
      written: () => this.wakeups.wake(),
    };
    this.told = told;
    this.group = new GroupCommit(sink, undefined, told);
  }

  /** Throws LedgerFileError, at once when another store, in this or another process, writes the same file. */
  static open({ file, readonly = false, ...watchers }: SqliteStoreOptions): SqliteStore {
    if (readonly) return new SqliteStore(new Session(openForReading(file)), undefined);
    const writer = holdWriter(file);
    try {
      return new SqliteStore(new Session(openForWriting(file)), writer, watchers);
    } catch (error) {
      writer.release();
      throw error;
    }
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    if (!this.closing && !this.writer) return Promise.reject(new Error('this store was opened for reading only'));
    const refused = this.closing ? refuse('closed', 'the store is closed') : checkAppend(stream, events, expected);
    if (!refused) return this.group.add(stream, events, expected);
    this.told?.(events, refused, 0);
    return Promise.resolve(refused);
  }

  /** For a copy of a ledger (`store/copy`): several appends in one transaction, in this order, all of them or none. */
  async appendInOrder(appends: readonly CopiedAppend[]): Promise<readonly AppendResult[]> {
    if (!this.writer) throw new Error('this store was opened for reading only');
    for (const { stream, events, expected } of appends) {
      const refused = checkAppend(stream, events, expected);
      if (refused) return appends.map(() => refused);
    }
    const { session } = this;
    const results = writeAll(appends, { write: () => session.write(appends), rollback: () => session.rollback() });
    this.wakeups.wake();
    // Whoever writes page after page lets signals and timers in between.
    await turn();
    return results;
  }

  /** For a copy of a ledger: of the events that `readAll` gives, whether the next one came in the same append. */
  async goesOn(afterPosition: number, maxCount: number): Promise<readonly boolean[]> {
    checkPage(afterPosition, maxCount);
    return this.open.reader.goesOn(afterPosition, maxCount);
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

  /** Positions are dense, so what lies before one is a stretch of them. */
  async readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    const { reader } = this.open;
    const end = before === 'end' ? reader.head() : Math.max(0, before - 1);
    const from = Math.max(0, end - maxCount);
    checkPage(from, maxCount);
    return end === 0 ? [] : reader.all(from, end - from).reverse();
  }

  async eventAt(position: number): Promise<StoredEvent | undefined> {
    const [found] = position > 0 ? this.open.reader.all(position - 1, 1) : [];
    return found?.position === position ? found : undefined;
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
