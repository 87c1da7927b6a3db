/** The stand-ins for browsers do what Node's own do, for all that the verifier asks of them. */
import fc from 'fast-check';
import * as nodeEd25519 from '../ed25519.js';
import * as nodeHash from '../hash.js';
import { Buffer as BrowserBuffer, type Encoding } from './buffer.js';
import * as browserEd25519 from './ed25519.js';
import * as browserHash from './hash.js';

const bytes = fc.uint8Array({ maxLength: 400 });
const encodings: readonly Encoding[] = ['utf8', 'base64', 'base64url', 'hex', 'latin1'];

describe('the Buffer of browsers', () => {
  it('writes bytes as Node does, in every encoding, and reads them back', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(...encodings), (data, encoding) => {
        const text = Buffer.from(data).toString(encoding);
        expect(BrowserBuffer.from(data).toString(encoding)).toBe(text);
        const [node, browser] = [Buffer.from(text, encoding), BrowserBuffer.from(text, encoding)];
        expect(Buffer.from(browser).equals(node)).toBe(true);
      }),
    );
  });

  it('reads texts of any script as Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(BrowserBuffer.from(text)).equals(Buffer.from(text))).toBe(true);
      }),
    );
  });

  it('is as strict once its base64 is written again', () => {
    const strict = (from: (text: string) => { toString(encoding: 'base64'): string }, text: string): boolean =>
      from(text).toString('base64') === text;
    const chars = fc.constantFrom(...'AQgw/+=-_ \n');
    fc.assert(
      fc.property(fc.string({ unit: chars, maxLength: 12 }), (text) => {
        const node = strict((each) => Buffer.from(each, 'base64'), text);
        expect(strict((each) => BrowserBuffer.from(each, 'base64'), text)).toBe(node);
      }),
    );
  });

  it('compares, joins, cuts and counts as Node does', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (one, other, number) => {
        const joined = BrowserBuffer.concat([one, other]);
        expect(Buffer.from(joined).equals(Buffer.concat([one, other]))).toBe(true);
        expect((joined.subarray(0, one.length) as typeof joined).equals(one)).toBe(true);
        expect(BrowserBuffer.from(one).equals(other)).toBe(Buffer.from(one).equals(other));
        const stamp = BrowserBuffer.alloc(8, 1);
        stamp.writeBigUInt64BE(number);
        expect(stamp.readBigUInt64BE()).toBe(number);
        expect(Buffer.from(stamp).readBigUInt64BE()).toBe(number);
      }),
    );
  });
});

describe('the crypto of browsers', () => {
  it('hashes as Node does, whole and in pieces', () => {
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary' }), (data, text) => {
        expect(browserHash.sha256(data).equals(nodeHash.sha256(data))).toBe(true);
        expect(browserHash.sha256Base64url(text)).toBe(nodeHash.sha256Base64url(text));
        const [one, other] = [browserHash.newSha256(), nodeHash.newSha256()];
        for (const hash of [one, other]) for (const piece of [data, Buffer.from(text)]) hash.update(piece);
        expect(one.digest().equals(other.digest())).toBe(true);
      }),
    );
  });

  it('signs as Node does, and takes its signatures and no others', () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => Buffer.from(each));
    fc.assert(
      fc.property(seed, bytes, fc.nat(64 * 8 - 1), (key, data, bit) => {
        const message = Buffer.from(data);
        const signature = nodeEd25519.signEd25519(key, message);
        const publicKey = nodeEd25519.publicKeyOf(key);
        expect(browserEd25519.publicKeyOf(key).equals(publicKey)).toBe(true);
        expect(browserEd25519.signEd25519(key, message).equals(signature)).toBe(true);
        expect(browserEd25519.verifyEd25519(publicKey, message, signature)).toBe(true);
        signature[bit >> 3] = (signature[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(browserEd25519.verifyEd25519(publicKey, message, signature)).toBe(false);
        expect(nodeEd25519.verifyEd25519(publicKey, message, signature)).toBe(false);
      }),
      { numRuns: 20 },
    );
    expect(browserEd25519.verifyEd25519(Buffer.alloc(31), Buffer.alloc(1), Buffer.alloc(64))).toBe(false);
  });
});
