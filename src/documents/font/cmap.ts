/** The table `cmap` of a font: characters to glyphs (OpenType 1.9, "cmap", format 12). */

const HEADER_BYTES = 12;
const SUBTABLE_BYTES = 16;
const GROUP_BYTES = 12;
const UNICODE_FULL = [3, 10] as const;
const FORMAT = 12;

interface Group {
  readonly first: number;
  last: number;
  readonly glyph: number;
}

/** @param glyphs by code point, in ascending order. */
export function cmapOf(glyphs: Iterable<readonly [code: number, glyph: number]>): Uint8Array {
  const groups = groupsOf(glyphs);
  const length = SUBTABLE_BYTES + GROUP_BYTES * groups.length;
  const bytes = new Uint8Array(HEADER_BYTES + length);
  const view = new DataView(bytes.buffer);
  [0, 1, ...UNICODE_FULL].forEach((n, i) => view.setUint16(2 * i, n));
  view.setUint32(8, HEADER_BYTES);
  view.setUint16(HEADER_BYTES, FORMAT);
  view.setUint32(HEADER_BYTES + 4, length);
  view.setUint32(HEADER_BYTES + 12, groups.length);
  groups.forEach(({ first, last, glyph }, i) => {
    const at = HEADER_BYTES + SUBTABLE_BYTES + GROUP_BYTES * i;
    [first, last, glyph].forEach((n, j) => view.setUint32(at + 4 * j, n));
  });
  return bytes;
}

/** Neighbours whose glyphs are neighbours too. */
function groupsOf(glyphs: Iterable<readonly [code: number, glyph: number]>): Group[] {
  const groups: Group[] = [];
  for (const [code, glyph] of glyphs) {
    const group = groups.at(-1);
    if (group?.last === code - 1 && glyph - group.glyph === code - group.first) group.last = code;
    else groups.push({ first: code, last: code, glyph });
  }
  return groups;
}
