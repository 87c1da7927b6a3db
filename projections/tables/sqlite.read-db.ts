/** The embedded read database: one connection writes pages, another answers queries on snapshots. */
import type Database from '#sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Checkpoint, PageWriter, Queries, ReadDb, RowSink } from './read-db.js';
import { mayPass } from './read-db.error.js';
import { openFile } from './sqlite.open.js';
import { SqliteRows } from './sqlite.rows.js';
import { storedName, tablesIn, type ColumnType, type Table, type Value } from './table.js';

const SQL_TYPES: Record<ColumnType, string> = {
  integer: 'INTEGER NOT NULL',
  text: 'TEXT NOT NULL',
  date: 'INTEGER NOT NULL',
  'integer?': 'INTEGER',
  'text?': 'TEXT',
  'date?': 'INTEGER',
};

interface CheckpointRow extends Omit<Checkpoint, 'failure' | 'built'> {
  readonly built: number;
  readonly failure: string | null;
}

export class SqliteReadDb implements ReadDb {
  private readonly writer: Database.Database;
  private readonly reader: Database.Database;
  private readonly queries: Queries;
  private readonly rows: SqliteRows;
  private readonly pageSql: ReturnType<typeof pageStatements>;

  constructor(file: string) {
    const { writer, reader } = openFile(file);
    this.writer = writer;
    this.reader = reader;
    this.rows = new SqliteRows(writer);
    this.pageSql = pageStatements(writer);
    this.queries = new Kysely({ dialect: new SqliteDialect({ database: reader }) });
  }

  async checkpoints(): Promise<readonly Checkpoint[]> {
    const rows = this.writer.prepare<[], CheckpointRow>('SELECT * FROM checkpoints ORDER BY name, version').all();
    return rows.map((row) => ({
      ...row,
      built: row.built === 1,
      failure: row.failure === null ? null : (JSON.parse(row.failure) as Checkpoint['failure']),
    }));
  }

  async createTables(tables: readonly Table[], version: number): Promise<void> {
    this.make(tables, version);
  }

  private make(tables: readonly Table[], version: number): void {
    for (const { name, columns, key, indexes = [] } of tables) {
      const stored = storedName(name, version);
      const list = Object.entries(columns).map(([column, type]) => `${column} ${SQL_TYPES[type]}`);
      const options = 'STRICT, WITHOUT ROWID';
      this.writer.exec(
        `CREATE TABLE IF NOT EXISTS ${stored} (${list.join(', ')}, PRIMARY KEY (${key.join(', ')})) ${options}`,
      );
      for (const index of indexes) {
        this.writer.exec(`CREATE INDEX IF NOT EXISTS ${stored}_${index.join('_')} ON ${stored} (${index.join(', ')})`);
      }
    }
  }

  async discard(checkpoint: Checkpoint): Promise<void> {
    this.writer.transaction(() => this.drop(checkpoint))();
  }

  async renew(checkpoint: Checkpoint, tables: readonly Table[]): Promise<void> {
    this.writer.transaction(() => {
      this.drop(checkpoint);
      this.make(tables, checkpoint.version);
    })();
  }

  private drop({ name, version, fingerprint }: Checkpoint): void {
    this.rows.forget();
    for (const table of tablesIn(fingerprint)) this.writer.exec(`DROP TABLE IF EXISTS ${storedName(table, version)}`);
    this.writer.prepare('DELETE FROM checkpoints WHERE name = ? AND version = ?').run(name, version);
  }

  async page(work: (writer: PageWriter) => void): Promise<void> {
    this.writer.transaction(() => work(this.pageWriter()))();
  }

  async snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.queries.transaction().execute(work);
  }

  async close(): Promise<void> {
    await this.queries.destroy();
    // Kysely closes only what it was asked to query. The last to close writes the log back into the file.
    this.reader.close();
    this.writer.close();
  }

  private pageWriter(): PageWriter {
    return {
      attempt: (version, work) => this.attempt(version, work),
      checkpoint: ({ name, version, position, fingerprint, failure, event, built }) => {
        const told = failure && JSON.stringify(failure);
        this.pageSql.checkpoint.run(name, version, position, fingerprint, told, event, built ? 1 : 0);
      },
      dropKey: (tables, version, key) => this.dropKey(tables, version, key),
    };
  }

  private dropKey(tables: readonly Table[], version: number, key: Value): void {
    for (const { name, key: columns } of tables) {
      this.writer.prepare(`DELETE FROM ${storedName(name, version)} WHERE ${columns[0]} = ?`).run(key);
    }
  }

  private attempt(version: number, work: (rows: RowSink) => void): unknown {
    const { savepoint, release, rollback } = this.pageSql;
    savepoint.run();
    try {
      work(this.rows.of(version));
      release.run();
      return undefined;
    } catch (error) {
      // The page itself fails, and with it all that is in it: no fold is to blame.
      if (mayPass(error)) throw error;
      rollback.run();
      release.run();
      return error ?? new Error('a fold threw nothing');
    }
  }
}

/** The statements of every page, prepared once. */
function pageStatements(db: Database.Database) {
  return {
    savepoint: db.prepare('SAVEPOINT attempt'),
    release: db.prepare('RELEASE attempt'),
    rollback: db.prepare('ROLLBACK TO attempt'),
    checkpoint: db.prepare(
      'INSERT OR REPLACE INTO checkpoints (name, version, position, fingerprint, failure, event, built) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
  };
}
