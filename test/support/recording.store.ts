/** A store that remembers what it was asked to append, around a store that works. */
import { PassingStore } from '../../src/store/passing.js';
import type { AppendResult, Expected, NewEvent } from '../../src/store/port.js';

export interface Asked {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

export class RecordingStore extends PassingStore {
  readonly appends: Asked[] = [];
  /** Called before each append: what another writer does at that very moment. */
  meanwhile: (() => Promise<unknown>) | undefined;

  override async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    this.appends.push({ stream, events: events.map((event) => ({ ...event })), expected });
    await this.meanwhile?.();
    return this.inner.append(stream, events, expected);
  }
}
