/** SHA-256. One of the two files whose place others take in a browser (`browser/`), where Node's own crypto is not. */
import { createHash, hash } from 'node:crypto';

/**
 * A Buffer that node makes of a hash has memory of its own outside the heap, and millions of them keep the garbage
 * collector busy; one made of a text lies in a pool. It takes two thirds of the time.
 */
export function sha256(data: Uint8Array | string): Buffer {
  return Buffer.from(hash('sha256', data, 'binary'), 'latin1');
}

/** base64url(SHA-256(utf8 text)), without padding. */
export function sha256Base64url(text: string): string {
  return hash('sha256', text, 'base64url');
}

export interface Sha256 {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** For what comes in pieces. */
export function newSha256(): Sha256 {
  const state = createHash('sha256');
  return { update: (bytes) => void state.update(bytes), digest: () => state.digest() };
}
