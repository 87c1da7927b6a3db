/** Checks proofs of RFC 6962 as RFC 9162 says in 2.1.3.2 and 2.1.4.2. Anything unsound is false, never an exception. */
import { EMPTY_ROOT, HASH_BYTES, hashChildren } from './merkle.js';

const half = (n: number): number => Math.floor(n / 2);
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Buffer[]): boolean => hashes.every((hash) => hash.length === HASH_BYTES);

/**
 * Goes up from a node to the root, a hash of the proof at each step. False where the proof is too short or too long.
 * @param at index of the node in its level
 * @param last index of the level's last node
 * @param take gets each sibling, and whether it stands to the left
 */
function climb(at: number, last: number, proof: readonly Buffer[], take: (sibling: Buffer, left: boolean) => void) {
  for (const sibling of proof) {
    if (last === 0) return false;
    const left = at % 2 === 1 || at === last;
    take(sibling, left);
    // The last node of a level has no sibling there: it goes up until it has one.
    if (left) while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    [at, last] = [half(at), half(last)];
  }
  return last === 0;
}

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
  let node = leafHash;
  const fits = climb(index, size - 1, proof, (sibling, left) => {
    node = left ? hashChildren(sibling, node) : hashChildren(node, sibling);
  });
  return fits && node.equals(root);
}

export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: Buffer;
  readonly newSize: number;
  readonly newRoot: Buffer;
  readonly proof: readonly Buffer[];
}

/** Whether the newer tree is the older one with leaves added behind. */
export function verifyConsistency(claim: Consistency): boolean {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (!areHashes([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(EMPTY_ROOT);
  return extendsTo(claim);
}

function extendsTo({ oldSize, oldRoot, newSize, newRoot, proof }: Consistency): boolean {
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // An old tree that is complete is itself a node of the new one, so a proof leaves its root out.
  const [start, ...path] = at === 0 ? [oldRoot, ...proof] : proof;
  if (!start || proof.length === 0) return false;
  let [old, fresh] = [start, start];
  const fits = climb(at, last, path, (sibling, left) => {
    if (left) old = hashChildren(sibling, old);
    fresh = left ? hashChildren(sibling, fresh) : hashChildren(fresh, sibling);
  });
  return fits && old.equals(oldRoot) && fresh.equals(newRoot);
}
