/** Where a ledger's local socket lies. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemCodeOf } from '../../store/sqlite/failure.js';

/** A socket's path has at most 104 (macOS) or 108 (Linux) bytes, its end included. */
export const SOCKET_PATH_BYTES_MAX = 100;
const NAME = 'quittance.sock';

/** In the data folder, or in a short private directory where that path is too long for a socket. */
export function socketPath(folder: string): string {
  const inside = join(resolve(folder), NAME);
  if (Buffer.byteLength(inside) <= SOCKET_PATH_BYTES_MAX) return inside;
  return join(privateDirectory(folder), NAME);
}

/** The same for the same ledger, so that what a killed process left behind is used again. */
function privateDirectory(folder: string): string {
  const digest = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16);
  const directory = join(shortTemporary(), `quittance-${digest}`);
  try {
    mkdirSync(directory, { mode: 0o700 });
    return directory;
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  }
  return isPrivate(directory) ? directory : mkdtempSync(join(shortTemporary(), 'quittance-'));
}

function shortTemporary(): string {
  return Buffer.byteLength(tmpdir()) + NAME.length + 30 <= SOCKET_PATH_BYTES_MAX ? tmpdir() : '/tmp';
}

/** A directory of this user that nobody else may enter: others can make one of this name in a shared /tmp. */
function isPrivate(directory: string): boolean {
  const found = lstatSync(directory);
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}
