/** The tree read from tiles: the second way to a root, and what proofs are made from. */
import { hashChildren } from './merkle.js';
import { rangeRoot, type NodeReader } from './prove.js';
import { hashesOf, TILE_LEVELS, TILE_WIDTH, tileWidth, type Tile } from './tile.js';

/** The bytes of a hash tile. Throws when there is none: a tree without its tiles proves nothing. */
export type TileReader = (tile: Tile) => Buffer;

/** Nodes of a tree of that size, from its tiles. Each tile is read once. */
export function nodesOfTiles(size: number, read: TileReader): NodeReader {
  const known = new Map<string, Buffer[]>();
  const tileOf = (level: number, index: number): Buffer[] => {
    const key = `${level}/${index}`;
    let hashes = known.get(key);
    if (!hashes) {
      const tile = { level, index, width: tileWidth(level, index, size) };
      if (tile.width === 0) throw new RangeError(`a tree of ${size} leaves has no tile ${key}`);
      known.set(key, (hashes = hashesOf(read(tile), tile)));
    }
    return hashes;
  };
  return (level, index) => {
    const inner = level % TILE_LEVELS;
    const first = index * 2 ** inner;
    const hashes = tileOf((level - inner) / TILE_LEVELS, Math.floor(first / TILE_WIDTH));
    return subtree(hashes, first % TILE_WIDTH, 2 ** inner);
  };
}

function subtree(hashes: readonly Buffer[], from: number, count: number): Buffer {
  if (count === 1) {
    const hash = hashes[from];
    if (!hash) throw new RangeError('the node is not complete in this tree');
    return hash;
  }
  const half = count / 2;
  return hashChildren(subtree(hashes, from, half), subtree(hashes, from + half, half));
}

/** The root of a full tile, which is one hash of the tile above. */
export function tileRoot(hashes: readonly Buffer[]): Buffer {
  return subtree(hashes, 0, TILE_WIDTH);
}

/** The root of the tree whose tiles these are. */
export function rootOfTiles(size: number, read: TileReader): Buffer {
  return rangeRoot(nodesOfTiles(size, read), 0, size);
}
