/** A table as CSV or Parquet, into a file or (CSV) onto stdout. */
import { writeFileSync } from 'node:fs';
import { csvOf, type ExportTable } from '../../projections/export/columns.js';
import type { Cli } from './cli.js';
import { CliError, EXIT } from './exit.js';

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

export async function writeTable(cli: Cli, { parquet, output }: FileOptions, table: ExportTable): Promise<void> {
  if (output === undefined) {
    await cli.out.write(csvOf(table).replace(/\r\n$/, '\r'));
    return;
  }
  writeNew(output, parquet === true ? await parquetBytes(table) : csvOf(table));
  cli.out.note(`${table.rows.length} rows in ${output}`);
}

/** The library is loaded where it is asked for. */
async function parquetBytes(table: ExportTable): Promise<Uint8Array> {
  return (await import('../../projections/export/parquet.js')).parquetOf(table);
}

function writeNew(path: string, bytes: string | Uint8Array): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CliError(EXIT.usage, `${path} is there already. Name another file, or remove it.`);
  }
}
