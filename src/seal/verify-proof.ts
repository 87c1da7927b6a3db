/** Checks proofs of RFC 6962 as RFC 9162 says in 2.1.3.2 and 2.1.4.2. Anything unsound is false, never an exception. */
import { EMPTY_ROOT, HASH_BYTES, hashChildren } from './merkle.js';

const half = (n: number): number => Math.floor(n / 2);
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Buffer[]): boolean => hashes.every((hash) => hash.length === HASH_BYTES);

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  /** From the leaf's sibling up. */
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
}

/** Whether the leaf stands at that index of the tree that has this root. */
export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (!areHashes([leafHash, root, ...proof])) return false;
  let [at, last, node] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashChildren(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = hashChildren(node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && node.equals(root);
}

export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: Buffer;
  readonly newSize: number;
  readonly newRoot: Buffer;
  readonly proof: readonly Buffer[];
}

/** Whether the newer tree is the older one with leaves added behind. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: Consistency): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (!areHashes([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(EMPTY_ROOT);
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // An old tree that is complete is itself a node of the new one, so a proof leaves its root out.
  const [start, ...path] = at === 0 ? [oldRoot, ...proof] : proof;
  if (!start || proof.length === 0) return false;
  let [old, fresh] = [start, start];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, fresh] = [hashChildren(sibling, old), hashChildren(sibling, fresh)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      fresh = hashChildren(fresh, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(oldRoot) && fresh.equals(newRoot);
}
