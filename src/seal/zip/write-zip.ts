/** Writes a canonical zip: the same files give the same bytes. Content is streamed; sizes and sums are known before. */
import type { Content } from '../bytes.js';
import { crc32 } from './crc32.js';
import {
  BYTES_MAX,
  centralRecord,
  END_BYTES,
  endRecord,
  ENTRIES_MAX,
  localHeader,
  placed,
  type PlacedEntry,
  type ZipEntry,
} from './layout.js';
import { mustBePaths } from './path.js';

export interface ZipContent extends ZipEntry, Content {}

/** Bytes of the whole zip. Throws RangeError where it would need zip64. */
export function zipBytes(entries: readonly ZipEntry[]): number {
  const { directory } = placed(entries);
  const total = directory.at + directory.bytes + END_BYTES;
  if (entries.length > ENTRIES_MAX) throw new RangeError(`a pack has at most ${ENTRIES_MAX} files`);
  if (total > BYTES_MAX) throw new RangeError(`a pack has at most ${BYTES_MAX} bytes`);
  return total;
}

/**
 * The zip, piece by piece. Throws FormatError on a path that may not be or is out of order, RangeError on what is too
 * large, and Error where a content is not the bytes that were announced: then nobody must take what came so far.
 * @param first the path that comes first.
 */
export async function* writeZip(files: readonly ZipContent[], first: string): AsyncGenerator<Uint8Array> {
  mustBePaths(
    files.map(({ path }) => path),
    first,
  );
  zipBytes(files);
  const { placed: entries, directory } = placed(files);
  for (const [i, file] of files.entries()) {
    yield localHeader(entries[i] as PlacedEntry);
    yield* asAnnounced(file);
  }
  for (const entry of entries) yield centralRecord(entry);
  yield endRecord(directory);
}

async function* asAnnounced(file: ZipContent): AsyncGenerator<Uint8Array> {
  let [crc, bytes] = [0, 0];
  for await (const piece of file.open()) {
    crc = crc32(piece, crc);
    bytes += piece.length;
    yield piece;
  }
  if (crc !== file.crc || bytes !== file.bytes) throw new Error(`${file.path} changed while it was written`);
}
