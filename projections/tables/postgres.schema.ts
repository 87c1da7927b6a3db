/** Statements that make and drop tables in PostgreSQL. Text goes by its bytes, as in the embedded database. */
import { createHash } from 'node:crypto';
import { storedName, type ColumnType, type Table } from './table.js';

/** Array types of the same values, for writing many at once. */
export const VALUE_TYPES: Record<ColumnType, 'bigint' | 'text' | 'integer'> = {
  integer: 'bigint',
  'integer?': 'bigint',
  text: 'text',
  'text?': 'text',
  date: 'integer',
  'date?': 'integer',
};

/** PostgreSQL cuts longer names off, and two could become one. */
const NAME_MAX = 63;

function columnSql(column: string, type: ColumnType): string {
  const value = VALUE_TYPES[type];
  return `${column} ${value}${value === 'text' ? ' COLLATE "C"' : ''}${type.endsWith('?') ? '' : ' NOT NULL'}`;
}

function indexName(stored: string, columns: readonly string[]): string {
  const name = `${stored}_${columns.join('_')}`;
  if (name.length <= NAME_MAX) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, NAME_MAX - 13)}_${digest}`;
}

export function createTableSql({ name, columns, key, indexes = [] }: Table, version: number): string[] {
  const stored = storedName(name, version);
  const list = Object.entries(columns).map(([column, type]) => columnSql(column, type));
  return [
    `CREATE TABLE IF NOT EXISTS ${stored} (${list.join(', ')}, PRIMARY KEY (${key.join(', ')}))`,
    ...indexes.map((index) => {
      return `CREATE INDEX IF NOT EXISTS ${indexName(stored, index)} ON ${stored} (${index.join(', ')})`;
    }),
  ];
}

export const CHECKPOINTS_SQL = [
  `CREATE TABLE IF NOT EXISTS checkpoints (
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    position bigint NOT NULL,
    event text COLLATE "C" NOT NULL,
    built integer NOT NULL,
    fingerprint text NOT NULL,
    failure text,
    PRIMARY KEY (name, version)
  )`,
  // How many times tables were dropped: who reads in another process asks it after each view.
  'CREATE TABLE IF NOT EXISTS drops (one integer PRIMARY KEY CHECK (one = 1), count bigint NOT NULL)',
  'INSERT INTO drops VALUES (1, 0) ON CONFLICT DO NOTHING',
];
