import fc from 'fast-check';
import { textSource } from './decoder.js';
import { findEncoding } from './encoding.js';
import { SourceError } from './source-error.js';
import { isMalformed, MALFORMED } from './text.js';

function decoded(
  encoding: string,
  bytes: Uint8Array,
  size = bytes.length || 1,
): { text: string; damaged: boolean; pieces: string[] } {
  const source = textSource(encoding);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(source.write(bytes.subarray(at, at + size)));
  pieces.push(source.end());
  return { text: pieces.join(''), damaged: source.damaged, pieces };
}

const unicode = ['utf-8', 'utf-16le', 'utf-16be'];

function encoded(encoding: string, text: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

describe('decoding', () => {
  it.each(unicode)('gives back any text in %s, cut anywhere, a real U+FFFD too', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), (random, size) => {
        const text = `${random}\uFFFDé😀`;
        expect(decoded(encoding, encoded(encoding, text), size)).toMatchObject({ text, damaged: false });
      }),
    );
  });

  it.each([...unicode, 'shift_jis'])(
    'marks what is not valid %s, as TextDecoder would, the same however it is cut',
    (encoding) => {
      const byte = fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xd8, 0xdc),
      );
      let seen = 0;
      fc.assert(
        fc.property(fc.array(byte, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (list, size) => {
          const bytes = Uint8Array.from(list);
          const { text, damaged, pieces } = decoded(encoding, bytes, size);
          const expected = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
          expect(text.replace(/\uDCFF/gu, '\uFFFD')).toBe(expected);
          expect(damaged).toBe(isMalformed(text));
          for (const piece of pieces) expect(piece.replace(/\uDCFF/gu, '')).not.toMatch(/\p{Surrogate}/u);
          if (damaged) seen += 1;
        }),
        { numRuns: 2_000 },
      );
      expect(seen).toBeGreaterThan(100);
    },
  );

  it('takes no whole character for damage, U+1F4FF not, whose second half is what marks damage', () => {
    const { text, damaged } = decoded('utf-8', Buffer.from('📿'), 1);
    expect({ text, damaged, malformed: isMalformed(text) }).toEqual({ text: '📿', damaged: false, malformed: false });
    expect(isMalformed(decoded('utf-8', Buffer.concat([Buffer.from('📿'), Buffer.of(0xff)])).text)).toBe(true);
  });

  it('tells a U+FFFD that stands beside damage from the damage', () => {
    const bytes = Buffer.concat([Buffer.from('\uFFFDa'), Buffer.of(0xe2), Buffer.from('\uFFFDb'), Buffer.of(0xff)]);
    expect(decoded('utf-8', bytes).text).toBe(`\uFFFDa${MALFORMED}\uFFFDb${MALFORMED}`);
  });

  it.each(['latin1', 'iso-8859-1', 'windows-1252', 'ascii'])(
    'reads %s as windows-1252, the euro sign included',
    (label) => {
      const bytes = Uint8Array.of(0x41, 0x80, 0x8d, 0x9f, 0xa0, 0xfc);
      expect(decoded(label, bytes, 1)).toMatchObject({ text: 'A€\x8dŸ\xa0ü', damaged: false });
    },
  );

  it('reads what TextDecoder reads: koi8-r, gb18030 cut inside a character', () => {
    expect(decoded('koi8-r', Uint8Array.of(0xd2, 0xd5)).text).toBe('ру');
    expect(decoded('gb18030', Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3), 1).text).toBe('你好');
  });

  it('refuses an encoding that is not known', () => {
    expect(() => textSource('utf-9')).toThrow(SourceError);
  });
});

describe('finding the encoding', () => {
  const find = (head: Uint8Array | string, declared?: string, xml = true): string => {
    const { encoding, markBytes } = findEncoding(Buffer.from(head), declared, xml);
    return `${encoding} ${markBytes}`;
  };

  it('believes a byte order mark before anything else', () => {
    expect(find(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), 'latin1')).toBe('utf-8 3');
    expect(find(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('utf-16le 2');
    expect(find(Uint8Array.of(0xfe, 0xff, 0, 0x41), 'utf-8')).toBe('utf-16be 2');
  });

  it('believes what was declared before the XML declaration', () => {
    const xml = "<?xml version='1.0'\n encoding = 'ISO-8859-15'?><log/>";
    expect(find(xml)).toBe('ISO-8859-15 0');
    expect(find(xml, 'utf-8')).toBe('utf-8 0');
    expect(find(xml, undefined, false)).toBe('utf-8 0');
  });

  it('sees UTF-16 without a mark, and does not believe UTF-16 in bytes that are not', () => {
    expect(find(Buffer.from('<?xml', 'utf16le'))).toBe('utf-16le 0');
    expect(find(Buffer.from('a,b', 'utf16le').swap16(), undefined, false)).toBe('utf-16be 0');
    expect(find('<?xml version="1.0" encoding="UTF-16"?>')).toBe('utf-8 0');
  });

  it('does not take another text for the declaration', () => {
    expect(find("<log a=\"<?xml version='1.0' encoding='latin1'?>\"/>")).toBe('utf-8 0');
    expect(find('')).toBe('utf-8 0');
  });
});
