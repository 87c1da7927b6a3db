import { create } from 'fontkit';
import fc from 'fast-check';
import { fonts } from '../../../projections/audit-pack/fonts.js';
import { readTables } from './sfnt.js';
import { subsetOf } from './subset.js';

const WORD = fc.string({ unit: fc.constantFrom(...'账户还款计划 Ab9€ÅŁ·，。￥㎡𠮷\u{1f600}\n'), maxLength: 40 });

describe('a font cut down', () => {
  it('has the characters of the text that the whole font has, drawn alike, and no others', async () => {
    const { regular } = await fonts();
    const whole = create(regular);
    fc.assert(
      fc.property(WORD, fc.constantFrom(...'债务人'), (text, other) => {
        const font = create(subsetOf(regular, text));
        for (const character of text) {
          const code = character.codePointAt(0) as number;
          expect(font.hasGlyphForCodePoint(code)).toBe(whole.hasGlyphForCodePoint(code));
          expect(outline(font, code)).toBe(outline(whole, code));
        }
        expect(font.hasGlyphForCodePoint(other.codePointAt(0) as number)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('has the tables that browsers ask for, each with its checksum', async () => {
    const font = subsetOf((await fonts()).bold, '还款');
    expect([...readTables(font).keys()].sort()).toEqual(
      ['OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post', 'prep'].sort(),
    );
    expect(sum(font)).toBe(0xb1b0afba);
  });
});

function outline(font: ReturnType<typeof create>, code: number): string {
  const glyph = font.glyphForCodePoint(code) as unknown as { readonly path: { toSVG(): string }; advanceWidth: number };
  return `${glyph.advanceWidth} ${glyph.path.toSVG()}`;
}

function sum(font: Uint8Array): number {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  let all = 0;
  for (let at = 0; at < font.length; at += 4) all = (all + view.getUint32(at)) >>> 0;
  return all;
}
