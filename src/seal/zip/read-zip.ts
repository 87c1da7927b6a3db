/** Reads a canonical zip and nothing else: what `writeZip` would not have written, byte for byte, is refused. */
import { piecesOf, type ByteSource } from '../bytes.js';
import { FormatError } from '../format-error.js';
import { crc32 } from './crc32.js';
import {
  BYTES_MAX,
  CENTRAL_BYTES,
  centralRecord,
  END_BYTES,
  endRecord,
  LOCAL_BYTES,
  localHeader,
  placed,
  type Directory,
  type PlacedEntry,
} from './layout.js';
import { mustBePaths } from './path.js';

/** Directories longer than this are refused: 65,534 files with the longest paths take 16 MB. */
const DIRECTORY_BYTES_MAX = 1 << 24;

export interface ZipFile extends PlacedEntry {
  /** Its content, piece by piece. Throws FormatError at the end where the sum of it is another. */
  open(): AsyncGenerator<Uint8Array>;
}

/** The files, in order. Throws FormatError. */
export async function readZip(source: ByteSource, first: string): Promise<ZipFile[]> {
  const directory = await readEnd(source);
  const records = await source.read(directory.at, directory.bytes);
  const entries = readRecords(records, directory.entries);
  mustBePaths(
    entries.map(({ path }) => path),
    first,
  );
  const whole = placed(entries);
  if (whole.directory.at !== directory.at || entries.some(({ at }, i) => at !== whole.placed[i]?.at)) {
    throw new FormatError('the entries overlap, or bytes lie between them');
  }
  for (const entry of entries) await mustHaveHeader(source, entry);
  return entries.map((entry) => ({ ...entry, open: () => contentOf(source, entry) }));
}

async function readEnd(source: ByteSource): Promise<Directory> {
  if (source.size < END_BYTES || source.size > BYTES_MAX) throw new FormatError('the file is no zip without zip64');
  const end = await source.read(source.size - END_BYTES, END_BYTES);
  const view = viewOf(end);
  const directory = {
    entries: view.getUint16(10, true),
    bytes: view.getUint32(12, true),
    at: view.getUint32(16, true),
  };
  if (!same(end, endRecord(directory))) throw new FormatError('the file does not end as a canonical zip does');
  if (directory.at + directory.bytes + END_BYTES !== source.size || directory.bytes > DIRECTORY_BYTES_MAX) {
    throw new FormatError('the directory of the zip is not where it says');
  }
  return directory;
}

function readRecords(records: Uint8Array, count: number): PlacedEntry[] {
  const view = viewOf(records);
  const entries: PlacedEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > records.length) throw new FormatError('the directory of the zip ends in the middle');
    const end = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
    const entry = {
      path: String.fromCharCode(...records.subarray(at + CENTRAL_BYTES, end)),
      crc: view.getUint32(at + 16, true),
      bytes: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    };
    if (!same(records.subarray(at, end), centralRecord(entry))) throw new FormatError('a record that is not canonical');
    entries.push(entry);
    at = end;
  }
  if (at !== records.length) throw new FormatError('the directory of the zip holds more than its records');
  return entries;
}

async function mustHaveHeader(source: ByteSource, entry: PlacedEntry): Promise<void> {
  const header = await source.read(entry.at, LOCAL_BYTES + entry.path.length);
  if (!same(header, localHeader(entry))) throw new FormatError(`the header of ${entry.path} is not that of its record`);
}

async function* contentOf(source: ByteSource, { path, at, bytes, crc }: PlacedEntry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const piece of piecesOf(source, at + LOCAL_BYTES + path.length, bytes)) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== crc) throw new FormatError(`the checksum of ${path} is another`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
