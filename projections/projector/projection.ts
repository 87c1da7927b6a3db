/**
 * A projector: may be replayed at any time, and is. It has no side effect but its rows. What must never be replayed is a
 * reactor, which is another type (`src/reactors/reactor.ts`).
 */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { Queries, RowSink } from '../tables/read-db.js';
import type { Table } from '../tables/table.js';

/** Store position of the first fact of a stream: a small number that stands for the stream in rows. */
export type StreamKey = number;

/** What an asynchronous preparation may use: the projection's own rows, and its key's stream. */
export interface Preparation {
  /** Facts of a stream, from its first up to and including a revision. */
  readonly history: (stream: string, upTo: number) => Promise<readonly LedgerFact[]>;
  readonly query: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>;
}

/** Puts one fact's rows. Pure but for `rows`: no clock, no random, no generated id. */
export type Fold<F extends LedgerFact = LedgerFact> = (fact: F, key: StreamKey, rows: RowSink) => void;

/** The facts that a projection reads, each with its fold. */
export type Folds = { readonly [F in LedgerFact as F['type']]?: Fold<F> };

/** The fold of a type of fact, for whoever has a fact of any type; undefined where the projection does not read it. */
export function foldOf(folds: Folds, type: LedgerFact['type']): Fold | undefined {
  return (folds as Readonly<Record<string, unknown>>)[type] as Fold | undefined;
}

export interface Projection {
  readonly name: string;
  /** Raised with every change of tables or fold: the new version is built beside the old one. */
  readonly version: number;
  readonly tables: readonly Table[];
  /**
   * Whether it can be folded in lanes. 'stream': each row has the key of the one stream that it comes from, in its first
   * column, or stands in a `shared` table. 'one', or nothing said: what it folds rests on the order of all facts.
   */
  readonly lanes?: 'stream' | 'one';
  /** What it reads: facts of one kind of stream, since a row belongs to one key. */
  readonly on: Folds;
  /** Called for every fact of the ledger, whatever its type. */
  every?(fact: LedgerFact, rows: RowSink): void;
  /** Loads what the folds of these facts will need. */
  prepare?(facts: readonly KeyedFact[], preparation: Preparation): Promise<void>;
  /** Called at the end of each page, before its checkpoint. */
  finish?(rows: RowSink): void;
  /** Forgets what is held in memory: rows were taken back, or another process wrote. */
  reset?(): void;
}

export interface KeyedFact {
  readonly fact: LedgerFact;
  readonly key: StreamKey;
}
