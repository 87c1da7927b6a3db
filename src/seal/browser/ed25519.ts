/** `../ed25519.ts` for browsers, by noble. Signing is there because the same files sign and verify. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type * as Port from '../ed25519.js';

export const ED25519_BYTES: typeof Port.ED25519_BYTES = 32;
export const SIGNATURE_BYTES: typeof Port.SIGNATURE_BYTES = 64;

export const publicKeyOf: typeof Port.publicKeyOf = (seed) => Buffer.from(ed25519.getPublicKey(seed));

export const signEd25519: typeof Port.signEd25519 = (seed, message) => Buffer.from(ed25519.sign(message, seed));

export const verifyEd25519: typeof Port.verifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== ED25519_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  try {
    // As RFC 8032 says, and not as ZIP 215 does, which takes more.
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};
