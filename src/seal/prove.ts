/** Makes proofs of RFC 6962 (2.1.1, 2.1.2) from the hashes of complete subtrees. */
import { EMPTY_ROOT, hashChildren, splitOf } from './merkle.js';

/** The root of the complete subtree of 2^level leaves that is the `index`-th of its level; level 0 are the leaf hashes. */
export type NodeReader = (level: number, index: number) => Buffer;

/** The root over the leaves from `begin` up to, but without, `end`, where `begin` is where a subtree may begin. */
export function rangeRoot(node: NodeReader, begin: number, end: number): Buffer {
  const count = end - begin;
  if (count === 0) return EMPTY_ROOT;
  const level = Math.log2(count);
  if (Number.isInteger(level)) return node(level, begin / count);
  const middle = begin + splitOf(count);
  return hashChildren(rangeRoot(node, begin, middle), rangeRoot(node, middle, end));
}

/** Throws RangeError where the tree has no such leaf. */
export function inclusionProof(node: NodeReader, index: number, size: number): Buffer[] {
  if (index < 0 || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: Buffer[] = [];
  for (let begin = 0, end = size; end - begin > 1;) {
    const middle = begin + splitOf(end - begin);
    path.push(index < middle ? rangeRoot(node, middle, end) : rangeRoot(node, begin, middle));
    if (index < middle) end = middle;
    else begin = middle;
  }
  return path.reverse();
}

/** Throws RangeError unless the older tree is not larger than the newer one. */
export function consistencyProof(node: NodeReader, oldSize: number, newSize: number): Buffer[] {
  if (oldSize < 0 || oldSize > newSize) throw new RangeError(`${newSize} leaves do not extend ${oldSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const path: Buffer[] = [];
  let [begin, end, rest, whole] = [0, newSize, oldSize, true];
  while (rest !== end - begin) {
    const half = splitOf(end - begin);
    const middle = begin + half;
    if (rest <= half) {
      path.push(rangeRoot(node, middle, end));
      end = middle;
    } else {
      path.push(rangeRoot(node, begin, middle));
      [begin, rest, whole] = [middle, rest - half, false];
    }
  }
  // The old tree's last subtree: left out where it is the whole old tree, whose root the reader has.
  if (!whole) path.push(rangeRoot(node, begin, end));
  return path.reverse();
}
