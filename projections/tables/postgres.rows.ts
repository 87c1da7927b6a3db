/** What the folds of one page want written, in order of effect, as few large statements. */
import type { Checkpoint, PageWriter, RowSink } from './read-db.js';
import { mayPass } from './read-db.error.js';
import { Batch, shapeOf } from './pending-rows.js';
import { deleteSql, writesOf, type Write } from './postgres.writes.js';
import { storedName, type Table, type Value } from './table.js';

/** The rows of one attempt: dropped as a whole where its fold fails. */
export class PendingAttempt {
  /** Batches that are done, and keys that are dropped, in order. */
  private readonly done: (Batch | Write)[] = [];
  private readonly open = new Map<Table, Batch>();

  constructor(private readonly version: number) {}

  readonly sink: RowSink = {
    insert: (table, values) => this.take(table, (batch) => batch.insert(values)),
    put: (table, values) => this.take(table, (batch) => batch.put(values)),
    add: (table, values) => this.take(table, (batch) => batch.add(values)),
    update: (table, key, changes) => this.take(table, (batch) => batch.change(key, changes, false)),
    fill: (table, key, changes) => this.take(table, (batch) => batch.change(key, changes, true)),
  };

  dropKey(tables: readonly Table[], key: Value): void {
    this.close();
    for (const table of tables) this.done.push(deleteSql(table, storedName(table.name, this.version), key));
  }

  /** The statements, in the order in which they must run. */
  writes(): Write[] {
    this.close();
    return this.done.flatMap((part) => {
      return part instanceof Batch ? writesOf(part, storedName(part.shape.table.name, this.version)) : [part];
    });
  }

  private take(table: Table, call: (batch: Batch) => boolean): void {
    const batch = this.open.get(table) ?? this.begin(table);
    if (call(batch)) return;
    // Tables do not depend on each other: only this one's order matters.
    this.done.push(batch);
    call(this.begin(table));
  }

  private begin(table: Table): Batch {
    const batch = new Batch(shapeOf(table));
    this.open.set(table, batch);
    return batch;
  }

  private close(): void {
    this.done.push(...this.open.values());
    this.open.clear();
  }
}

/** One page while it is folded. */
export class PendingPage implements PageWriter {
  readonly attempts: PendingAttempt[] = [];
  readonly checkpoints: Checkpoint[] = [];
  private current: PendingAttempt | undefined;

  attempt(version: number, work: (rows: RowSink) => void): unknown {
    const attempt = new PendingAttempt(version);
    // One that fails keeps its place, empty: attempts are counted.
    this.attempts.push(attempt);
    this.current = attempt;
    try {
      work(attempt.sink);
      return undefined;
    } catch (error) {
      this.attempts[this.attempts.length - 1] = new PendingAttempt(version);
      if (mayPass(error)) throw error;
      return error ?? new Error('a fold threw nothing');
    } finally {
      this.current = undefined;
    }
  }

  checkpoint(checkpoint: Checkpoint): void {
    this.checkpoints.push(checkpoint);
  }

  dropKey(tables: readonly Table[], version: number, key: Value): void {
    const attempt = this.current ?? new PendingAttempt(version);
    if (this.current === undefined) this.attempts.push(attempt);
    attempt.dropKey(tables, key);
  }
}
