/** Files on their way into a backup and out of it: their sums, and that they are on the disk. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

const CHUNK_BYTES = 1024 * 1024;

export interface Sum {
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

type Told = (bytes: number) => void;

/** Reads a file to its end. @param told bytes since it was told last */
export async function sumOf(file: string, told: Told = () => undefined): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    bytes += chunk.length;
    told(chunk.length);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Copies into a new file that only its owner may read, on disk when it resolves; gives the sum of what was copied. */
export async function copyFile(from: string, to: string, told: Told = () => undefined): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  const out = openSync(to, 'wx', 0o600);
  try {
    for await (const chunk of chunksOf(from)) {
      hash.update(chunk);
      writeWhole(out, chunk);
      bytes += chunk.length;
      told(chunk.length);
    }
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A new file that only its owner may read, on disk when it returns. */
export function writePrivate(file: string, bytes: string | Buffer): void {
  const out = openSync(file, 'wx', 0o600);
  try {
    writeWhole(out, Buffer.from(bytes));
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

/** Flushes a file, or the names in a folder. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function writeWhole(handle: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer, void> {
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(handle, chunk);
      if (count === 0) return;
      yield chunk.subarray(0, count);
      // A signal may come in between.
      await turn();
    }
  } finally {
    closeSync(handle);
  }
}
