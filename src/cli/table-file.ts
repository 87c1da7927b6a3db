/** A table as CSV or Parquet, into a file or (CSV) onto stdout. */
import { writeFileSync } from 'node:fs';
import { csvOf, type ExportTable } from '../../projections/export/columns.js';
import type { Cli } from './cli.js';
import { CliError, EXIT } from './exit.js';

export interface FileOptions {
  readonly csv?: boolean;
  readonly output?: string;
}

export function wantsFile({ csv, output }: FileOptions): boolean {
  if (csv === true) return true;
  if (output === undefined) return false;
  throw new CliError(EXIT.usage, 'Say in which format: --csv.');
}

export async function writeTable(cli: Cli, { output }: FileOptions, table: ExportTable): Promise<void> {
  const text = csvOf(table);
  if (output === undefined) {
    await cli.out.write(text.replace(/\r\n$/, '\r'));
    return;
  }
  writeNew(output, text);
  cli.out.note(`${table.rows.length} rows in ${output}`);
}

function writeNew(path: string, bytes: string | Uint8Array): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CliError(EXIT.usage, `${path} is there already. Name another file, or remove it.`);
  }
}
