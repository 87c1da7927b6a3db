/**
 * Base64 read strictly (RFC 4648, section 4). Node's own reader skips what it does not know, so that several texts mean
 * the same bytes: a flipped bit in a proof would go unnoticed (proofs/design.md 2.4).
 */
import { FormatError } from './format-error.js';

/** Throws FormatError unless this is the one text of some bytes. */
export function fromBase64(text: string, what = 'base64'): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new FormatError(`${what} is not strict base64`);
  return bytes;
}

/** The same without padding and with the letters of URLs (RFC 4648, section 5). */
export function fromBase64url(text: string, what = 'base64url'): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new FormatError(`${what} is not strict base64url`);
  return bytes;
}
