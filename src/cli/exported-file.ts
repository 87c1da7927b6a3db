/** What a command gives out of people in a file (or, as CSV, on stdout) is recorded as an export first, with its digest. */
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { SEEN_MAX } from '../ledger/access/index.js';
import type { ExportedFileDto } from './local/exported-files.controller.js';
import type { LedgerDoor } from './ledger/ledger-door.js';
import { CliError, EXIT } from './exit.js';

/** What is exported, and of whom. Figures that sum up many are no export of people. */
export interface ExportedRows extends Pick<ExportedFileDto, 'what' | 'asOf' | 'knownAt'> {
  /** Cases or parties, each as often as it likes; where one fact may not name so many, `whole` stands for them. */
  readonly streams: readonly string[];
  /** Portfolio that holds them all. */
  readonly whole?: string;
}

/** Records it. @throws CliError where it could not be recorded: then give nothing out. */
export async function recordExport(
  door: LedgerDoor,
  { what, asOf, knownAt, streams, whole }: ExportedRows,
  { format, bytes, count }: { readonly format: string; readonly bytes: string | Uint8Array; readonly count: number },
): Promise<void> {
  const distinct = [...new Set(streams)];
  const named = distinct.length > SEEN_MAX && whole !== undefined ? [whole] : distinct;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const said: ExportedFileDto = { what, format, streams: named, digest, count, asOf, knownAt };
  await door.postOnce('/local/exported-files', said);
}

/** Before anything is recorded of a file that cannot be written. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw isThere(path);
}

/** Never over something else. @param mode of the file: 0600 for personal data */
export function writeNew(path: string, bytes: string | Uint8Array, mode?: number): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx', mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw isThere(path);
  }
}

function isThere(path: string): CliError {
  return new CliError(EXIT.usage, `${path} is there already. Name another file, or remove it.`);
}
