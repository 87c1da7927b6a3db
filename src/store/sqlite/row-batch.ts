/** Rows on their way into `events`, several in a statement: the call into SQLite costs a good part of the row. */
import { ROWS_A_STATEMENT, type EventBinding, type Statements } from './statements.js';

export class RowBatch {
  private rows: EventBinding[] = [];

  constructor(private readonly sql: Statements) {}

  add(row: EventBinding): void {
    this.rows.push(row);
    if (this.rows.length < ROWS_A_STATEMENT) return;
    const { rows } = this;
    this.rows = [];
    this.sql.addEvents.run(rows.flat());
  }

  /** Inserts what waits. To be called before the table is read and before the transaction ends. */
  flush(): void {
    const { rows } = this;
    this.rows = [];
    for (const row of rows) this.sql.addEvent.run(row);
  }

  /** Forgets what waits: its transaction is undone. */
  clear(): void {
    this.rows = [];
  }
}
