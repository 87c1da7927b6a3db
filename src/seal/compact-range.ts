/**
 * A tree that only grows: of `size` leaves it keeps the roots of the complete subtrees, one for each bit of `size`.
 * First of the two ways to a root; the other reads tiles (`tile-tree.ts`).
 */
import { EMPTY_ROOT, hashChildren } from './merkle.js';

export class CompactRange {
  /** By level: the root of a complete subtree of 2^level leaves, where the size has that bit. */
  private readonly roots: (Buffer | undefined)[] = [];
  private count = 0;

  /** Takes up what `nodes` gave at that size. */
  static from(size: number, nodes: readonly Buffer[]): CompactRange {
    const range = new CompactRange();
    range.count = size;
    let next = 0;
    for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2)) {
      range.roots[level] = rest % 2 === 1 ? nodes[next++] : undefined;
    }
    if (next !== nodes.length || nodes.some((node) => node.length !== EMPTY_ROOT.length)) {
      throw new RangeError(`a tree of ${size} leaves is not kept in ${nodes.length} hashes`);
    }
    return range;
  }

  get size(): number {
    return this.count;
  }

  /** The kept roots, smallest subtree first. */
  nodes(): Buffer[] {
    return this.roots.filter((root) => root !== undefined);
  }

  append(leafHash: Buffer): void {
    let node = leafHash;
    let level = 0;
    for (let left = this.roots[0]; left !== undefined; left = this.roots[++level]) {
      node = hashChildren(left, node);
      this.roots[level] = undefined;
    }
    this.roots[level] = node;
    this.count += 1;
  }

  root(): Buffer {
    const [first, ...rest] = this.nodes();
    if (!first) return EMPTY_ROOT;
    return rest.reduce((right, left) => hashChildren(left, right), first);
  }

  copy(): CompactRange {
    return CompactRange.from(this.count, this.nodes());
  }
}
