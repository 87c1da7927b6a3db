/** The container of TrueType fonts (OpenType 1.9, "Organization of an OpenType font"): a directory, and tables by name. */

export type Tables = ReadonlyMap<string, Uint8Array>;

const HEADER_BYTES = 12;
const RECORD_BYTES = 16;
const TRUETYPE = 0x00010000;
/** Where `head` has the checksum of the whole font, and what that and all else sum up to. */
const ADJUSTMENT_AT = 8;
const MAGIC = 0xb1b0afba;

export function readTables(font: Uint8Array): Tables {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = HEADER_BYTES + RECORD_BYTES * i;
    const tag = String.fromCharCode(...font.subarray(at, at + 4));
    const begin = view.getUint32(at + 8);
    tables.set(tag, font.subarray(begin, begin + view.getUint32(at + 12)));
  }
  return tables;
}

/** The same tables give the same bytes: in order of their names, each at a multiple of four. */
export function writeTables(tables: Tables): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const begin = HEADER_BYTES + RECORD_BYTES * sorted.length;
  const bytes = new Uint8Array(sorted.reduce((sum, [, table]) => sum + padded(table.length), begin));
  const view = new DataView(bytes.buffer);
  const range = 2 ** Math.floor(Math.log2(sorted.length));
  view.setUint32(0, TRUETYPE);
  [sorted.length, range * 16, Math.log2(range), (sorted.length - range) * 16].forEach((n, i) =>
    view.setUint16(4 + 2 * i, n),
  );
  let at = begin;
  sorted.forEach(([tag, table], i) => {
    bytes.set(table, at);
    if (tag === 'head') view.setUint32(at + ADJUSTMENT_AT, 0);
    const record = HEADER_BYTES + RECORD_BYTES * i;
    bytes.set(Buffer.from(tag, 'latin1'), record);
    [checksum(view, at, padded(table.length)), at, table.length].forEach((n, j) =>
      view.setUint32(record + 4 + 4 * j, n),
    );
    at += padded(table.length);
  });
  adjust(view, readTables(bytes).get('head'), bytes);
  return bytes;
}

function adjust(view: DataView, head: Uint8Array | undefined, bytes: Uint8Array): void {
  if (!head) throw new Error('a font without a table head');
  view.setUint32(head.byteOffset - bytes.byteOffset + ADJUSTMENT_AT, (MAGIC - checksum(view, 0, bytes.length)) >>> 0);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function checksum(view: DataView, at: number, length: number): number {
  let sum = 0;
  for (let i = at; i < at + length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
  return sum;
}
