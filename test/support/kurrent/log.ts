/**
 * What a KurrentDB server keeps, in memory: one log of records, its streams, and the rules by which it takes an append
 * (`CheckCommit` of the server's index writer). Positions are places in bytes, so they have gaps.
 */

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly meta: Buffer;
}

export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Where the record begins: commit and prepare position of an event that was written in one go. */
  readonly position: number;
  readonly created: number;
}

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

export type LogAnswer =
  | { readonly kind: 'written'; readonly last: LogRecord; readonly isRepeat: boolean }
  | { readonly kind: 'wrong-version'; readonly current: number };

const NO_STREAM = -1;
/** Bytes of a record beside its texts. */
const OVERHEAD = 61;

export class ServerLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly at = new Map<number, number>();
  private readonly listeners = new Set<() => void>();
  /** Ids of what was written lately: all that `any` looks at, and gone after a restart. */
  private recent = new Map<string, LogRecord>();
  private end = 0;

  constructor(private readonly now: () => number = Date.now) {
    this.begin();
  }

  /** A server that starts writes something of its own. */
  begin(): void {
    this.forget();
    const data = Buffer.from(`{"EpochNumber":${this.stream('$epoch-information').length}}`);
    const id = `00000000-0000-4000-8000-${String(this.records.length).padStart(12, '0')}`;
    const epoch = { id, type: '$epoch-information', isJson: true, data, meta: Buffer.alloc(0) };
    this.append('$epoch-information', [epoch], 'any');
  }

  forget(): void {
    this.recent = new Map();
  }

  /** Where the next record will begin. */
  get tail(): number {
    return this.end;
  }

  stream(name: string): readonly LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  /** Index of the first record at or behind a position; undefined where no record begins there and it is not the end. */
  indexFrom(position: number): number | undefined {
    if (position >= this.end) return this.records.length;
    return position === 0 ? 0 : this.at.get(position);
  }

  append(stream: string, events: readonly Proposed[], expected: ExpectedRevision): LogAnswer {
    const checked = this.check(stream, events, expected);
    if (checked) return checked;
    const found = this.streams.get(stream) ?? [];
    this.streams.set(stream, found);
    for (const event of events) {
      const record = { ...event, stream, revision: found.length, position: this.end, created: this.now() };
      this.at.set(record.position, this.records.length);
      this.end += OVERHEAD + stream.length + event.type.length + event.data.length + event.meta.length;
      found.push(record);
      this.records.push(record);
      this.recent.set(event.id, record);
    }
    for (const wake of [...this.listeners]) wake();
    return { kind: 'written', last: found[found.length - 1] as LogRecord, isRepeat: false };
  }

  /** @returns how to stop listening */
  listen(wake: () => void): () => void {
    this.listeners.add(wake);
    return () => this.listeners.delete(wake);
  }

  /** The answer where nothing is to be written. */
  private check(stream: string, events: readonly Proposed[], expected: ExpectedRevision): LogAnswer | undefined {
    const found = this.stream(stream);
    const current = found.length - 1;
    const wrong: LogAnswer = { kind: 'wrong-version', current };
    if (expected === 'stream_exists' && current === NO_STREAM) return wrong;
    if (expected === 'any' || expected === 'stream_exists') return this.repeatOfRecent(stream, events, wrong);
    const after = expected === 'no_stream' ? NO_STREAM : expected;
    if (after > current) return wrong;
    if (after === current) return undefined;
    if (events.some(({ id }, i) => found[after + 1 + i]?.id !== id)) return wrong;
    return { kind: 'written', last: found[after + events.length] as LogRecord, isRepeat: true };
  }

  private repeatOfRecent(stream: string, events: readonly Proposed[], wrong: LogAnswer): LogAnswer | undefined {
    const known = events.map(({ id }) => this.recent.get(id)).filter((record) => record?.stream === stream);
    if (events.length === 0 || known[0]?.id !== events[0]?.id) return undefined;
    const last = known[known.length - 1];
    return known.length === events.length && last ? { kind: 'written', last, isRepeat: true } : wrong;
  }
}
