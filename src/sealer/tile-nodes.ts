/** Nodes of the tree from tiles, for many proofs: of each tile that was read all inner hashes are kept, of few tiles. */
import { hashChildren, HASH_BYTES } from '../seal/merkle.js';
import type { NodeReader } from '../seal/prove.js';
import { hashesOf, TILE_LEVELS, TILE_WIDTH, tileWidth } from '../seal/tile.js';
import type { TileFiles } from './tile-folder.js';

/** Tiles that are held, 16 kB each. */
const TILES_MAX = 512;

/** By level inside the tile: the hashes of its complete subtrees. */
type Pyramid = readonly (readonly Buffer[])[];

/**
 * Nodes of a tree that was published with `size` leaves and has grown to `grown`: tiles are read as they stand now, and
 * what was there then is the beginning of them.
 */
export function tileNodes(tiles: TileFiles, size: number, grown: number): NodeReader {
  const held = new Map<string, Pyramid>();
  const pyramidOf = (level: number, index: number): Pyramid => {
    const key = `${level}/${index}`;
    let pyramid = held.get(key);
    if (pyramid) {
      held.delete(key);
    } else {
      const width = tileWidth(level, index, size);
      if (width === 0) throw new RangeError(`a tree of ${size} leaves has no tile ${key}`);
      const now = { level, index, width: tileWidth(level, index, grown) };
      pyramid = pyramidOver(hashesOf(tiles.read(now), now).slice(0, width));
      if (held.size >= TILES_MAX) held.delete(held.keys().next().value as string);
    }
    held.set(key, pyramid);
    return pyramid;
  };
  return (level, index) => {
    const inner = level % TILE_LEVELS;
    const place = index % (TILE_WIDTH / 2 ** inner);
    const tile = Math.floor((index * 2 ** inner) / TILE_WIDTH);
    const node = pyramidOf((level - inner) / TILE_LEVELS, tile)[inner]?.[place];
    if (!node) throw new RangeError('the node is not complete in this tree');
    return node;
  };
}

function pyramidOver(hashes: readonly Buffer[]): Pyramid {
  const levels: Buffer[][] = [[...hashes]];
  for (let below = levels[0] as Buffer[]; below.length > 1 && levels.length < TILE_LEVELS;) {
    const level: Buffer[] = [];
    for (let i = 0; i + 1 < below.length; i += 2) {
      level.push(hashChildren(below[i] as Buffer, below[i + 1] as Buffer));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

/** The hashes of all complete subtrees over some leaf hashes, level by level: for a tree that fits into memory. */
export function nodesOver(leaves: readonly Buffer[]): NodeReader {
  const levels: (readonly Buffer[])[] = [leaves];
  for (let below = leaves; below.length > 1;) {
    const level: Buffer[] = [];
    for (let i = 0; i + 1 < below.length; i += 2) {
      level.push(hashChildren(below[i] as Buffer, below[i + 1] as Buffer));
    }
    levels.push(level);
    below = level;
  }
  return (level, index) => {
    const node = levels[level]?.[index];
    if (node?.length !== HASH_BYTES) throw new RangeError('the node is not complete in this tree');
    return node;
  };
}
