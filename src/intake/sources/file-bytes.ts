import { accessSync, constants, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ReadProgress } from '../row.js';
import { SourceError, directoryError, sourceErrorOf } from './source-error.js';

/** Bytes per read from disk. */
const READ_BYTES = 65_536;

/** The size of a readable regular file, in bytes. Throws `SourceError`, a sentence for people, where there is none. */
export function sizeOfFile(path: string): number {
  const stat = attempt(path, () => statSync(path));
  if (stat.isDirectory()) throw directoryError(path);
  if (!stat.isFile()) throw new SourceError('not-a-file', `${path} is not a regular file.`);
  attempt(path, () => accessSync(path, constants.R_OK));
  return stat.size;
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw sourceErrorOf(path, error);
  }
}

/** The file's bytes from its beginning. Counts them in `progress`; closes the file when the reader stops early. */
export async function* fileBytes(path: string, progress?: ReadProgress): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: unknown) => {
    throw sourceErrorOf(path, error);
  });
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      if (progress !== undefined) progress.bytesRead += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw sourceErrorOf(path, error);
  } finally {
    await file.close();
  }
}
