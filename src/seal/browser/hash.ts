/** `../hash.ts` for browsers, by noble: Web Cryptography answers later, and a proof wants thousands of answers. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type * as Port from '../hash.js';

const encoder = new TextEncoder();

export const sha256: typeof Port.sha256 = (data) =>
  Buffer.from(nobleSha256(typeof data === 'string' ? encoder.encode(data) : data));

export const sha256Base64url: typeof Port.sha256Base64url = (text) => sha256(text).toString('base64url');

export const newSha256: typeof Port.newSha256 = () => {
  const state = nobleSha256.create();
  return { update: (bytes) => void state.update(bytes), digest: () => Buffer.from(state.digest()) };
};
