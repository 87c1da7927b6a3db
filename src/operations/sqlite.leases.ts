/** Leases of an embedded ledger: `ops.db`. */
import Database from '#sqlite';
import { chmodSync } from 'node:fs';
import type { LeaseStanding, LeaseTable } from './lease.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    expires REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Seconds since 1970 by SQLite's clock. */
const NOW = `unixepoch('subsec')`;

export class SqliteLeases implements LeaseTable {
  private readonly sql: ReturnType<typeof prepare>;

  private constructor(private readonly db: Database.Database) {
    this.sql = prepare(db);
  }

  static open(file: string): SqliteLeases {
    const db = new Database(file);
    try {
      if (file !== ':memory:') chmodSync(file, 0o600);
      db.pragma('journal_mode = WAL');
      db.exec(SCHEMA);
      return new SqliteLeases(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Whoever holds the ledger's lock knows that those who had leases are gone. Fences go on from where they were. */
  freeAll(): void {
    this.sql.freeAll.run();
  }

  acquire(name: string, holder: string, seconds: number): Promise<number | undefined> {
    return settled(() => this.sql.acquire.get({ name, holder, seconds }));
  }

  renew(name: string, fence: number, seconds: number): Promise<boolean> {
    return settled(() => this.sql.renew.run({ name, fence, seconds }).changes === 1);
  }

  release(name: string, fence: number): Promise<void> {
    return settled(() => void this.sql.release.run({ name, fence }));
  }

  list(): Promise<readonly LeaseStanding[]> {
    return settled(() => this.sql.list.all());
  }

  now(): Promise<number> {
    return settled(() => this.sql.now.get() as number);
  }

  close(): Promise<void> {
    return settled(() => void this.db.close());
  }
}

/** What the database throws is the promise's, as with any other database. */
function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}

interface Holding {
  readonly name: string;
  readonly fence: number;
}

function prepare(db: Database.Database) {
  return {
    acquire: db
      .prepare<[{ name: string; holder: string; seconds: number }], number>(
        `INSERT INTO leases VALUES (@name, @holder, 1, ${NOW} + @seconds)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = fence + 1, expires = excluded.expires
         WHERE expires <= ${NOW} RETURNING fence`,
      )
      .pluck(),
    renew: db.prepare<[Holding & { seconds: number }]>(
      `UPDATE leases SET expires = ${NOW} + @seconds WHERE name = @name AND fence = @fence`,
    ),
    release: db.prepare<[Holding]>('UPDATE leases SET expires = 0 WHERE name = @name AND fence = @fence'),
    now: db.prepare<[], number>(`SELECT ${NOW} * 1000`).pluck(),
    freeAll: db.prepare<[]>('UPDATE leases SET expires = 0'),
    list: db.prepare<[], LeaseStanding>(
      `SELECT name, holder, fence, max(0, expires - ${NOW}) AS secondsLeft FROM leases ORDER BY name`,
    ),
  };
}
