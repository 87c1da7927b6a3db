/** A file that is read piece by piece, however large it is. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { ByteSource } from '../seal/bytes.js';
import { CliError, EXIT } from './exit.js';

export interface OpenFile {
  readonly source: ByteSource;
  readonly close: () => void;
}

/** @throws CliError 2 where there is no such file. */
export function fileSource(path: string): OpenFile {
  const fd = opened(path);
  const { size } = fstatSync(fd);
  const read = async (at: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const got = readSync(fd, bytes, done, length - done, at + done);
      if (got === 0) throw new CliError(EXIT.fault, `${path} grew shorter while it was read.`);
      done += got;
    }
    return bytes;
  };
  return { source: { size, read }, close: () => closeSync(fd) };
}

/** Policies, checkpoints, certificates, bundles of a log: longer ones are none. */
export const SMALL_FILE_BYTES_MAX = 1 << 25;

/** @throws CliError 2 where there is no such file, or a long one. */
export function smallFile(path: string): Buffer {
  const fd = opened(path);
  try {
    const { size } = fstatSync(fd);
    if (size > SMALL_FILE_BYTES_MAX) {
      throw new CliError(EXIT.usage, `${path} is longer than ${SMALL_FILE_BYTES_MAX} bytes.`);
    }
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

function opened(path: string): number {
  try {
    // Else it would wait for somebody to write into a pipe of that name.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (error) {
    throw new CliError(
      EXIT.usage,
      `${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
    );
  }
  throw new CliError(EXIT.usage, `${path} is no file.`);
}
