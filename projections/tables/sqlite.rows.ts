/** Row statements of the embedded read database, prepared once each. */
import type Database from '#sqlite';
import type { RowSink } from './read-db.js';
import { storedName, type Table, type Value } from './table.js';

type Statement = Database.Statement<unknown[]>;

export class SqliteRows {
  private readonly statements = new Map<string, Statement>();
  private readonly sinks = new Map<number, RowSink>();

  constructor(private readonly db: Database.Database) {}

  /** The sink of one version's tables. */
  of(version: number): RowSink {
    let sink = this.sinks.get(version);
    if (!sink) {
      sink = this.newSink(version);
      this.sinks.set(version, sink);
    }
    return sink;
  }

  forget(): void {
    this.statements.clear();
    this.sinks.clear();
  }

  private newSink(version: number): RowSink {
    // One small map per verb, keyed by the table object: a fold calls these for every row.
    const known = {
      insert: new Map<Table, Statement>(),
      put: new Map<Table, Statement>(),
      add: new Map<Table, Statement>(),
    };
    const run = (verb: keyof typeof known, table: Table, values: readonly Value[]): void => {
      let statement = known[verb].get(table);
      if (!statement) {
        statement = this.writeStatement(verb, table, version);
        known[verb].set(table, statement);
      }
      // One by one: the driver takes longer to read a list than SQLite to take its values.
      statement.run(...values);
    };
    return {
      insert: (table, values) => run('insert', table, values),
      put: (table, values) => run('put', table, values),
      add: (table, values) => run('add', table, values),
      update: (table, key, changes) => this.change(table, version, key, changes),
      fill: (table, key, changes) => this.change(table, version, key, changes, true),
    };
  }

  private writeStatement(verb: 'insert' | 'put' | 'add', table: Table, version: number): Statement {
    const columns = Object.keys(table.columns);
    const marks = columns.map(() => '?').join(', ');
    const insert = `INTO ${storedName(table.name, version)} (${columns.join(', ')}) VALUES (${marks})`;
    switch (verb) {
      case 'insert':
        return this.db.prepare(`INSERT ${insert}`);
      case 'put':
        return this.db.prepare(`INSERT OR REPLACE ${insert}`);
      case 'add': {
        const sums = columns.filter((c) => !table.key.includes(c)).map((c) => `${c} = ${c} + excluded.${c}`);
        return this.db.prepare(`INSERT ${insert} ON CONFLICT DO UPDATE SET ${sums.join(', ')}`);
      }
    }
  }

  private change(
    table: Table,
    version: number,
    key: readonly Value[],
    changes: Readonly<Record<string, Value>>,
    onlyNull = false,
  ): void {
    const columns = Object.keys(changes);
    const name = storedName(table.name, version);
    const id = `${name} ${columns.join()} ${onlyNull}`;
    let statement = this.statements.get(id);
    if (!statement) {
      const sets = columns.map((c) => (onlyNull ? `${c} = COALESCE(${c}, ?)` : `${c} = ?`)).join(', ');
      const where = table.key.map((column) => `${column} = ?`).join(' AND ');
      statement = this.db.prepare(`UPDATE ${name} SET ${sets} WHERE ${where}`);
      this.statements.set(id, statement);
    }
    statement.run(...Object.values(changes), ...key);
  }
}
