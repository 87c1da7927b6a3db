/** A store that fails on demand, around a store that works: what a writer must survive. */
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../port.js';

/**
 * What befalls an append:
 * - `unknown`: the outcome is unknown, the events having been written or not;
 * - `delay`: the append waits for `until`, before it is written or before its answer;
 * - `crash`: the events are written, and the process dies before it hears so. From then on every call throws
 *   SimulatedCrash; a new FaultyStore around the same store is the restart.
 */
export type Fault =
  | { readonly kind: 'unknown'; readonly written: boolean }
  | { readonly kind: 'delay'; readonly until: Promise<unknown>; readonly before: 'write' | 'answer' }
  | { readonly kind: 'crash' };

export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

export class FaultyStore implements EventStore {
  private readonly faults: Fault[] = [];
  private crashed = false;

  constructor(private readonly inner: EventStore) {}

  get dense(): boolean {
    return this.inner.dense;
  }

  /** The next appends meet these faults, one each, in order; those after them meet none. */
  failNext(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    this.mustLive();
    const write = (): Promise<AppendResult> => this.inner.append(stream, events, expected);
    const fault = this.faults.shift();
    switch (fault?.kind) {
      case undefined:
        return write();
      case 'unknown':
        if (fault.written) await write();
        return { kind: 'unknown', detail: 'injected' };
      case 'delay': {
        if (fault.before === 'write') await fault.until;
        const result = await write();
        if (fault.before === 'answer') await fault.until;
        return result;
      }
      case 'crash':
        await write();
        this.crashed = true;
        throw new SimulatedCrash('the process died between the append and its acknowledgement');
    }
  }

  async readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    this.mustLive();
    return this.inner.readStream(stream, fromRevision, maxCount);
  }

  async readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    this.mustLive();
    return this.inner.readAll(afterPosition, maxCount);
  }

  async readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    this.mustLive();
    return this.inner.readBack(before, maxCount);
  }

  async eventAt(position: number): Promise<StoredEvent | undefined> {
    this.mustLive();
    return this.inner.eventAt(position);
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    this.mustLive();
    return this.inner.subscribe(afterPosition, signal);
  }

  async head(): Promise<number> {
    this.mustLive();
    return this.inner.head();
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private mustLive(): void {
    if (this.crashed) throw new SimulatedCrash('this process has crashed; wrap the store anew to restart');
  }
}
