/**
 * The ledger file as it is at one moment, while its writer goes on: a read transaction that is held, from which pages are
 * copied in steps. Meanwhile the write-ahead log grows by what is written, because its beginning is still needed.
 */
import type Database from '#sqlite';
import { PAGE_EVENTS_MAX, type StoredEvent } from '../port.js';
import { checkPage } from './check.js';
import { openForReading } from './open.js';
import { Reader } from './read.js';
import { prepareAll } from './statements.js';

/** Pages copied between two turns of the event loop: 4 MiB. */
export const COPY_STEP_PAGES = 1024;

export class SqliteSnapshot {
  private readonly reader: Reader;

  private constructor(private readonly db: Database.Database) {
    this.reader = new Reader(prepareAll(db));
  }

  /** Throws LedgerFileError. */
  static take(file: string): SqliteSnapshot {
    const db = openForReading(file);
    try {
      holdMoment(db);
      return new SqliteSnapshot(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  async readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    checkPage(fromRevision, maxCount);
    return this.reader.stream(stream, fromRevision, maxCount);
  }

  head(): number {
    return this.reader.head();
  }

  /** The last event that stands in no stream of a category; undefined where there is none. */
  lastWithout(category: string): StoredEvent | undefined {
    for (let until = this.head(); until > 0;) {
      const from = Math.max(0, until - PAGE_EVENTS_MAX);
      const page = this.reader.all(from, until - from);
      const last = page.filter(({ stream }) => !stream.startsWith(`${category}-`)).at(-1);
      if (last) return last;
      until = from;
    }
    return undefined;
  }

  /** Whether an event of a type stands behind a position. */
  hasAfter(position: number, type: string): boolean {
    for (let after = position; ;) {
      const page = this.reader.all(after, PAGE_EVENTS_MAX);
      if (page.some((event) => event.type === type)) return true;
      if (page.length < PAGE_EVENTS_MAX) return false;
      after = page[page.length - 1]?.position ?? after;
    }
  }

  copyTo(file: string, progress: (done: number, total: number) => void): Promise<void> {
    return copyPages(this.db, file, progress);
  }

  close(): void {
    this.db.close();
  }
}

/** From now on this connection sees one moment. */
export function holdMoment(db: Database.Database): void {
  // DEFERRED: the moment is the first look, not the BEGIN.
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** SQLite's online backup, in steps. @param progress pages of SQLite's */
export async function copyPages(
  db: Database.Database,
  file: string,
  progress: (done: number, total: number) => void,
): Promise<void> {
  await db.backup(file, {
    progress: ({ totalPages, remainingPages }) => {
      progress(totalPages - remainingPages, totalPages);
      return COPY_STEP_PAGES;
    },
  });
}
