/** A table as an Apache Parquet file, compressed with Snappy. The only file that knows the library. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ExportTable } from './columns.js';
import type { Cell } from './csv.js';

function parquetCell(cell: Cell | undefined, type: 'text' | 'integer'): string | bigint | null {
  if (cell === null || cell === undefined) return null;
  return type === 'integer' ? BigInt(cell) : String(cell);
}

/** Texts as UTF-8 strings, integers as INT64; every column may be null. */
export function parquetOf({ columns, rows }: ExportTable): Uint8Array {
  const columnData = columns.map(({ name, type }, n) => ({
    name,
    type: type === 'integer' ? ('INT64' as const) : ('STRING' as const),
    nullable: true,
    data: rows.map((row) => parquetCell(row[n], type)),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'quittance' }));
}
