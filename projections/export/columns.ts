/** A table as it is exported: named and typed columns, each with what it means. The data dictionary is made from them. */
import { csvText, type Cell } from './csv.js';

export interface Column<R> {
  readonly name: string;
  readonly type: 'text' | 'integer';
  /** What it means, in one line. */
  readonly meaning: string;
  readonly value: (row: R) => Cell;
}

export interface ExportTable {
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'integer' }[];
  readonly rows: readonly (readonly Cell[])[];
}

export function exportTable<R>(columns: readonly Column<R>[], rows: readonly R[]): ExportTable {
  return { columns, rows: rows.map((row) => columns.map(({ value }) => value(row))) };
}

export function csvOf({ columns, rows }: ExportTable): string {
  return csvText(
    columns.map(({ name }) => name),
    rows,
  );
}
