/** A table as CSV or Parquet, into a file or (CSV) onto stdout. */
import { csvOf, type ExportTable } from '../../projections/export/columns.js';
import type { Cli } from './cli.js';
import { CliError, EXIT } from './exit.js';
import { recordExport, refuseExisting, writeNew, type ExportedRows } from './exported-file.js';
import type { LedgerDoor } from './ledger/ledger-door.js';

export interface FileOptions {
  readonly csv?: boolean;
  readonly parquet?: boolean;
  readonly output?: string;
}

export function wantsFile({ csv, parquet, output }: FileOptions): boolean {
  if (parquet === true && output === undefined) {
    throw new CliError(EXIT.usage, 'Parquet is no text: name a file with --output.');
  }
  if (csv === true || parquet === true) return true;
  if (output === undefined) return false;
  throw new CliError(EXIT.usage, 'Say in which format: --csv or --parquet.');
}

/** A table that sums up many. */
export async function writeTable(cli: Cli, options: FileOptions, table: ExportTable): Promise<void> {
  await give(cli, options, table, await bytesOf(options, table));
}

/** A table with rows about people: that it leaves the ledger is recorded first. */
export async function exportRows(
  cli: Cli,
  door: LedgerDoor,
  options: FileOptions,
  { table, of }: { readonly table: ExportTable; readonly of: ExportedRows },
): Promise<void> {
  const { parquet, output } = options;
  if (output !== undefined) refuseExisting(output);
  const bytes = await bytesOf(options, table);
  await recordExport(door, of, { format: parquet === true ? 'parquet' : 'csv', bytes, count: table.rows.length });
  await give(cli, options, table, bytes);
}

async function give(cli: Cli, { output }: FileOptions, table: ExportTable, bytes: string | Uint8Array): Promise<void> {
  if (output === undefined) {
    await cli.out.write((bytes as string).replace(/\r\n$/, '\r'));
    return;
  }
  writeNew(output, bytes);
  cli.out.note(`${table.rows.length} rows in ${output}`);
}

async function bytesOf({ parquet }: FileOptions, table: ExportTable): Promise<string | Uint8Array> {
  return parquet === true ? parquetBytes(table) : csvOf(table);
}

/** The library is loaded where it is asked for. */
async function parquetBytes(table: ExportTable): Promise<Uint8Array> {
  return (await import('../../projections/export/parquet.js')).parquetOf(table);
}
