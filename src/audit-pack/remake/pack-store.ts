/** The facts of a pack as a store: what the chapters read of a ledger is read of them. Positions are places in the log. */
import type { AppendResult, EventStore, StoredEvent } from '../../store/port.js';

const NO_WRITING = 'A pack is read, never written.';

export class PackStore implements EventStore {
  readonly dense = false;
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly left = new Map<string, number>();
  private last = 0;
  /** Streams that were read lately of which a body is left out, with the position of the first such event. */
  private readonly missed = new Map<string, number>();

  /** Events in order; one whose body is left out is no fact here. */
  add(event: StoredEvent): void {
    const stream = this.streams.get(event.stream);
    if (stream) stream.push(event);
    else this.streams.set(event.stream, [event]);
    this.last = Math.max(this.last, event.position);
  }

  /** Notes that a stream has an event whose body is left out. */
  leaveOut(stream: string, position: number): void {
    if (!this.left.has(stream)) this.left.set(stream, position);
  }

  names(): readonly string[] {
    return [...this.streams.keys()];
  }

  /** Forgets what was read so far. */
  readAnew(): void {
    this.missed.clear();
  }

  /** Whether a stream that was read since has an event up to a position whose body is left out. */
  missedUpTo(position: number): boolean {
    return [...this.missed.values()].some((first) => first <= position);
  }

  /** @param from how many facts to leave out: readers go on by counting, and bodies may be missing. */
  async readStream(stream: string, from: number, maxCount: number): Promise<readonly StoredEvent[]> {
    const left = this.left.get(stream);
    if (left !== undefined) this.missed.set(stream, left);
    return this.streams.get(stream)?.slice(from, from + maxCount) ?? [];
  }

  async head(): Promise<number> {
    return this.last;
  }

  async append(): Promise<AppendResult> {
    return { kind: 'not-written', reason: 'closed', detail: NO_WRITING };
  }

  async readAll(): Promise<readonly StoredEvent[]> {
    throw new Error('The facts of a pack are read stream by stream.');
  }

  async readBack(): Promise<readonly StoredEvent[]> {
    throw new Error('The facts of a pack are read stream by stream.');
  }

  async eventAt(): Promise<StoredEvent | undefined> {
    throw new Error('The facts of a pack are read stream by stream.');
  }

  subscribe(): AsyncIterable<readonly StoredEvent[]> {
    throw new Error('Nothing comes to a pack any more.');
  }

  async close(): Promise<void> {
    this.streams.clear();
  }
}
