import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { KeyedHash } from './keyed-hash.js';

const secret = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes));
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', minLength: 5_000, maxLength: 12_000 }),
);

describe('a keyed hash', () => {
  it('is HMAC-SHA256 as node:crypto computes it, for every key up to a block and every text', () => {
    fc.assert(
      fc.property(secret, fc.array(text, { minLength: 1, maxLength: 4 }), (key, texts) => {
        const keyed = new KeyedHash(key);
        // Several texts one after the other: what the last one left behind must not show.
        for (const each of texts) expect(keyed.hex(each)).toBe(createHmac('sha256', key).update(each).digest('hex'));
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  it('gives its first 128 bits as base64url writes them', () => {
    fc.assert(
      fc.property(secret, text, (key, each) => {
        const first = createHmac('sha256', key).update(each).digest().subarray(0, 16);
        expect(new KeyedHash(key).short(each)).toBe(first.toString('base64url'));
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });

  it.each([5_460, 5_461, 5_462, 16_384, 100_000])('is so for a text of %i characters', (length) => {
    const key = Buffer.alloc(32, 7);
    for (const each of ['x', 'é', '界'].map((character) => character.repeat(length))) {
      expect(new KeyedHash(key).hex(each)).toBe(createHmac('sha256', key).update(each).digest('hex'));
    }
  });

  it('gives the value of RFC 4231, test case 2', () => {
    expect(new KeyedHash(Buffer.from('Jefe')).hex('what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('takes no key that HMAC would have to shorten first', () => {
    expect(() => new KeyedHash(Buffer.alloc(65))).toThrow(RangeError);
  });
});
