/**
 * Disclosures after RFC 9901 (SD-JWT): a personal value leaves the body and stays behind as a salted digest, so that
 * the value can be erased and every proof still holds.
 */
import { digest } from './leaf.js';

/** `b64url(JSON [salt, name, value])`. */
export function disclosure(salt: string, name: string, value: string): string {
  return Buffer.from(JSON.stringify([salt, name, value]), 'utf8').toString('base64url');
}

/** `b64url(SHA-256(ascii(disclosure)))`: what the body's `_sd` holds. */
export function disclosureDigest(text: string): string {
  return digest(text);
}

export interface Disclosed {
  readonly salt: string;
  readonly name: string;
  readonly value: string;
}

/** Reads a disclosure back; undefined when it is none. */
export function readDisclosure(text: string): Disclosed | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return undefined;
    const [salt, name, value] = parts as unknown[];
    if (typeof salt !== 'string' || typeof name !== 'string' || typeof value !== 'string') return undefined;
    return { salt, name, value };
  } catch {
    return undefined;
  }
}
