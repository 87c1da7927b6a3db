/**
 * HMAC-SHA256 (RFC 2104) under one key, many times a command: two one-shot hashes over pads that are made once cost
 * about half of `createHmac`, which sets up a context for each text.
 */
import { createHmac, hash } from 'node:crypto';

/** Block size of SHA-256. */
const BLOCK = 64;
const DIGEST = 32;
/** 128 bits in base64url: the last of the characters holds two of them, so it is one of these four. */
const CHARS_128 = 22;
const LAST_TWO_BITS = 'AQgw';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Longer texts are rare, and for them the context costs little. */
const TEXT_BYTES_MAX = 16 * 1024;
/** Views are kept up to this length. */
const VIEWS_MAX = 1024;

export class KeyedHash {
  private readonly inner = Buffer.alloc(BLOCK + TEXT_BYTES_MAX, 0x36);
  private readonly views: Buffer[] = [];
  private readonly outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);

  /** @param secret of at most 64 bytes */
  constructor(private readonly secret: Buffer) {
    if (secret.length > BLOCK) throw new RangeError(`a secret of ${secret.length} bytes is longer than ${BLOCK}`);
    for (const [i, byte] of secret.entries()) {
      this.inner[i] = 0x36 ^ byte;
      this.outer[i] = 0x5c ^ byte;
    }
  }

  /** The HMAC of a text's UTF-8 bytes, in hexadecimal. */
  hex(text: string): string {
    return this.digest(text, 'hex');
  }

  /** The first 128 bits of the HMAC, in base64url. Cutting the text of all of them takes less than making bytes of it. */
  short(text: string): string {
    const whole = this.digest(text, 'base64url');
    const last = ALPHABET.indexOf(whole.charAt(CHARS_128 - 1)) >> 4;
    return whole.slice(0, CHARS_128 - 1) + LAST_TWO_BITS.charAt(last);
  }

  /** The beginning of what is hashed first. Texts are of few lengths, and a view costs a good part of a hash. */
  private upTo(end: number): Buffer {
    if (end > VIEWS_MAX) return this.inner.subarray(0, end);
    return (this.views[end] ??= this.inner.subarray(0, end));
  }

  private digest(text: string, encoding: 'hex' | 'base64url'): string {
    // A UTF-16 unit is at most three bytes.
    if (text.length * 3 > TEXT_BYTES_MAX) return createHmac('sha256', this.secret).update(text).digest(encoding);
    const end = BLOCK + this.inner.write(text, BLOCK);
    this.outer.write(hash('sha256', this.upTo(end), 'binary'), BLOCK, 'latin1');
    return hash('sha256', this.outer, encoding);
  }
}
