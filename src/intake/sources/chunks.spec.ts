import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { SourceOptions } from './options.js';
import { itemsOf } from './sources.fixture.js';

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });
const junk = fc.array(
  fc.constantFrom(
    '"',
    ',',
    ';',
    '\n',
    '\r\n',
    '\r',
    'ü',
    '€',
    '😀',
    '<',
    '>',
    '&amp;',
    '/',
    '{',
    '}',
    '{"a":1}',
    '\\',
    ' ',
    'a',
    '#',
    '\xff',
  ),
  { maxLength: 8 },
);

/** A file that is mostly right, with junk put in somewhere. */
function disturbed(file: string): fc.Arbitrary<string> {
  return fc
    .tuple(junk, fc.nat({ max: file.length }), fc.boolean())
    .map(([parts, at, isRight]) => (isRight ? file : file.slice(0, at) + parts.join('') + file.slice(at)));
}

const CSV =
  'id,näme,amount\r\n1,"Zoë ""x""\r\nline",0.10\r\n\r\n2,😀 €,1e3\r\n# note\r\n3,,\r\n4,too,many,cells\r\n5,"open\n6,x,y\n';
const JSONL =
  '{"id":1,"näme":"Zoë \\"x\\"","n":{"a":[1.50,null,{"b":12345678901234567890}]}}\r\n\r\n[1]\n{"a":"😀 €"}\n{"a":1,"a":2}\n{"x":true}';
const XES = `<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- é -->\r\n<log><string key="meta" value="m"><int key="c" value="1"/></string>
<global scope="event"><string key="g" value="d"/></global>\r\n<x:trace><string key='concept:name' value="Zoë 😀"/><event><string key="k" value="a&lt;b\r\n€"/>
<list key="l"><values><int key="i" value="1"/></values></list></event> text &amp; ]] <event/><![CDATA[<x> é ]] ]]></x:trace><trace/></log>\r\n`;

const cases: readonly (readonly [string, string, SourceOptions])[] = [
  ['CSV', CSV, { format: 'csv' }],
  ['CSV with a delimiter and comments', CSV, { format: 'csv', csv: { delimiter: ',', comment: '# ' } }],
  ['JSONL', JSONL, { format: 'jsonl' }],
  ['XES', XES, { format: 'xes' }],
];

describe('chunk boundaries', () => {
  it.each(cases)(
    'do not change what %s gives: inside characters, inside CRLF, in broken bytes, packed or not',
    async (_, file, options) => {
      let rows = 0;
      await fc.assert(
        fc.asyncProperty(disturbed(file), sizes, fc.boolean(), async (content, cut, damaged) => {
          const bytes = damaged ? Buffer.from(content, 'latin1') : Buffer.from(content);
          const whole = await itemsOf(bytes, options);
          expect(await itemsOf(bytes, options, cut)).toEqual(whole);
          expect(await itemsOf(gzipSync(bytes), options, cut)).toEqual(whole);
          rows += whole.filter((item) => item.kind === 'row').length;
        }),
        { numRuns: 250 },
      );
      expect(rows).toBeGreaterThan(100);
    },
  );

  it.each(cases)('do not change what %s gives in UTF-16', async (_, file, options) => {
    const expected = await itemsOf(file.replace(`'UTF-8'`, `'UTF-16'`), options);
    const marked = Buffer.from(`\uFEFF${file.replace(`'UTF-8'`, `'UTF-16'`)}`, 'utf16le');
    for (const cut of [[], [1], [3, 2]]) {
      expect(await itemsOf(marked, options, cut)).toEqual(expected);
      expect(await itemsOf(Buffer.from(marked).swap16(), options, cut)).toEqual(expected);
    }
  });

  it.each(cases)('in %s: nothing comes after a fatal item', async (_, file, options) => {
    await fc.assert(
      fc.asyncProperty(disturbed(file), async (content) => {
        const items = await itemsOf(content, options);
        const fatal = items.findIndex((item) => item.kind === 'unreadable' && item.fatal);
        expect([-1, items.length - 1]).toContain(fatal);
      }),
      { numRuns: 200 },
    );
  });
});
