/** A font cut down to some characters, as a file that browsers take. The same characters give the same bytes. */
import { create } from 'fontkit';
import { cmapOf } from './cmap.js';
import { readTables, writeTables, type Tables } from './sfnt.js';

/** Tables of the whole font that stay as they are; `name` holds its licence. */
const KEPT = ['OS/2', 'name'];
const POST_BYTES = 32;
/** Version of `post` without names of glyphs. */
const NO_NAMES = 0x00030000;

/** Characters that the font does not have are left to whoever shows the text. */
export function subsetOf(font: Uint8Array, characters: Iterable<string>): Uint8Array {
  const whole = create(font);
  const subset = whole.createSubset();
  const codes = [...new Set(characters)].map((character) => character.codePointAt(0) as number);
  const there = codes.filter((code) => whole.hasGlyphForCodePoint(code)).sort((a, b) => a - b);
  const glyphs = there.map((code) => [code, subset.includeGlyph(whole.glyphForCodePoint(code).id)] as const);
  const cmap = cmapOf(glyphs);
  return writeTables(new Map([...readTables(subset.encode()), ...kept(readTables(font)), ['cmap', cmap]]));
}

function kept(tables: Tables): (readonly [string, Uint8Array])[] {
  const post = new Uint8Array(POST_BYTES);
  post.set(tables.get('post')?.subarray(0, POST_BYTES) ?? []);
  new DataView(post.buffer).setUint32(0, NO_NAMES);
  const others = KEPT.flatMap((tag) => {
    const table = tables.get(tag);
    return table ? [[tag, table] as const] : [];
  });
  return [...others, ['post', post]];
}
