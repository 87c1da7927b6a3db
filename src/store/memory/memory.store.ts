/** A store in memory, for tests: the semantics of the port, none of its durability. It answers as late as a real one. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Appended, AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../port.js';
import { checkAppend, checkPage, refuse } from '../sqlite/check.js';
import { follow, Wakeups } from '../sqlite/subscribe.js';

interface Stream {
  readonly events: StoredEvent[];
  /** First revision of each append -> its result. */
  readonly appends: Map<number, Appended>;
}

export class MemoryStore implements EventStore {
  readonly dense = true;
  private readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly ids = new Set<string>();
  private readonly wakeups = new Wakeups();
  private closing: Promise<void> | undefined;

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    if (this.closing) return refuse('closed', 'the store is closed');
    const refused = checkAppend(stream, events, expected);
    if (refused) return refused;
    await turn();
    const result = this.write(stream, events, expected);
    if (result.kind === 'appended' && !result.repeated) this.wakeups.wake();
    return result;
  }

  async readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    checkPage(fromRevision, maxCount);
    this.mustBeOpen();
    return this.streams.get(stream)?.events.slice(fromRevision, fromRevision + maxCount) ?? [];
  }

  async readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    checkPage(afterPosition, maxCount);
    this.mustBeOpen();
    const page = this.events.slice(afterPosition, afterPosition + maxCount);
    await turn();
    return page;
  }

  async readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    const end = before === 'end' ? this.events.length : before - 1;
    checkPage(Math.max(0, end), maxCount);
    this.mustBeOpen();
    return this.events.slice(Math.max(0, end - maxCount), end).reverse();
  }

  async eventAt(position: number): Promise<StoredEvent | undefined> {
    this.mustBeOpen();
    return this.events[position - 1];
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    const { wakeups } = this;
    const isClosed = (): boolean => this.closing !== undefined;
    return follow({ wakeups, isClosed, readAll: (after, max) => this.readAll(after, max) }, afterPosition, signal);
  }

  async head(): Promise<number> {
    this.mustBeOpen();
    return this.events.length;
  }

  close(): Promise<void> {
    // Turns come in order, so this one comes after those of every append accepted before.
    this.closing ??= turn().then(() => this.wakeups.wake());
    return this.closing;
  }

  /** Subscribers that wait at the head: for tests that nothing is left behind. */
  get waiting(): number {
    return this.wakeups.size;
  }

  private mustBeOpen(): void {
    if (this.closing) throw new Error('the store is closed');
  }

  private write(name: string, events: readonly NewEvent[], expected: Expected): AppendResult {
    const stream = this.streams.get(name) ?? { events: [], appends: new Map<number, Appended>() };
    const actual = stream.events.length - 1;
    const after = expected === 'no-stream' ? -1 : expected;
    if (after !== actual) {
      const earlier = repeated(stream, events, after);
      return earlier ?? { kind: 'conflict', stream: name, expected, actual: actual < 0 ? 'no-stream' : actual };
    }
    const fresh = new Set(events.map(({ id }) => id).filter((id) => !this.ids.has(id)));
    if (fresh.size < events.length) return refuse('bad-event', 'an event of this append exists already');
    return this.insert(name, stream, events);
  }

  private insert(name: string, stream: Stream, events: readonly NewEvent[]): Appended {
    const first = stream.events.length;
    for (const { id, type, data, meta } of events) {
      const revision = stream.events.length;
      const stored = { stream: name, revision, position: this.events.length + 1, id, type, data, meta };
      this.ids.add(id);
      stream.events.push(stored);
      this.events.push(stored);
    }
    this.streams.set(name, stream);
    const revision = stream.events.length - 1;
    const result: Appended = { kind: 'appended', revision, position: this.events.length, repeated: false };
    stream.appends.set(first, result);
    return result;
  }
}

/** The first result of an append resent: begun and ended where one append began and ended, with the same ids. */
function repeated(stream: Stream, events: readonly NewEvent[], after: number): Appended | undefined {
  const first = stream.appends.get(after + 1);
  if (!first || first.revision !== after + events.length) return undefined;
  const same = events.every(({ id }, i) => id === stream.events[after + 1 + i]?.id);
  return same ? { ...first, repeated: true } : undefined;
}
