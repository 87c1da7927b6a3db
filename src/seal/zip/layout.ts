/**
 * The records of a canonical zip (PKWARE APPNOTE 6.3.10: 4.3.7, 4.3.12, 4.3.16). Everything that a writer could choose is
 * fixed, so that the same files give the same bytes, and a reader can write each record again and compare.
 */

export interface ZipEntry {
  readonly path: string;
  readonly bytes: number;
  readonly crc: number;
}

/** An entry and where its local header begins. */
export interface PlacedEntry extends ZipEntry {
  readonly at: number;
}

export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
/** Without zip64 no more than these: counts have 16 bits, sizes and offsets 32, and all ones means zip64. */
export const ENTRIES_MAX = 0xfffe;
export const BYTES_MAX = 0xfffffffe;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0, made on FAT. */
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const STORED = 0;
const TIME = 0;
/** 1 January 1980, the first day that zip knows. */
const DATE = 0x0021;

function record(length: number, name: string, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length + name.length);
  write(new DataView(bytes.buffer));
  for (let i = 0; i < name.length; i++) bytes[length + i] = name.charCodeAt(i);
  return bytes;
}

/** What local header and central record say alike: 26 bytes. */
function common(view: DataView, at: number, { path, bytes, crc }: ZipEntry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, FLAGS, true);
  view.setUint16(at + 4, STORED, true);
  view.setUint16(at + 6, TIME, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, bytes, true);
  view.setUint32(at + 18, bytes, true);
  view.setUint16(at + 22, path.length, true);
}

export function localHeader(entry: ZipEntry): Uint8Array {
  return record(LOCAL_BYTES, entry.path, (view) => {
    view.setUint32(0, LOCAL, true);
    common(view, 4, entry);
  });
}

export function centralRecord(entry: PlacedEntry): Uint8Array {
  return record(CENTRAL_BYTES, entry.path, (view) => {
    view.setUint32(0, CENTRAL, true);
    view.setUint16(4, VERSION, true);
    common(view, 6, entry);
    view.setUint32(42, entry.at, true);
  });
}

export interface Directory {
  readonly entries: number;
  /** Where the first central record begins, and how long all are. */
  readonly at: number;
  readonly bytes: number;
}

export function endRecord({ entries, at, bytes }: Directory): Uint8Array {
  return record(END_BYTES, '', (view) => {
    view.setUint32(0, END, true);
    view.setUint16(8, entries, true);
    view.setUint16(10, entries, true);
    view.setUint32(12, bytes, true);
    view.setUint32(16, at, true);
  });
}

/** Where the entries of that order begin, and the directory behind them. */
export function placed(entries: readonly ZipEntry[]): { placed: PlacedEntry[]; directory: Directory } {
  let at = 0;
  const all = entries.map((entry) => {
    const here = { ...entry, at };
    at += LOCAL_BYTES + entry.path.length + entry.bytes;
    return here;
  });
  const bytes = entries.reduce((sum, { path }) => sum + CENTRAL_BYTES + path.length, 0);
  return { placed: all, directory: { entries: entries.length, at, bytes } };
}
