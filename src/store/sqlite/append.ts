/** One transaction: the appends of a group, each checked against its stream before anything of it is inserted. */
import type { Appended, AppendResult, Expected, NewEvent } from '../port.js';
import type { Attempt } from './group-commit.js';
import { RecentMap } from '../recent-map.js';
import { RowBatch } from './row-batch.js';
import type { PlaceRow, Statements } from './statements.js';
import { uuidOf } from './uuid.js';

/** Streams whose head is kept in memory, per generation (about 100 bytes each). */
const HEADS_CACHED = 50_000;

interface Head {
  readonly key: number;
  revision: number;
}

export class Appender {
  private readonly heads = new RecentMap<string, Head>(HEADS_CACHED);
  private readonly types = new Map<string, number>();
  private readonly rows: RowBatch;
  private position = 0;
  private dataVersion: number | undefined;
  /** What memory says may differ from the file: at first, after a rollback, after a foreign commit. */
  private stale = true;

  constructor(private readonly sql: Statements) {
    this.rows = new RowBatch(sql);
  }

  /** Writes a group durably and answers for each. When it throws, the caller rolls back: memory may be ahead. */
  write(attempts: readonly Attempt[]): AppendResult[] {
    this.sql.begin.run();
    // Another process that writes past the lock would make memory wrong. Inside the transaction nobody else can write.
    const version = this.sql.dataVersion.get();
    if (this.stale || version !== this.dataVersion) this.reload(version);
    const results = attempts.map((attempt) => this.append(attempt));
    this.rows.flush();
    this.sql.commit.run();
    return results;
  }

  /** Forgets what memory knows of the file. Call after a transaction that did not commit. */
  distrust(): void {
    this.stale = true;
    this.rows.clear();
  }

  private reload(version: number | undefined): void {
    this.heads.clear();
    this.types.clear();
    for (const [key, name] of this.sql.types.all()) this.types.set(name, key);
    this.position = this.sql.lastPosition.get() ?? 0;
    this.dataVersion = version;
    this.stale = false;
  }

  private append({ stream, events, expected }: Attempt): AppendResult {
    const head = this.headOf(stream);
    const actual = head ? head.revision : -1;
    const after = expected === 'no-stream' ? -1 : expected;
    if (after === actual) return this.insert(head ?? this.begin(stream), events);
    const earlier = head && after < actual ? this.earlier(head.key, events, after) : undefined;
    return earlier ?? { kind: 'conflict', stream, expected, actual: toExpected(actual) };
  }

  private headOf(stream: string): Head | undefined {
    const known = this.heads.get(stream);
    if (known) return known;
    // Rows that wait belong to streams whose heads are in memory: they need not be in the table yet.
    const row = this.sql.headOf.get(stream);
    if (!row) return undefined;
    const head = { key: row[0], revision: row[1] };
    this.heads.set(stream, head);
    return head;
  }

  private begin(stream: string): Head {
    const head = { key: Number(this.sql.addStream.run(stream).lastInsertRowid), revision: -1 };
    this.heads.set(stream, head);
    return head;
  }

  private insert(head: Head, events: readonly NewEvent[]): Appended {
    let left = events.length;
    for (const event of events) {
      left--;
      const position = ++this.position;
      const revision = ++head.revision;
      const more = left > 0 ? 1 : 0;
      this.rows.add({ position, stream: head.key, revision, more, type: this.typeKey(event.type) }, event);
    }
    return { kind: 'appended', revision: head.revision, position: this.position, repeated: false };
  }

  private typeKey(name: string): number {
    const known = this.types.get(name);
    if (known !== undefined) return known;
    const key = Number(this.sql.addType.run(name).lastInsertRowid);
    this.types.set(name, key);
    return key;
  }

  /** The first result of an append resent: the same ids, begun and ended where one append began and ended. */
  private earlier(key: number, events: readonly NewEvent[], after: number): Appended | undefined {
    this.rows.flush();
    const rows = this.sql.places.all(key, Math.max(after, 0), events.length + 1);
    const before = after >= 0 ? rows.shift() : undefined;
    if (before && before[2] !== 0) return undefined;
    const last = rows[events.length - 1];
    if (!last) return undefined;
    const same = events.every(({ id }, i) => {
      const [, , more, hex] = rows[i] as PlaceRow;
      return id === uuidOf(hex) && (more === 0) === (i === events.length - 1);
    });
    if (!same) return undefined;
    return { kind: 'appended', revision: last[1], position: last[0], repeated: true };
  }
}

function toExpected(revision: number): Expected {
  return revision < 0 ? 'no-stream' : revision;
}
