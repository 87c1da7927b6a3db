/** Why the read database cannot be opened, and whether that is a reason to delete it. */
import { mayPassPostgres } from '../../src/postgres/postgres.error.js';
import { StoreUnavailable } from '../../src/store/port.js';

export type ReadDbProblem =
  /** Somebody else has it locked. */
  | 'in-use'
  /** The system does not let this user have it, or it is no file. */
  | 'unreadable'
  /** It is no database, or a broken one. */
  | 'damaged';

/** The message names the file and says what to do. */
export class ReadDbError extends Error {
  override readonly name = 'ReadDbError';

  constructor(
    readonly problem: ReadDbProblem,
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The database refused rows of a page for what they hold; nothing of the page was written. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';

  /** @param attempt which attempt of the page, counted from 0. */
  constructor(
    readonly attempt: number,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Another process has taken over writing: nothing was written, and this one must stop. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** Tables were dropped or made anew since this lane looked where it stands: nothing was written, and it must look again. */
export class LaneMoved extends Error {
  override readonly name = 'LaneMoved';
}

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** What an error met at opening says of the file. A full disk, and what is no fault of the file, stay what they are. */
export function readDbError(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof ReadDbError || code === undefined || DISK_FULL.has(code)) return error;
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    const message = `The read database ${file} is damaged or no database (${code}). Delete it: it is built anew from the facts.`;
    return new ReadDbError('damaged', file, message, { cause: error });
  }
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) {
    const message = `The read database ${file} is locked by another program. End that program, and try again.`;
    return new ReadDbError('in-use', file, message, { cause: error });
  }
  const message = `The read database ${file} cannot be opened (${code}). It must be a file that the ledger's own user may read and write.`;
  return new ReadDbError('unreadable', file, message, { cause: error });
}

/**
 * Whether an error is one of the disk, of the line, or of who else uses it, that may be over in a moment: it says nothing of the facts that
 * were being folded.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof LaneMoved) return true;
  const code = codeOf(error) ?? '';
  return DISK_FULL.has(code) || /^SQLITE_(?:IOERR|BUSY|LOCKED)/.test(code) || mayPassPostgres(error);
}

/** It may come from another realm, so `instanceof` would not do. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
