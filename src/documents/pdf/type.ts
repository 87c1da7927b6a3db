/** The typeface of a PDF: widths, and what to do about characters that it does not have. */
import type PDFDocument from 'pdfkit';
import type { Fonts, Weight } from '../font/fonts.js';

export type { Fonts, Weight };

/** What pdfkit keeps of an embedded font: fontkit's own object. */
interface Embedded {
  readonly font: {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(code: number): boolean;
    glyphForCodePoint(code: number): { readonly advanceWidth: number };
  };
}

/** Thousandths of the size, by character and weight. Kerning aside: lines are broken by it, not placed. */
export class Type {
  private readonly widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };
  private readonly embedded: Readonly<Record<Weight, Embedded['font']>>;

  constructor(
    readonly doc: InstanceType<typeof PDFDocument>,
    fonts: Fonts,
  ) {
    const open = (weight: Weight): Embedded['font'] => {
      doc.registerFont(weight, fonts[weight]);
      doc.font(weight);
      return (doc as unknown as { readonly _font: Embedded })._font.font;
    };
    this.embedded = { bold: open('bold'), regular: open('regular') };
  }

  /** Characters that no font has are named, so that nothing is left out unseen. */
  safe(text: string): string {
    let out = '';
    for (const character of text) {
      const code = character.codePointAt(0) as number;
      const isThere = this.embedded.regular.hasGlyphForCodePoint(code);
      out += isThere ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    }
    return out;
  }

  /** Points that a text takes. */
  width(text: string, size: number, weight: Weight = 'regular'): number {
    const known = this.widths[weight];
    const { embedded } = this;
    let sum = 0;
    for (const character of text) {
      let width = known.get(character);
      if (width === undefined) {
        const font = embedded[weight];
        width = font.glyphForCodePoint(character.codePointAt(0) as number).advanceWidth / font.unitsPerEm;
        known.set(character, width);
      }
      sum += width;
    }
    return sum * size;
  }
}
