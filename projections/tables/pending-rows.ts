/**
 * Row calls of a fold, gathered to be written in bulk. Calls on one row become one: what they would have done one after
 * the other. Where that cannot be said without knowing the row, a new batch begins.
 */
import type { Table, Value } from './table.js';

/** A whole row: to be inserted, to replace, or to be added. */
export interface WholeRow {
  readonly kind: 'insert' | 'put' | 'add';
  readonly values: Value[];
}

export interface ChangedRow {
  readonly kind: 'change';
  readonly key: readonly Value[];
  /** By column; `fill`: only where the column is still null. */
  readonly changes: Map<string, { value: Value; fill: boolean }>;
}

export type PendingRow = WholeRow | ChangedRow;

/** Columns of a table by place, worked out once. */
export interface Shape {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly place: ReadonlyMap<string, number>;
  readonly keyPlaces: readonly number[];
  /** Places of the columns behind the key. */
  readonly otherPlaces: readonly number[];
}

const shapes = new WeakMap<Table, Shape>();

export function shapeOf(table: Table): Shape {
  let shape = shapes.get(table);
  if (!shape) {
    const columns = Object.keys(table.columns);
    const place = new Map(columns.map((column, i) => [column, i]));
    const keyPlaces = table.key.map((column) => place.get(column) ?? -1);
    const otherPlaces = columns.map((_, i) => i).filter((i) => !keyPlaces.includes(i));
    shape = { table, columns, place, keyPlaces, otherPlaces };
    shapes.set(table, shape);
  }
  return shape;
}

/** Pending rows of one table, each once. Each call answers whether it was taken; if not, it belongs into a next batch. */
export class Batch {
  readonly rows = new Map<string, PendingRow>();

  constructor(readonly shape: Shape) {}

  insert(values: readonly Value[]): boolean {
    const id = this.idOf(values);
    if (this.rows.has(id)) return false;
    this.rows.set(id, { kind: 'insert', values: [...values] });
    return true;
  }

  put(values: readonly Value[]): boolean {
    const id = this.idOf(values);
    // What was to be inserted is still refused where the row was there before.
    const kind = this.rows.get(id)?.kind === 'insert' ? 'insert' : 'put';
    this.rows.set(id, { kind, values: [...values] });
    return true;
  }

  add(values: readonly number[]): boolean {
    const id = this.idOf(values);
    const pending = this.rows.get(id);
    if (!pending) {
      this.rows.set(id, { kind: 'add', values: [...values] });
      return true;
    }
    if (pending.kind === 'change') return false;
    for (const i of this.shape.otherPlaces) {
      const before = pending.values[i];
      pending.values[i] = typeof before === 'number' ? before + (values[i] ?? 0) : null;
    }
    return true;
  }

  change(key: readonly Value[], changes: Readonly<Record<string, Value>>, fill: boolean): boolean {
    const id = key.join('\u0000');
    let pending = this.rows.get(id);
    if (pending?.kind === 'add') return false;
    if (!pending) {
      pending = { kind: 'change', key, changes: new Map() };
      this.rows.set(id, pending);
    }
    for (const [column, value] of Object.entries(changes)) {
      if (pending.kind === 'change') this.changeLater(pending, column, value, fill);
      else this.changeNow(pending, column, value, fill);
    }
    return true;
  }

  private changeNow({ values }: WholeRow, column: string, value: Value, fill: boolean): void {
    const place = this.shape.place.get(column);
    if (place === undefined) throw new Error(`the table ${this.shape.table.name} has no column '${column}'`);
    if (!fill || values[place] === null) values[place] = value;
  }

  private changeLater({ changes }: ChangedRow, column: string, value: Value, fill: boolean): void {
    const before = changes.get(column);
    if (!fill) changes.set(column, { value, fill: false });
    else if (!before) changes.set(column, { value, fill: true });
    else if (before.value === null) before.value = value;
  }

  private idOf(values: readonly Value[]): string {
    const { keyPlaces } = this.shape;
    if (keyPlaces.length === 1) return String(values[keyPlaces[0] as number]);
    let id = '';
    for (const place of keyPlaces) id += `${values[place]}\u0000`;
    return id.slice(0, -1);
  }
}
