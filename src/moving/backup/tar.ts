/**
 * A backup in one file: a tar (POSIX ustar; sizes beyond 8 GiB as GNU and BSD write them) whose last entry, `SHA256`, is the digest
 * of every byte before it. So `tar -tf` lists it, and one that was cut off or changed is known as such before anything is written.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { writeWhole } from './sums.js';

const BLOCK = 512;
const CHUNK_BYTES = 1024 * 1024;
const SEAL = 'SHA256';
/** Eleven octal digits. */
const OCTAL_MAX = 0o77777777777;

type Told = (bytes: number) => void;

/** The file is not, byte for byte, what was written. */
export class BrokenTar extends Error {
  override readonly name = 'BrokenTar';
}

/** Packs files of a folder, in this order, into a new file that only its owner may read; on disk when it resolves. */
export async function writeTar(folder: string, names: readonly string[], file: string, told: Told): Promise<string> {
  const out = openSync(file, 'wx', 0o600);
  const hash = createHash('sha256');
  const put = (bytes: Buffer): void => {
    hash.update(bytes);
    writeWhole(out, bytes);
  };
  try {
    for (const name of names) {
      const path = join(folder, name);
      const { size } = statSync(path);
      put(headerOf(name, size));
      await eachChunk(path, 0, size, (chunk) => {
        put(chunk);
        told(chunk.length);
      });
      put(padding(size));
    }
    const digest = hash.digest('hex');
    const line = Buffer.from(`${digest}\n`);
    writeWhole(out, Buffer.concat([headerOf(SEAL, line.length), line, padding(line.length), Buffer.alloc(2 * BLOCK)]));
    fsyncSync(out);
    return digest;
  } finally {
    closeSync(out);
  }
}

export interface Entry {
  readonly name: string;
  readonly size: number;
  /** Of its first byte in the file. */
  readonly offset: number;
}

/** Whether it begins as one of these does. */
export function isTar(file: string): boolean {
  const { size } = statSync(file);
  return size >= BLOCK && readAt(file, 0, BLOCK).toString('latin1', 257, 262) === 'ustar';
}

/** Reads it whole. @throws BrokenTar where it is not what was written */
export async function checkTar(file: string, told: Told): Promise<Entry[]> {
  const { size: length } = statSync(file);
  const entries: Entry[] = [];
  const hash = createHash('sha256');
  for (let at = 0; ;) {
    const { name, size } = readHeader(file, at, length);
    const [offset, end] = [at + BLOCK, at + BLOCK + size + padding(size).length];
    if (end > length) throw new BrokenTar(`${file} ends in the middle of ${name}.`);
    if (name === SEAL) {
      if (readAt(file, offset, size).toString('latin1') !== `${hash.digest('hex')}\n` || length !== end + 2 * BLOCK) {
        throw new BrokenTar(`${file} is not what was written: its digest is another.`);
      }
      return entries;
    }
    await eachChunk(file, at, end - at, (chunk) => {
      hash.update(chunk);
      told(chunk.length);
    });
    entries.push({ name, size, offset });
    at = end;
  }
}

/** Writes an entry to a new file that only its owner may read, on disk when it resolves. */
export async function extract(file: string, { offset, size }: Entry, to: string): Promise<void> {
  const out = openSync(to, 'wx', 0o600);
  try {
    await eachChunk(file, offset, size, (chunk) => writeWhole(out, chunk));
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

function headerOf(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write('0000600\0' + '0000000\0' + '0000000\0', 100, 'latin1');
  if (size <= OCTAL_MAX) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write('00000000000\0', 136, 'latin1');
  block.write('0ustar\0' + '00', 156, 'latin1');
  block.copyWithin(257, 157, 165);
  block.fill(0, 157, 165);
  block.write(`${sumOfHeader(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** @throws BrokenTar where no header is */
function readHeader(file: string, at: number, length: number): { name: string; size: number } {
  if (at + BLOCK > length) throw new BrokenTar(`${file} was cut off: its last entry, ${SEAL}, is missing.`);
  const block = readAt(file, at, BLOCK);
  const sum = Number.parseInt(block.toString('latin1', 148, 154), 8);
  if (sum !== sumOfHeader(block)) throw new BrokenTar(`${file} is damaged at byte ${at}: no entry begins there.`);
  const name = block.toString('latin1', 0, 100).replace(/\0.*$/s, '');
  const large = block.readUInt8(124) === 0x80;
  return {
    name,
    size: large ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('latin1', 124, 135), 8),
  };
}

/** All bytes, those of the sum itself as spaces. */
function sumOfHeader(block: Buffer): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

function readAt(file: string, offset: number, size: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, readSync(handle, bytes, 0, size, offset));
  } finally {
    closeSync(handle);
  }
}

async function eachChunk(file: string, from: number, size: number, take: (chunk: Buffer) => void): Promise<void> {
  const handle = openSync(file, 'r');
  try {
    for (let done = 0; done < size;) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - done));
      const count = readSync(handle, chunk, 0, chunk.length, from + done);
      if (count === 0) throw new BrokenTar(`${file} ends too early.`);
      take(chunk.subarray(0, count));
      done += count;
      // A signal may come in between.
      await turn();
    }
  } finally {
    closeSync(handle);
  }
}
