/** A store that remembers what it was asked to append, around a store that works. */
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../../src/store/port.js';

export interface Asked {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

export class RecordingStore implements EventStore {
  readonly appends: Asked[] = [];
  /** Called before each append: what another writer does at that very moment. */
  meanwhile: (() => Promise<unknown>) | undefined;

  constructor(private readonly inner: EventStore) {}

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    this.appends.push({ stream, events: events.map((event) => ({ ...event })), expected });
    await this.meanwhile?.();
    return this.inner.append(stream, events, expected);
  }

  readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.inner.readStream(stream, fromRevision, maxCount);
  }

  readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.inner.readAll(afterPosition, maxCount);
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    return this.inner.subscribe(afterPosition, signal);
  }

  head(): Promise<number> {
    return this.inner.head();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
