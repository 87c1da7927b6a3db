/**
 * The ledger lock: one process at a time owns a ledger folder. `ledger.lock` carries the operating-system lock;
 * `ledger.lock.json` beside it says who has it, for people and for the commands that go through the owner's socket.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hold } from './hold.js';

export interface LockInfo {
  /** Process id of the owner; 0 while the owner has not yet said who it is. */
  readonly pid: number;
  /** Path of the owner's local socket; undefined when it serves none. */
  readonly socket?: string;
  /** When it took the lock, RFC 3339. */
  readonly since: string;
  /** What it is, e.g. `serve`. */
  readonly what: string;
}

export interface LedgerLock {
  readonly info: LockInfo;
  /** Says where the owner now listens. */
  announce(socket: string): void;
  /** Lets go. Harmless when called twice. */
  release(): void;
}

const UNNAMED: LockInfo = { pid: 0, since: '', what: 'a process that has not yet said who it is' };

/** Takes the lock of a ledger folder, or says at once who has it. The folder is made when it is missing. */
export function acquireLedgerLock(
  folder: string,
  owner: { readonly what: string; readonly socket?: string },
): LedgerLock | { readonly heldBy: LockInfo } {
  const file = join(folder, 'ledger.lock.json');
  const held = hold(join(folder, 'ledger.lock'));
  if (!held) return { heldBy: readInfo(file) };
  let info: LockInfo = { pid: process.pid, socket: owner.socket, since: new Date().toISOString(), what: owner.what };
  let released = false;
  write(file, info);
  return {
    get info() {
      return info;
    },
    announce: (socket) => {
      info = { ...info, socket };
      if (!released) write(file, info);
    },
    release: () => {
      if (released) return;
      released = true;
      rmSync(file, { force: true });
      held.release();
    },
  };
}

/** Renamed into place: a reader sees the old text or the new one, never half of it. */
function write(file: string, info: LockInfo): void {
  const fresh = `${file}.${process.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, `${JSON.stringify(info)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}

/** For a moment after taking the lock an owner has not yet written its name. */
function readInfo(file: string): LockInfo {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isLockInfo(found) ? found : UNNAMED;
  } catch {
    return UNNAMED;
  }
}

function isLockInfo(value: unknown): value is LockInfo {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, since, what, socket } = value as Record<string, unknown>;
  const named = Number.isSafeInteger(pid) && typeof since === 'string' && typeof what === 'string';
  return named && (socket === undefined || typeof socket === 'string');
}
