/** Rows on their way into `events`, several in a statement: the call into SQLite costs a good part of the row. */
import { ROWS_A_STATEMENT, ROW_VALUES, type EventBinding, type Statements } from './statements.js';

const FULL = ROWS_A_STATEMENT * ROW_VALUES;

export class RowBatch {
  /** Values of the rows that wait, one row behind the other, in one list for all batches. */
  private readonly values = new Array<EventBinding[number]>(FULL).fill(0);
  private used = 0;

  constructor(private readonly sql: Statements) {}

  add(row: EventBinding): void {
    // One by one: spreading costs more than the rest of this.
    for (let i = 0; i < ROW_VALUES; i++) this.values[this.used++] = row[i] as EventBinding[number];
    if (this.used < FULL) return;
    this.used = 0;
    this.sql.addEvents.run(this.values);
  }

  /** Inserts what waits. To be called before the table is read and before the transaction ends. */
  flush(): void {
    const { used } = this;
    this.used = 0;
    for (let i = 0; i < used; i += ROW_VALUES) {
      this.sql.addEvent.run(this.values.slice(i, i + ROW_VALUES) as EventBinding);
    }
  }

  /** Forgets what waits: its transaction is undone. */
  clear(): void {
    this.used = 0;
  }
}
