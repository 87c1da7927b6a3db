/** Rows on their way into `events`, several in a statement: the call into SQLite costs a good part of the row. */
import type { NewEvent } from '../port.js';
import { ROWS_A_STATEMENT, ROW_VALUES, type EventBinding, type Statements } from './statements.js';

const FULL = ROWS_A_STATEMENT * ROW_VALUES;

/** Where an event goes; its stream and type are keys of their tables. */
export interface RowPlace {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  /** 1 when the next revision comes in the same append, else 0. */
  readonly more: number;
  readonly type: number;
}

export class RowBatch {
  /** Values of the rows that wait, one row behind the other, in one list for all batches. */
  private readonly values = new Array<EventBinding[number]>(FULL).fill(0);
  private used = 0;

  constructor(private readonly sql: Statements) {}

  /** One by one: a list for each row, of parameters or of values, would be garbage at once. */
  add({ position, stream, revision, more, type }: RowPlace, { id, data, meta }: NewEvent): void {
    const { values, used } = this;
    values[used] = position;
    values[used + 1] = stream;
    values[used + 2] = revision;
    values[used + 3] = more;
    values[used + 4] = id;
    values[used + 5] = type;
    values[used + 6] = data;
    values[used + 7] = meta;
    this.used = used + ROW_VALUES;
    if (this.used < FULL) return;
    this.used = 0;
    // One by one here too: the driver takes longer to read them from a list than SQLite to take them.
    this.sql.addEvents.run(...this.values);
  }

  /** Inserts what waits. To be called before the table is read and before the transaction ends. */
  flush(): void {
    const { used } = this;
    this.used = 0;
    for (let i = 0; i < used; i += ROW_VALUES) {
      this.sql.addEvent.run(...(this.values.slice(i, i + ROW_VALUES) as EventBinding));
    }
  }

  /** Forgets what waits: its transaction is undone. */
  clear(): void {
    this.used = 0;
  }
}
