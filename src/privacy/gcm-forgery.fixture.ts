/**
 * The key-commitment attack (proofs/design.md 0.4): AES-GCM does not commit to its key. One ciphertext with one tag that opens
 * validly under two keys, made by solving for its last block in GF(2^128).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { disclosure, readDisclosure } from '../seal/disclosure.js';

/** The event that the ciphertext belongs to: its stream and id are authenticated beside it. */
export const PLACE = { stream: 'party-1', event: '019d43c3-d200-7003-8a98-5dee69fb0b66' };
const AAD = Buffer.from(`${PLACE.stream}|${PLACE.event}|text`);
const REDUCTION = 0xe1n << 120n;

const num = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const block = (n: bigint): Buffer => Buffer.from(n.toString(16).padStart(32, '0'), 'hex');

/** Product in GF(2^128) as GCM has it (NIST SP 800-38D, 6.3). */
function times(x: bigint, y: bigint): bigint {
  let [z, v] = [0n, y];
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((x >> bit) & 1n) z ^= v;
    v = v & 1n ? (v >> 1n) ^ REDUCTION : v >> 1n;
  }
  return z;
}

/** x^(2^128 - 2). */
function inverse(x: bigint): bigint {
  let [result, power] = [1n << 127n, x];
  for (let i = 1; i < 128; i++) {
    power = times(power, power);
    result = times(result, power);
  }
  return result;
}

function blocks(bytes: Buffer): bigint[] {
  const padded = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)]);
  return Array.from({ length: padded.length / 16 }, (_, i) => num(padded.subarray(i * 16, i * 16 + 16)));
}

/** What a key makes of a nonce: hash key, mask of the tag, key stream. */
function partsOf(key: Buffer, nonce: Buffer, length: number) {
  const ecb = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const hash = num(ecb.update(Buffer.alloc(16)));
  const mask = num(ecb.update(Buffer.concat([nonce, Buffer.from([0, 0, 0, 1])])));
  const stream = createCipheriv('aes-256-gcm', key, nonce).update(Buffer.alloc(length));
  return { hash, mask, stream };
}

const lengths = (bytes: number): bigint => (BigInt(AAD.length * 8) << 64n) | BigInt(bytes * 8);
const ghash = (hash: bigint, all: readonly bigint[]): bigint => all.reduce((y, x) => times(y ^ x, hash), 0n);
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));

export interface Forged {
  /** Nonce, ciphertext and tag as the vault stores them. */
  readonly sealed: Buffer;
  readonly first: string;
  readonly second: string;
}

/** One ciphertext for two keys: the second opens to `told`; a last block makes the tags equal. */
export function forge(one: Buffer, two: Buffer, told: Buffer): Forged {
  for (;;) {
    const nonce = randomBytes(12);
    const length = told.length + 16;
    const [a, b] = [partsOf(one, nonce, length), partsOf(two, nonce, length)];
    const front = xor(told, b.stream);
    const hashed = (key: bigint, last: bigint): bigint =>
      ghash(key, [...blocks(AAD), ...blocks(front), last, lengths(length)]);
    const apart = hashed(a.hash, 0n) ^ a.mask ^ hashed(b.hash, 0n) ^ b.mask;
    const last = times(apart, inverse(times(a.hash, a.hash) ^ times(b.hash, b.hash)));
    const text = Buffer.concat([front, block(last)]);
    const sealed = Buffer.concat([nonce, text, block(hashed(a.hash, last) ^ a.mask)]);
    const [first, second] = [bare(one, sealed), bare(two, sealed)];
    // The last block opens to noise: some nonce makes it noise that base64 passes over.
    if (readDisclosure(second)) return { sealed, first, second };
  }
}

/** What AES-GCM alone says. */
export function bare(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(AAD);
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

/** A disclosure whose length is a whole number of blocks. */
export function whole(value: string): Buffer {
  for (let salt = 'c2FsdA'; ; salt += 'x') {
    const text = Buffer.from(disclosure(salt, 'text', value));
    if (text.length % 16 === 0) return text;
  }
}
