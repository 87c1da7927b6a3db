/**
 * The read database as projections see it. Everything in it can be deleted and rebuilt; nothing else lives here
 * (design.md, law 7).
 */
import type { Kysely } from 'kysely';
import type { Table, Value } from './table.js';

/** Where a fold puts its rows. Calls take effect in order. */
export interface RowSink {
  insert(table: Table, values: readonly Value[]): void;
  /** Inserts, or replaces the row with the same primary key. */
  put(table: Table, values: readonly Value[]): void;
  /** Changes columns of the row with this primary key; nothing happens when there is none. */
  update(table: Table, key: readonly Value[], changes: Readonly<Record<string, Value>>): void;
  /** Like `update`, but only where the column is still null. */
  fill(table: Table, key: readonly Value[], changes: Readonly<Record<string, Value>>): void;
  /** Inserts, or adds the numbers behind the primary key to those of the row that is there. */
  add(table: Table, values: readonly number[]): void;
}

/** What a projection has reached. */
export interface Checkpoint {
  readonly name: string;
  readonly version: number;
  /** Store position of the last fact folded. */
  readonly position: number;
  /** Id of that fact: a ledger without it there is not the one that was folded. Empty at position 0. */
  readonly event: string;
  readonly fingerprint: string;
  /** Whether it has once caught up with the ledger since its tables were made: before, its rows are part of a book. */
  readonly built: boolean;
  /** Set when a fact could not be folded: the projection stands still there. */
  readonly failure: Failure | null;
}

export interface Failure {
  readonly event: string;
  readonly position: number;
  readonly message: string;
}

/** The part of one page's transaction that belongs to one projection: all of it lands, or none. */
export interface PageWriter {
  /** Runs `work`; when it throws, its rows are taken back and the error is returned. An error of the disk ends the page. */
  attempt(version: number, work: (rows: RowSink) => void): unknown;
  checkpoint(checkpoint: Checkpoint): void;
  /** Deletes the rows of one key. */
  dropKey(tables: readonly Table[], version: number, key: Value): void;
}

// Query text names tables by version at run time, so the schema type stays open; rows are typed where they are read.
export type Queries = Kysely<Record<string, Record<string, unknown>>>;

export interface ReadDb {
  checkpoints(): Promise<readonly Checkpoint[]>;
  createTables(tables: readonly Table[], version: number): Promise<void>;
  /** Drops the tables of a version together with its checkpoint: neither is ever there without the other. */
  discard(checkpoint: Checkpoint): Promise<void>;
  /** The same, and the tables are there again, empty, for whoever looks. */
  renew(checkpoint: Checkpoint, tables: readonly Table[]): Promise<void>;
  /**
   * One transaction: rows and checkpoints of a page. Throws where the disk or the line fails (whether it was written then,
   * the checkpoints tell), where rows are refused (RowsRefused) or another process has taken over (Fenced): then nothing of
   * it was written.
   */
  page(work: (writer: PageWriter) => void): Promise<void>;
  /** Queries that see one state of the database. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What a guard may ask within the transaction that it guards. Names need their schema. */
export interface GuardTransaction {
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

/**
 * Runs inside each transaction that writes, where many processes share the database: throws Fenced where this process may
 * not write any more, and nothing is written. It should lock what it reads (`FOR SHARE`) until the transaction ends.
 */
export type Guard = (transaction: GuardTransaction) => Promise<void>;
