/** The part of fontkit 2 that is used here: it has no types of its own. */
declare module 'fontkit' {
  interface Subset {
    /** @returns its number in the subset; 0 is always the missing glyph. */
    includeGlyph(glyph: number): number;
    /** An sfnt of the glyphs, without the tables that only programs other than PDF readers need. */
    encode(): Uint8Array;
  }
  interface Font {
    hasGlyphForCodePoint(code: number): boolean;
    glyphForCodePoint(code: number): { readonly id: number };
    createSubset(): Subset;
  }
  /** Throws on what is no font. */
  export function create(bytes: Uint8Array): Font;
}
