/** The hash tree of RFC 6962: leaves and inner nodes are hashed apart, so that neither passes for the other. */
import { sha256 } from './hash.js';

export const HASH_BYTES = 32;

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256('');

const LEAF = Buffer.from([0]);
/** One node after the other is hashed here. */
const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** SHA-256(0x00 || entry). */
export function hashLeaf(entry: Buffer | string): Buffer {
  return sha256(typeof entry === 'string' ? `\0${entry}` : Buffer.concat([LEAF, entry]));
}

/** SHA-256(0x01 || left || right). */
export function hashChildren(left: Buffer, right: Buffer): Buffer {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return sha256(NODE);
}

/** The largest power of two below `n`; `n` is at least 2. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
