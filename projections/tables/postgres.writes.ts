/** Statements that write many rows at once: one array for each column. */
import type { Batch, ChangedRow, Shape, WholeRow } from './pending-rows.js';
import { VALUE_TYPES } from './postgres.schema.js';
import type { Table, Value } from './table.js';

export interface Write {
  /** The same text has the same name: it is parsed once a connection. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly string[];
}

/** Texts by table and verb: as many as there are kinds of writes. Names of statements may be 63 bytes long. */
const names = new Map<string, string>();

export function write(text: string, values: readonly string[]): Write {
  let name = names.get(text);
  if (name === undefined) {
    name = `write${names.size}`;
    names.set(text, name);
  }
  return { name, text, values };
}

/** Rows of one statement: memory of both sides stays small. */
const ROWS_MAX = 5_000;

/** A batch as statements. Its rows have different keys, so their order among each other does not matter. */
export function writesOf({ rows, shape }: Batch, stored: string): Write[] {
  const whole = { insert: [] as WholeRow[], put: [] as WholeRow[], add: [] as WholeRow[] };
  const changed = new Map<string, ChangedRow[]>();
  for (const row of rows.values()) {
    if (row.kind !== 'change') {
      whole[row.kind].push(row);
      continue;
    }
    const columns = [...row.changes].map(([column, { fill }]) => (fill ? `${column}?` : column)).join();
    const same = changed.get(columns);
    if (same) same.push(row);
    else changed.set(columns, [row]);
  }
  return [
    ...(['insert', 'put', 'add'] as const).flatMap((kind) =>
      slices(whole[kind]).map((some) => wholeWrite(kind, some, shape, stored)),
    ),
    ...[...changed].flatMap(([columns, some]) => slices(some).map((part) => changeWrite(columns, part, shape, stored))),
  ];
}

export function deleteSql(table: Table, stored: string, key: Value): Write {
  const column = table.key[0];
  const type = VALUE_TYPES[table.columns[column] ?? 'text'];
  const text = `DELETE FROM ${stored} WHERE ${column} = $1::${type}`;
  return write(text, [String(key)]);
}

function slices<T>(rows: readonly T[]): (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let i = 0; i < rows.length; i += ROWS_MAX) parts.push(rows.slice(i, i + ROWS_MAX));
  return parts;
}

function wholeWrite(kind: WholeRow['kind'], rows: readonly WholeRow[], shape: Shape, stored: string): Write {
  const { table, columns, otherPlaces } = shape;
  const others = otherPlaces.map((i) => columns[i] as string);
  const key = table.key.join(', ');
  const conflict = {
    insert: '',
    put: set(others, (column) => `excluded.${column}`),
    add: set(others, (column) => `${stored}.${column} + excluded.${column}`),
  };
  const text = `INSERT INTO ${stored} (${columns.join(', ')}) SELECT * FROM unnest(${arrays(table, columns)})${
    kind === 'insert' ? '' : ` ON CONFLICT (${key}) DO ${conflict[kind]}`
  }`;
  const values = columns.map((_, i) => arrayText(rows, (row) => row.values[i]));
  return write(text, values);
}

function set(columns: readonly string[], to: (column: string) => string): string {
  if (columns.length === 0) return 'NOTHING';
  return `UPDATE SET ${columns.map((column) => `${column} = ${to(column)}`).join(', ')}`;
}

/** @param columns those that change; behind one that is only filled stands a question mark. */
function changeWrite(columns: string, rows: readonly ChangedRow[], { table }: Shape, stored: string): Write {
  const changes = columns.split(',').map((text) => ({ column: text.replace('?', ''), fill: text.endsWith('?') }));
  const sets = changes.map(({ column, fill }, i) => {
    return fill ? `${column} = COALESCE(t.${column}, v.c${i})` : `${column} = v.c${i}`;
  });
  const aliases = [...table.key.map((_, i) => `k${i}`), ...changes.map((_, i) => `c${i}`)];
  const where = table.key.map((column, i) => `t.${column} = v.k${i}`);
  const list = arrays(table, [...table.key, ...changes.map(({ column }) => column)]);
  const text = `UPDATE ${stored} t SET ${sets.join(', ')} FROM unnest(${list}) AS v(${aliases.join(', ')}) WHERE ${where.join(' AND ')}`;
  const values = [
    ...table.key.map((_, i) => arrayText(rows, (row) => row.key[i])),
    ...changes.map(({ column }) => arrayText(rows, (row) => row.changes.get(column)?.value)),
  ];
  return write(text, values);
}

function arrays(table: Table, columns: readonly string[]): string {
  return columns.map((column, i) => `$${i + 1}::${VALUE_TYPES[table.columns[column] ?? 'text']}[]`).join(', ');
}

/** An array as PostgreSQL reads it (manual, 8.15.2). */
export function arrayText<T>(rows: readonly T[], of: (row: T) => Value | undefined): string {
  let text = '{';
  for (const row of rows) {
    const value = of(row);
    if (text.length > 1) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
  }
  return `${text}}`;
}
