/** Bytes that are read piece by piece: a file on disk, a file in a browser, a buffer. */

export interface ByteSource {
  readonly size: number;
  /** The bytes from `at` on, exactly `length` of them; both lie within the size. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/** Content that can be read more than once, and is the same bytes each time. */
export interface Content {
  readonly open: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** What is held in memory at once of a file, however long it is. */
const PIECE_BYTES = 1 << 18;

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** A part of a source, piece by piece. */
export async function* piecesOf(source: ByteSource, at: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += PIECE_BYTES) {
    yield await source.read(at + done, Math.min(PIECE_BYTES, length - done));
  }
}
