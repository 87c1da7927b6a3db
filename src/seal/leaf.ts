/**
 * The leaf: what the log hashes for an event. It commits to stream, revision, the stream's previous leaf and the body,
 * and to no store position, so a ledger can move between stores and keep every leaf (design.md 3).
 */
import { sha256Base64url } from './hash.js';

/** `prev` of a stream's first event: 32 zero bytes, base64url. */
export const NO_PREVIOUS = Buffer.alloc(32).toString('base64url');

/** base64url(SHA-256(utf8 text)), without padding. */
export function digest(text: string): string {
  return sha256Base64url(text);
}

/** The exact leaf bytes: JCS of `{body, prev, rev, sid, typ, v}`, body being the digest of the body's bytes. */
export function leafEntry(sid: string, revision: number, previous: string, bodyDigest: string): string {
  return `{"body":"${bodyDigest}","prev":"${previous}","rev":${revision},"sid":"${sid}","typ":"dcl.event","v":1}`;
}

/** RFC 6962 leaf hash, base64url: SHA-256(0x00 || entry). */
export function leafHash(entry: string): string {
  return digest(`\0${entry}`);
}

/** The leaf hash of a stored event: the next event's `prev`. */
export function leafOf(sid: string, revision: number, previous: string, body: string): string {
  return leafHash(leafEntry(sid, revision, previous, digest(body)));
}
