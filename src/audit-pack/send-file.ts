/** Sends a file that is whole, or a range of it (RFC 9110, 14): a broken download goes on where it stopped. */
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { Problem } from '../http/problem.js';

export interface Range {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the whole, hexadecimal. */
  readonly sha256: string;
  readonly read: (range: Range) => Readable;
}

/**
 * The one range that a header asks for; undefined where it asks for none that is known: then the whole is sent.
 * @throws Problem 416 where it begins behind the end
 */
export function rangeOf(header: string | undefined, bytes: number): Range | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const last = Math.min(Number(to), bytes);
    if (last === 0) throw outside(bytes);
    return { start: bytes - last, end: bytes - 1 };
  }
  const [start, end] = [Number(from), to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)];
  if (start >= bytes) throw outside(bytes);
  // Backwards is no range (RFC 9110, 14.1.1).
  return end < start ? undefined : { start, end };
}

function outside(bytes: number): Problem {
  return Problem.of(416, 'range-not-satisfiable', `The file has ${bytes} bytes.`);
}

/** @param headers of the request */
export async function sendFile(
  reply: FastifyReply,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { name, bytes, sha256, read }: SentFile,
): Promise<void> {
  const etag = `"${sha256}"`;
  const { range: asked, 'if-range': ifRange } = headers;
  const isSame = ifRange === undefined || ifRange === etag;
  const range = isSame && typeof asked === 'string' ? rangeOf(asked, bytes) : undefined;
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  if (range) void reply.status(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
  await reply
    .header('content-type', 'application/zip')
    .header('content-length', end - start + 1)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('etag', etag)
    .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
    .send(read({ start, end }));
}
