/** Rows on their way into `events`, several in a statement: the call into SQLite costs a good part of the row. */
import { ROWS_A_STATEMENT, ROW_VALUES, type EventBinding, type Statements } from './statements.js';

const FULL = ROWS_A_STATEMENT * ROW_VALUES;

export class RowBatch {
  /** Values of the rows that wait, one row behind the other. */
  private values: EventBinding[number][] = [];

  constructor(private readonly sql: Statements) {}

  add(row: EventBinding): void {
    // One by one: spreading costs more than the rest of this.
    for (let i = 0; i < ROW_VALUES; i++) this.values.push(row[i] as EventBinding[number]);
    if (this.values.length < FULL) return;
    const { values } = this;
    this.values = [];
    this.sql.addEvents.run(values);
  }

  /** Inserts what waits. To be called before the table is read and before the transaction ends. */
  flush(): void {
    const { values } = this;
    this.values = [];
    for (let i = 0; i < values.length; i += ROW_VALUES) {
      this.sql.addEvent.run(values.slice(i, i + ROW_VALUES) as EventBinding);
    }
  }

  /** Forgets what waits: its transaction is undone. */
  clear(): void {
    this.values = [];
  }
}
