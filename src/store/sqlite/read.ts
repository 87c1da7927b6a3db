/** Pages of events, as the port gives them. */
import type { StoredEvent } from '../port.js';
import { RecentMap } from '../recent-map.js';
import type { EventRow, Statements } from './statements.js';
import { uuidOf } from './uuid.js';

/** Rows of one query: few enough to die young in the garbage collector, which doubles the speed of a long page. */
const CHUNK_ROWS = 512;
/** Streams whose name is kept in memory, per generation. */
const NAMES_CACHED = 50_000;

export class Reader {
  private readonly names = new RecentMap<number, string>(NAMES_CACHED);
  private readonly types = new Map<number, string>();

  constructor(private readonly sql: Statements) {}

  stream(name: string, fromRevision: number, maxCount: number): StoredEvent[] {
    const key = this.sql.streamKey.get(name);
    if (key === undefined) return [];
    return inChunks(maxCount, (page, count) => {
      const rows = this.sql.pageOfStream.all(key, fromRevision + page.length, count);
      for (const row of rows) page.push(this.event(row, name));
    });
  }

  /** One query for all: looking up each name and each beginning by itself costs more than the rows of a short stream. */
  streams(names: readonly string[], maxCount: number): Map<string, StoredEvent[]> {
    const wanted = [...new Set(names)];
    const found = new Map<string, StoredEvent[]>();
    for (const row of this.sql.pagesOfStreams.all(JSON.stringify(wanted), maxCount)) {
      const name = wanted[row[1]] as string;
      let events = found.get(name);
      if (!events) found.set(name, (events = []));
      // The index over stream and revision gives them in order; a query that says so would sort them all once more.
      if (row[2] !== events.length) throw new Error(`SQLite gave the events of ${name} out of order`);
      events.push(this.event(row, name));
    }
    return found;
  }

  all(afterPosition: number, maxCount: number): StoredEvent[] {
    return inChunks(maxCount, (page, count) => {
      const rows = this.sql.pageOfAll.all(page[page.length - 1]?.position ?? afterPosition, count);
      for (const row of rows) page.push(this.event(row, this.nameOf(row[1])));
    });
  }

  /** Of the events that `all` gives: whether the next one came in the same append. */
  goesOn(afterPosition: number, maxCount: number): boolean[] {
    return this.sql.goesOnOfAll.all(afterPosition, maxCount).map((more) => more === 1);
  }

  head(): number {
    return this.sql.lastPosition.get() ?? 0;
  }

  private event(row: EventRow, stream: string): StoredEvent {
    return {
      stream,
      revision: row[2],
      position: row[0],
      id: uuidOf(row[3]),
      type: this.types.get(row[4]) ?? this.typeOf(row[4]),
      data: row[5],
      meta: row[6],
    };
  }

  private nameOf(key: number): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = this.sql.streamName.get(key);
    if (name === undefined) throw new Error(`the ledger file is damaged: an event names stream ${key}, which it lacks`);
    this.names.set(key, name);
    return name;
  }

  /** Another connection may have added types since, so a miss asks the file. */
  private typeOf(key: number): string {
    for (const [each, name] of this.sql.types.all()) this.types.set(each, name);
    const name = this.types.get(key);
    if (name === undefined) throw new Error(`the ledger file is damaged: an event names type ${key}, which it lacks`);
    return name;
  }
}

/** Reads until a page is full or a chunk falls short. What is committed in between only ever comes behind. */
function inChunks(maxCount: number, read: (page: StoredEvent[], count: number) => void): StoredEvent[] {
  const page: StoredEvent[] = [];
  while (page.length < maxCount) {
    const wanted = Math.min(CHUNK_ROWS, maxCount - page.length);
    const before = page.length;
    read(page, wanted);
    if (page.length - before < wanted) break;
  }
  return page;
}
