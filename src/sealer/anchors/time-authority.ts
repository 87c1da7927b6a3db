/** Asks an RFC 3161 authority for a stamp over some bytes, and verifies it before it is worth anything. */
import { randomBytes } from 'node:crypto';
import type { TimeStampProven } from '../../seal/timestamp/index.js';
import { boundedPost, faultOf } from '../bounded-fetch.js';

export interface Authority {
  readonly url: string;
  /** The trusted certificates as they were given, for whoever verifies later. */
  readonly pem: string;
  /** The same as DER. */
  readonly certificates: readonly Uint8Array[];
}

export interface Stamped {
  readonly kind: 'stamped';
  /** The response (`.tsr`), byte for byte. */
  readonly response: Buffer;
  readonly proven: TimeStampProven;
}

export interface NotStamped {
  readonly kind: 'failed';
  readonly detail: string;
}

const RESPONSE_BYTES_MAX = 64 * 1024;
const NONCE_BYTES = 8;

export async function stampedBy(
  { url, certificates }: Authority,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Stamped | NotStamped> {
  const nonce = randomBytes(NONCE_BYTES);
  try {
    // The libraries behind it are large, and most ledgers ask no authority.
    const { positive, timeStampRequest, verifyTimeStamp } = await import('../../seal/timestamp/index.js');
    const request = await timeStampRequest(bytes, nonce);
    const type = 'application/timestamp-query';
    const { status, body } = await boundedPost(url, request, { type, bytesMax: RESPONSE_BYTES_MAX, signal });
    if (status !== 200) return { kind: 'failed', detail: `it answered ${status}` };
    const verdict = await verifyTimeStamp(body, bytes, certificates);
    if (verdict.kind === 'refused') return { kind: 'failed', detail: verdict.detail };
    if (verdict.nonce !== Buffer.from(positive(nonce)).toString('hex')) {
      return { kind: 'failed', detail: 'its answer is to another request' };
    }
    return { kind: 'stamped', response: body, proven: verdict };
  } catch (error) {
    return { kind: 'failed', detail: faultOf(error) };
  }
}
