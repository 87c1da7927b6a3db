/** Flushing the write-ahead log of a database by name: all that was committed is on the disk when it returns. */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';

/** @param file the database; where it has no log, all is in the file itself */
export function flushLog(file: string): void {
  const log = `${file}-wal`;
  if (!existsSync(log)) return;
  // Safe for SQLite's locks: those are on the database and its -shm file, never on the log.
  const fd = openSync(log, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
