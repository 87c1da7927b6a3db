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
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' };

const NO_STREAM = -1;
/** Revision of a tombstone, and what `$tb` of a stream is that was deleted softly. */
export const FOR_EVER = Number.MAX_SAFE_INTEGER;
const TOMBSTONE = '$streamDeleted';
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
    if (this.cutOf(stream) === FOR_EVER) this.describe(stream, { $tb: found.length });
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

  /** First revision that the metadata of a stream leave. */
  cutOf(name: string): number {
    const last = this.stream(`$$${name}`).at(-1);
    if (!last) return 0;
    const meta = JSON.parse(last.data.toString('utf8')) as { $tb?: number; $maxCount?: number };
    const kept = meta.$maxCount === undefined ? 0 : this.stream(name).length - meta.$maxCount;
    return Math.max(0, kept, meta.$tb ?? 0);
  }

  isTombstoned(name: string): boolean {
    return this.stream(name).at(-1)?.type === TOMBSTONE;
  }

  /** Deletes a stream: softly, so that it may begin again behind what it held, or for ever. */
  delete(stream: string, how: 'soft' | 'tombstone'): void {
    const id = `00000000-0000-4000-8000-${String(this.records.length).padStart(12, '0')}`;
    const own = { id, isJson: true, meta: Buffer.alloc(0) };
    if (how === 'tombstone') this.append(stream, [{ ...own, type: TOMBSTONE, data: Buffer.alloc(0) }], 'any');
    else this.describe(stream, { $tb: FOR_EVER });
  }

  private describe(stream: string, metadata: object): void {
    const id = `00000000-0000-4000-9000-${String(this.records.length).padStart(12, '0')}`;
    const data = Buffer.from(JSON.stringify(metadata));
    this.append(`$$${stream}`, [{ id, type: '$metadata', isJson: true, data, meta: Buffer.alloc(0) }], 'any');
  }

  /** @returns how to stop listening */
  listen(wake: () => void): () => void {
    this.listeners.add(wake);
    return () => this.listeners.delete(wake);
  }

  /** The answer where nothing is to be written. */
  private check(stream: string, events: readonly Proposed[], expected: ExpectedRevision): LogAnswer | undefined {
    const found = this.stream(stream);
    if (this.isTombstoned(stream)) return { kind: 'deleted' };
    const current = found.length - 1;
    // Deleted softly, it is there no more: who wants it new gets it, behind what it held.
    if (expected === 'no_stream' && this.cutOf(stream) === FOR_EVER) return undefined;
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
