/**
 * Making a write-ahead log durable whose last fsync may have failed.
 *
 * After a failed fsync the kernel marks the pages clean: they can be read, they will never be written, and the next
 * fsync reports success (Rebello et al., USENIX ATC 2020). A transaction that is read back from such pages must not be
 * believed, and a checkpoint of it must not be started. Writing the same bytes again makes the pages dirty again, so
 * the fsync that follows means what it says.
 */
import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from '#sqlite';

const CHUNK_BYTES = 1024 * 1024;

/** Rewrites and flushes the log of an open database, under its write lock: nobody else appends to it meanwhile. */
export function hardenLog(db: Database.Database): void {
  const log = `${db.name}-wal`;
  if (!existsSync(log)) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    rewrite(log);
  } finally {
    db.exec('ROLLBACK');
  }
}

// Safe for SQLite's locks: those are on the database and its -shm file, never on the log.
function rewrite(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = 0; ;) {
      const count = readSync(fd, chunk, 0, CHUNK_BYTES, at);
      if (count === 0) break;
      for (let done = 0; done < count;) done += writeSync(fd, chunk, done, count - done, at + done);
      at += count;
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes a new file's directory entry durable. */
export function flushFolderOf(file: string): void {
  const fd = openSync(dirname(file), 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
