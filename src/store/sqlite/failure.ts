/** What an exception from SQLite says about the append that met it. */

/**
 * - `no-room`: the disk is full; nothing of the transaction is durable.
 * - `busy`: another process holds the write lock; the transaction was not begun.
 * - `refused`: a constraint said no to a row; nothing was written.
 * - `doubtful`: the device failed. Nobody knows what reached it, not even after the next successful fsync.
 * - `bug`: no answer of SQLite's at all.
 */
export type Failure = 'no-room' | 'busy' | 'refused' | 'doubtful' | 'bug';

/**
 * Reads `code`, not the class: the native module keeps the error class of the first loader in a process.
 *
 * SQLite turns ENOSPC of a write into SQLITE_FULL, and every other failed call (a failed fsync too) into
 * SQLITE_IOERR_*. In WAL mode SQLITE_FULL means that the frame that would commit was not completely written, so the
 * transaction is certainly undone. Whatever is not known to be harmless counts as doubtful.
 */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  if (code === undefined) return 'bug';
  if (code === 'SQLITE_FULL') return 'no-room';
  if (code.startsWith('SQLITE_BUSY')) return 'busy';
  if (code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_TOOBIG') return 'refused';
  return 'doubtful';
}

export function codeOf(error: unknown): string | undefined {
  const code = systemCodeOf(error);
  return code?.startsWith('SQLITE_') ? code : undefined;
}

/** `code` of an error of the system, e.g. `EEXIST`. It may come from another realm, so `instanceof` would not do. */
export function systemCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** `SQLITE_FULL: database or disk is full`: what an operator can search for. */
export function describe(error: unknown): string {
  const code = codeOf(error);
  const message = typeof error === 'object' && error && 'message' in error ? String(error.message) : String(error);
  return code ? `${code}: ${message}` : message;
}
