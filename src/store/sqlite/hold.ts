/**
 * Holding a file: an operating-system lock that vanishes with its process, also after `kill -9`.
 *
 * SQLite is the portable way to it: an EXCLUSIVE transaction on an empty database. It also excludes a second holder in
 * the same process, which a bare POSIX lock does not.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from '#sqlite';
import { failureOf, systemCodeOf } from './failure.js';

export interface Held {
  /** Lets go. Harmless when called twice. */
  release(): void;
}

/** Keeps the handles reachable: a collected handle would silently give the lock away. */
const held = new Set<Database.Database>();

/** Takes the lock, or answers undefined at once when somebody has it. Throws when the file cannot be opened. */
export function hold(file: string): Held | undefined {
  createPrivate(file);
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (failureOf(error) === 'busy') return undefined;
    throw error;
  }
  held.add(db);
  return {
    release: () => {
      held.delete(db);
      db.close();
    },
  };
}

/**
 * Creates the file and its folder for their owner alone (0600, 0700) unless they are there. It never opens an existing one: closing any
 * descriptor of a file drops all POSIX locks that this process has on it.
 * @returns true when the file is new
 */
export function createPrivate(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
