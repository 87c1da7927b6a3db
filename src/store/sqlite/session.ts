/** An open connection with its statements and memory; after a failure of the device it is replaced by a fresh one. */
import type Database from '#sqlite';
import type { AppendResult } from '../port.js';
import { Appender } from './append.js';
import type { Attempt } from './group-commit.js';
import { openForWriting } from './open.js';
import { Reader } from './read.js';
import { prepareAll, type Statements } from './statements.js';

export class Session {
  private sql!: Statements;
  private appender!: Appender;
  reader!: Reader;

  constructor(private db: Database.Database) {
    this.use(db);
  }

  write(attempts: readonly Attempt[]): AppendResult[] {
    return this.appender.write(attempts);
  }

  /** False when it is not certain that the transaction is undone. */
  rollback(): boolean {
    this.appender.distrust();
    try {
      if (this.db.inTransaction) this.sql.rollback.run();
    } catch {
      return false;
    }
    return !this.db.inTransaction;
  }

  /**
   * Opens the file anew, which rewrites and flushes its log, and only then lets the old connection go: while the device
   * fails, reads go on, and the log is not lost with its last connection.
   */
  recover(): void {
    // A transaction that would not be undone ends with its connection; until then it would lock the new one out.
    if (this.db.inTransaction) this.db.close();
    const fresh = openForWriting(this.db.name);
    const old = this.db;
    this.use(fresh);
    old.close();
  }

  pragma(source: string): unknown {
    return this.db.pragma(source, { simple: true });
  }

  close(): void {
    this.db.close();
  }

  private use(db: Database.Database): void {
    this.db = db;
    this.sql = prepareAll(db);
    this.appender = new Appender(this.sql);
    this.reader = new Reader(this.sql);
  }
}
