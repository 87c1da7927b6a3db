/**
 * Tiles after C2SP tlog-tiles: the tree in files of 256 hashes, eight levels each. A level-0 tile holds leaf hashes; each
 * hash of a tile above is the root of a full tile below. What a tree of a size has of tiles never changes.
 */
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';

export const TILE_WIDTH = 256;
/** Levels of the tree that one level of tiles spans. */
export const TILE_LEVELS = 8;

export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes or entries in it: 1 to 256. */
  readonly width: number;
}

/** `tile/0/x001/x234/067`, a partial one with `.p/<width>` behind it. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const last = groups.pop() ?? '';
  const path = ['tile', String(level), ...groups.map((group) => `x${group}`), last].join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a path back; undefined when it is not written as `tilePath` writes it. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, groups, partial] = PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  return tilePath(tile) === path ? tile : undefined;
}

/** How many hashes a tile has in a tree of a size; 0 when the tree has no such tile. */
export function tileWidth(level: number | 'entries', index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The hash tiles that a tree has and a smaller one had not, or had partial; level by level. */
export function tilesBetween(oldSize: number, newSize: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; ; level++) {
    const span = TILE_WIDTH ** level;
    const hashes = Math.floor(newSize / span);
    if (hashes === 0) return tiles;
    const first = Math.floor(Math.floor(oldSize / span) / TILE_WIDTH);
    for (let index = first; index * TILE_WIDTH < hashes; index++) {
      const width = tileWidth(level, index, newSize);
      if (width > tileWidth(level, index, oldSize)) tiles.push({ level, index, width });
    }
  }
}

/** A bundle of entries: each behind its length in two bytes. Throws FormatError on an entry that is too long. */
export function encodeBundle(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new FormatError(`an entry of ${entry.length} bytes does not fit into a bundle`);
      return [Buffer.from([entry.length >> 8, entry.length & 0xff]), entry];
    }),
  );
}

/** Throws FormatError when the bytes are not whole entries. */
export function decodeBundle(bytes: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + (at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0);
    if (at + 2 > bytes.length || end > bytes.length) throw new FormatError('a bundle of entries ends in the middle');
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

/** The hashes of a tile's bytes. Throws FormatError when they are not so many. */
export function hashesOf(bytes: Buffer, { width }: Pick<Tile, 'width'>): Buffer[] {
  if (bytes.length !== width * HASH_BYTES) throw new FormatError(`a tile of ${width} hashes has ${bytes.length} bytes`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}
