/** A store that hands everything on to another: who watches or changes one call writes that one alone. */
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from './port.js';
import { readStreams } from './streams.js';

export class PassingStore implements EventStore {
  constructor(protected readonly inner: EventStore) {}

  get dense(): boolean {
    return this.inner.dense;
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    return this.inner.append(stream, events, expected);
  }

  readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.inner.readStream(stream, fromRevision, maxCount);
  }

  readStreams(streams: readonly string[], maxCount: number): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
    return readStreams(this.inner, streams, maxCount);
  }

  readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.inner.readAll(afterPosition, maxCount);
  }

  readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    return this.inner.readBack(before, maxCount);
  }

  eventAt(position: number): Promise<StoredEvent | undefined> {
    return this.inner.eventAt(position);
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
