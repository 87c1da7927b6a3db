import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { XmlScanner } from './xml-scanner.js';

interface Told {
  readonly events: string[];
  readonly failed: boolean;
}

function bySaxes(xml: string): Told {
  const events: string[] = [];
  let failed = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => (failed = true));
  parser.on('opentag', ({ name, attributes }) => {
    if (!failed) events.push(`<${name} ${JSON.stringify(Object.entries(attributes))}`);
  });
  parser.on('closetag', ({ name }) => {
    if (!failed) events.push(`/${name}`);
  });
  parser.write(xml).close();
  return { events, failed };
}

function byScanner(xml: string, size: number): Told {
  const events: string[] = [];
  const open: string[] = [];
  const scanner = new XmlScanner({
    open: (tag) => {
      events.push(`<${tag.name} ${JSON.stringify(tag.attributes())}`);
      open.push(tag.name);
    },
    close: () => events.push(`/${open.pop()}`),
  });
  // By characters: decoders never split a surrogate pair.
  const characters = [...xml];
  for (let at = 0; at < characters.length; at += size) scanner.write(characters.slice(at, at + size).join(''));
  scanner.end();
  return { events, failed: scanner.failure !== undefined };
}

function isPrefix(a: readonly string[], b: readonly string[]): boolean {
  return a.every((event, n) => n >= b.length || event === b[n]);
}

const name = fc.constantFrom('a', 'b', 'x:string', 'é', '_1', 'a-b.c');
const space = fc.constantFrom(' ', '  ', '\n', '\t', '\r\n', ' \r');
const gap = fc.constantFrom('', '', '', ' ', '\n');
const chunk = fc.constantFrom(
  'v',
  '35.0',
  'ü€😀',
  '&amp;',
  '&lt;',
  '&#65;',
  '&#x1F600;',
  '&#10;',
  '\n',
  '\r\n',
  '\t',
  '>',
  ']',
  ']]',
  '',
  ' ',
);
const badChunk = fc.constantFrom(
  '&',
  '&nope;',
  '&#0;',
  '&#xD800;',
  '&#;',
  '\u0001',
  '<',
  '\uFFFF',
  '&amp',
  '"',
  "'",
  ']]>',
);
const text = fc.array(fc.oneof({ weight: 40, arbitrary: chunk }, { weight: 1, arbitrary: badChunk }), { maxLength: 4 });
const quoted = fc.tuple(text, fc.constantFrom('"', "'")).map(([parts, quote]) => {
  // The other quote may stand inside; the own one would end the value, which `broken` below tries too.
  return quote + parts.join('').replaceAll(quote, '') + quote;
});
const attribute = fc
  .tuple(space, fc.constantFrom('key', 'value', 'k', 'é', 'key2', 'valuex'), gap, gap, quoted)
  .map(([before, key, left, right, value]) => `${before}${key}${left}=${right}${value}`);
const attributes = fc.array(attribute, { maxLength: 3 }).map((list) => list.join(''));
const misc = fc.constantFrom(
  '<!-- c -->',
  '<!---->',
  '<!-- a - b > ]]> & < -->',
  '<?pi some > thing?>',
  '<?p?>',
  '<!--\r\n\u00e9-->',
  ' ',
  '\n',
);
const cdata = fc.constantFrom('<![CDATA[ <x> & ]] ]>]]>', '<![CDATA[]]>', '<![CDATA[]]]]>');
const leaf = fc.oneof(
  text.map((parts) => parts.join('')),
  misc,
  cdata,
);

/** An element with elements inside it down to `depth`. */
function element(depth: number): fc.Arbitrary<string> {
  const inside = contentOf(depth);
  return fc
    .tuple(name, attributes, gap, inside, fc.boolean())
    .map(([tag, list, end, within, selfClosing]) =>
      selfClosing ? `<${tag}${list}${end}/>` : `<${tag}${list}${end}>${within}</${tag}${end}>`,
    );
}

function contentOf(depth: number): fc.Arbitrary<string> {
  const part = depth === 0 ? leaf : fc.oneof(element(depth - 1), leaf);
  return fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
}
const prolog = fc.constantFrom(
  '',
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='UTF-8' ?>\n",
  '<?xml version="1.0" standalone="yes"?>',
  ' \n',
);
const document = fc
  .tuple(prolog, fc.array(misc, { maxLength: 2 }), name, attributes, contentOf(3), fc.array(misc, { maxLength: 2 }))
  .map(
    ([start, before, root, list, inside, after]) =>
      `${start}${before.join('')}<${root}${list}>${inside}</${root}>${after.join('')}`,
  );
/** A document with something cut out, put in or doubled. */
const broken = fc
  .tuple(
    document,
    fc.nat(),
    fc.nat({ max: 4 }),
    fc.constantFrom('', '<', '>', '/', '"', "'", '&', '=', ' ', '-->', 'x', '?>', ']]>', '<a>', '<?xml?>'),
  )
  .map(([xml, at, cut, put]) => {
    const characters = [...xml];
    characters.splice(at % (characters.length + 1), cut, put);
    return characters.join('');
  });

function compare(xml: string, size: number): void {
  const [saxes, scanner] = [bySaxes(xml), byScanner(xml, size)];
  expect(scanner.failed).toBe(saxes.failed);
  if (!saxes.failed) expect(scanner.events).toEqual(saxes.events);
  else expect(isPrefix(scanner.events, saxes.events)).toBe(true);
}

describe('the XML scanner beside saxes, a general parser', () => {
  it('reads the same elements from documents', () => {
    let wellFormed = 0;
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 40 }), (xml, size) => {
        compare(xml, size);
        if (!bySaxes(xml).failed) wellFormed += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(wellFormed).toBeGreaterThan(500);
  });

  it('refuses the same damaged documents', () => {
    fc.assert(fc.property(broken, fc.integer({ min: 1, max: 40 }), compare), { numRuns: 3_000 });
  });
});
