/**
 * The tiles of a log in one file, so that a backup is a handful of files: each tile that a tree of this size has (hash tiles
 * level by level, then bundles of entries), behind its length in four bytes, big-endian.
 */
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { decodeBundle, encodeBundle, tilesBetween, type Tile } from '../../seal/tile.js';
import type { TileFiles } from '../../sealer/tile-folder.js';
import { writeWhole } from './sums.js';

/** A tile that is replaced by a wider one between two looks is looked for again. */
const LOOKS = 5;
const TILES_A_TURN = 256;

/** Everything that a tree of this size has. */
export function tilesOf(size: number): Tile[] {
  const hashes = tilesBetween(0, size);
  const bundles = hashes
    .filter(({ level }) => level === 0)
    .map(({ index, width }) => ({ level: 'entries', index, width }) as const);
  return [...hashes, ...bundles];
}

/** Writes a new file, on disk when it resolves. Throws where a tile is missing. */
export async function packTiles(folder: TileFiles, size: number, file: string): Promise<void> {
  const out = openSync(file, 'wx', 0o600);
  try {
    for (const [i, tile] of tilesOf(size).entries()) {
      const bytes = read(folder, tile);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      writeWhole(out, Buffer.concat([length, bytes]));
      if (i % TILES_A_TURN === 0) await turn();
    }
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

/** Throws where the file is not what a tree of this size has. */
export async function unpackTiles(file: string, size: number, folder: TileFiles): Promise<void> {
  const handle = openSync(file, 'r');
  try {
    for (const [i, tile] of tilesOf(size).entries()) {
      const length = take(handle, 4).readUInt32BE();
      folder.write(tile, take(handle, length));
      if (i % TILES_A_TURN === 0) await turn();
    }
  } finally {
    closeSync(handle);
  }
}

function read(folder: TileFiles, tile: Tile): Buffer {
  for (let look = 1; ; look++) {
    try {
      const bytes = folder.read(tile);
      // Of a partial bundle only a wider one may be left.
      return tile.level === 'entries' ? encodeBundle(decodeBundle(bytes).slice(0, tile.width)) : bytes;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || look === LOOKS) throw error;
    }
  }
}

function take(handle: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(handle, bytes, done, length - done, null);
    if (count === 0) throw new Error('the file of tiles ends too early');
    done += count;
  }
  return bytes;
}
