/** Text out of bytes, strictly: UTF-8 that is no UTF-8 is refused, and so is a line without an end. */
import { FormatError } from '../format-error.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LINE_FEED = 0x0a;

/** Throws FormatError. */
export function textOf(bytes: Uint8Array, what: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new FormatError(`${what} is not UTF-8`);
  }
}

/** Whole content. Throws FormatError where it is longer than `most`. */
export async function wholeOf(pieces: AsyncIterable<Uint8Array>, most: number, what: string): Promise<Buffer> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) throw new FormatError(`${what} is longer than ${most} bytes`);
    all.push(piece);
  }
  return Buffer.concat(all);
}

/** The lines, without their line feeds. Throws FormatError. @param most bytes of a line. */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
  what: string,
): AsyncGenerator<string, void, undefined> {
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
      const last = piece.subarray(from, end);
      yield textOf(rest.length === 0 ? last : Buffer.concat([...rest, last]), what);
      [rest, length, from] = [[], 0, end + 1];
    }
    if (from === piece.length) continue;
    // A source may use the memory of a piece again.
    rest.push(Uint8Array.from(piece.subarray(from)));
    length += piece.length - from;
    if (length > most) throw new FormatError(`${what} has a line of more than ${most} bytes`);
  }
  if (length > 0) throw new FormatError(`${what} ends without a line feed`);
}
