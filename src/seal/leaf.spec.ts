import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { digest, leafEntry, leafHash, leafOf, NO_PREVIOUS } from './leaf.js';

const STREAM = 'case-8818ef8a-5fde-8adb-8fa4-32b566c80757';
const BODY = '{"id":"019d43c3-d200-7003-8a98-5dee69fb0b66","text":"é"}';

describe('a digest', () => {
  it('is base64url of SHA-256 over the UTF-8 bytes, without padding', () => {
    // FIPS 180-4, "abc".
    expect(Buffer.from(digest('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(digest('é')).toBe(
      createHash('sha256')
        .update(Buffer.from([0xc3, 0xa9]))
        .digest('base64url'),
    );
    expect(digest('')).not.toContain('=');
  });
});

describe('a leaf', () => {
  it('is the canonical JSON of what it commits to', () => {
    const entry = leafEntry(STREAM, 7, NO_PREVIOUS, digest(BODY));
    const members = { v: 1, typ: 'dcl.event', sid: STREAM, rev: 7, prev: NO_PREVIOUS, body: digest(BODY) };
    expect(entry).toBe(canonicalize(members));
    expect(Object.keys(JSON.parse(entry) as object)).toEqual(['body', 'prev', 'rev', 'sid', 'typ', 'v']);
  });

  it('has a hash as RFC 6962 has it: a zero byte before the entry', () => {
    const entry = leafEntry(STREAM, 0, NO_PREVIOUS, digest(BODY));
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.from([0x00]), Buffer.from(entry, 'utf8')]))
      .digest('base64url');
    expect(leafHash(entry)).toBe(expected);
    expect(leafOf(STREAM, 0, NO_PREVIOUS, BODY)).toBe(expected);
    // RFC 6962: the hash of the empty leaf.
    expect(Buffer.from(leafHash(''), 'base64url').toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  it('changes with everything that it commits to', () => {
    const hashes = [
      leafOf(STREAM, 0, NO_PREVIOUS, BODY),
      leafOf(`${STREAM}0`, 0, NO_PREVIOUS, BODY),
      leafOf(STREAM, 1, NO_PREVIOUS, BODY),
      leafOf(STREAM, 0, digest('other'), BODY),
      leafOf(STREAM, 0, NO_PREVIOUS, `${BODY} `),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('of a first event follows 32 zero bytes', () => {
    expect(Buffer.from(NO_PREVIOUS, 'base64url')).toEqual(Buffer.alloc(32));
  });
});
