/** Files of a pack: a path, and content that can be read twice, once to be summed up and once to be written. */
import type { Content } from '../bytes.js';
import { newSha256 } from '../hash.js';
import { crc32 } from '../zip/crc32.js';
import type { ZipContent } from '../zip/write-zip.js';

export interface PackFile extends Content {
  readonly path: string;
}

export function bytesFile(path: string, bytes: Uint8Array): PackFile {
  return { path, open: () => [bytes] };
}

export function textFile(path: string, text: string): PackFile {
  return bytesFile(path, Buffer.from(text));
}

/** Lines are put together to pieces of about this many bytes. */
const PIECE_CHARS = 1 << 16;

/** @param lines called anew each time; each line ends with its line feed. */
export function linesFile(path: string, lines: () => Iterable<string> | AsyncIterable<string>): PackFile {
  return {
    path,
    async *open() {
      let piece = '';
      for await (const line of lines()) {
        piece += line;
        if (piece.length < PIECE_CHARS) continue;
        yield Buffer.from(piece);
        piece = '';
      }
      if (piece !== '') yield Buffer.from(piece);
    },
  };
}

export interface Measured extends ZipContent {
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Reads a file once, and says how long it is and what its sums are. */
export async function measure({ path, open }: PackFile): Promise<Measured> {
  const hash = newSha256();
  let [bytes, crc] = [0, 0];
  for await (const piece of open()) {
    hash.update(piece);
    crc = crc32(piece, crc);
    bytes += piece.length;
  }
  return { path, open, bytes, crc, sha256: hash.digest().toString('hex') };
}
