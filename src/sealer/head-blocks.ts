/**
 * A map of heads in blocks of 256 streams: the hash of each block and the stream that it begins with. With them the proof of
 * a few heads is made from their own blocks; without them, every head of the ledger would be read for it.
 */
import { hashChildren } from '../seal/merkle.js';
import { rangeRoot, type NodeReader } from '../seal/prove.js';
import type { SealDb } from './seal-db.js';
import { nodesOver } from './tile-nodes.js';

const LEVELS = 8;
export const BLOCK_HEADS = 2 ** LEVELS;

/** Maps that are remembered of a log: an export may use one that is older than the newest, for its witnesses. */
const MAPS_KEPT = 3;

const kept = new WeakMap<SealDb, HeadBlocks[]>();

/** The blocks of a map, where they were made in this process. @param root base64url */
export function blocksOf(db: SealDb, root: string): HeadBlocks | undefined {
  return kept.get(db)?.find((blocks) => blocks.root === root);
}

export function keepBlocks(db: SealDb, blocks: HeadBlocks): void {
  const others = (kept.get(db) ?? []).filter(({ root }) => root !== blocks.root);
  kept.set(db, [blocks, ...others].slice(0, MAPS_KEPT));
}

export class HeadBlocks {
  /** base64url. */
  readonly root: string;
  private readonly upper: NodeReader;
  private readonly lower: NodeReader;

  constructor(
    /** Streams in the map. */
    readonly size: number,
    /** Id of the first stream of each block. */
    private readonly firsts: readonly string[],
    hashes: readonly Buffer[],
    /** Leaf hashes of the last block, where it is not full. */
    tail: readonly Buffer[],
  ) {
    this.upper = nodesOver(hashes);
    this.lower = nodesOver(tail);
    this.root = rangeRoot(this.nodes(new Map()), 0, size).toString('base64url');
  }

  /** The block in which a stream stands, if it stands in the map. */
  blockOf(sid: string): number | undefined {
    let [low, high] = [0, this.firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.firsts[middle] as string) <= sid) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : low - 1;
  }

  /** Its first stream, and the first one behind it; undefined of the last block. */
  bounds(block: number): { readonly first: string; readonly end: string | undefined } {
    return { first: this.firsts[block] as string, end: this.firsts[block + 1] };
  }

  /** Whether these are the leaf hashes of a block. */
  isBlock(block: number, leaves: readonly Buffer[]): boolean {
    const begin = block * BLOCK_HEADS;
    const count = Math.min(BLOCK_HEADS, this.size - begin);
    if (leaves.length !== count) return false;
    const own = rangeRoot(nodesOver(leaves), 0, count);
    return own.equals(rangeRoot(this.nodes(new Map()), begin, begin + count));
  }

  /** Nodes of the whole map, as far down as the blocks that are given reach. */
  nodes(leaves: ReadonlyMap<number, readonly Buffer[]>): NodeReader {
    const read = new Map([...leaves].map(([block, hashes]) => [block, nodesOver(hashes)]));
    return (level, index) => {
      if (level >= LEVELS) return this.upper(level - LEVELS, index);
      const width = BLOCK_HEADS / 2 ** level;
      const block = Math.floor(index / width);
      return (read.get(block) ?? this.lower)(level, index % width);
    };
  }
}

/** Takes the heads in the order of their streams. */
export class HeadBlocksMaker {
  private size = 0;
  private readonly firsts: string[] = [];
  private readonly hashes: Buffer[] = [];
  private open: Buffer[] = [];

  add(sid: string, leaf: Buffer): void {
    if (this.open.length === 0) this.firsts.push(sid);
    this.open.push(leaf);
    this.size += 1;
    if (this.open.length < BLOCK_HEADS) return;
    this.hashes.push(rootOfFull(this.open));
    this.open = [];
  }

  done(): HeadBlocks {
    return new HeadBlocks(this.size, this.firsts, this.hashes, this.open);
  }
}

function rootOfFull(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) above.push(hashChildren(level[i] as Buffer, level[i + 1] as Buffer));
    level = above;
  }
  return level[0] as Buffer;
}
