import fc from 'fast-check';
import { FlatJson } from './json-flat.js';
import { DEPTH_MAX } from './limits.js';

const read = (text: string): unknown => {
  const { fields, problem } = new FlatJson().read(text);
  return problem === undefined ? { ...fields } : problem.reason;
};

/** What FlatJson must give, from a parsed value: the definition, by other means. */
function flattened(value: unknown, path: string, out: Record<string, string>): Record<string, string> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flattened(inner, path === '' ? key : `${path}.${key}`, out);
  } else if (value !== null) out[path] = typeof value === 'string' ? value : JSON.stringify(value);
  return out;
}

describe('flat JSON', () => {
  it('joins nested names with dots and numbers the elements of arrays', () => {
    expect(
      read(' {"a":{"b":"x","c":{"d":true}},"e":[1,{"f":2},[3]],"g":null,"h":{},"i":[],"j":false,"k":""} '),
    ).toEqual({
      'a.b': 'x',
      'a.c.d': 'true',
      'e.0': '1',
      'e.1.f': '2',
      'e.2.0': '3',
      j: 'false',
      k: '',
    });
  });

  it.each(['12345678901234567890', '0.10', '-0', '1E+05', '0.1e-7', '3975.00', '1e400', '9007199254740993'])(
    'keeps the number %s as written',
    (number) => {
      expect(read(`{"n":${number},"l":[${number}]}`)).toEqual({ n: number, 'l.0': number });
    },
  );

  it('reads escapes, and what stands raw in strings', () => {
    expect(read('{"a\\u0062":"\\"\\\\\\/\\n\\u00e9\\ud83d\\ude00 é😀\u2028"}')).toEqual({ ab: '"\\/\né😀 é😀\u2028' });
  });

  it.each([
    ['{"a":1,"a":2}', 'the name stands twice in one object'],
    ['{"a":null,"a":1}', 'the name stands twice in one object'],
    ['{"a":{"b":1},"\\u0061":{"c":2}}', 'the name stands twice in one object'],
    ['{"a":{"b":1},"a.b":2}', 'the field stands twice in one row'],
    ['[1]', 'the line is a JSON value, but no object'],
    ['"x"', 'the line is a JSON value, but no object'],
    ['null', 'the line is a JSON value, but no object'],
    ['a,b', 'the line is no JSON'],
    ['{"a":"\\ud800"}', 'half of a surrogate pair stands alone'],
    ['{"\\udc00":1}', 'half of a surrogate pair stands alone'],
    ['{"a":1', 'the line is broken JSON: "," or "}" is expected at column 7, but the line ends'],
    ['{"a":01}', 'the line is broken JSON: "," or "}" is expected at column 7, but "1" stands there'],
  ])('refuses %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('keeps members called like members of Object', () => {
    const { fields } = new FlatJson().read('{"__proto__":"1","constructor":{"name":"2"}}');
    expect(Object.entries(fields)).toEqual([
      ['__proto__', '1'],
      ['constructor.name', '2'],
    ]);
  });

  it('bounds the depth', () => {
    const nested = (depth: number): string => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}`;
    expect(read(nested(DEPTH_MAX - 1))).toEqual({ [`a${'.0'.repeat(DEPTH_MAX - 1)}`]: '1' });
    expect(read(nested(DEPTH_MAX))).toBe(`values are nested more than ${DEPTH_MAX} deep`);
    expect(read(nested(500_000))).toBe(`values are nested more than ${DEPTH_MAX} deep`);
  });

  it('gives what JSON.parse gives', () => {
    const key = fc.constantFrom('a', 'b', 'é', '"', '😀', 'a b');
    const value = fc.jsonValue({ maxDepth: 3 }).filter((inner) => !JSON.stringify(inner).includes('\\ud'));
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.constantFrom(0, 1, '\t'), (object, indent) => {
        const text = JSON.stringify(object, null, indent).replaceAll('\n', ' ');
        const expected = flattened(JSON.parse(text), '', {});
        const found = read(text);
        // Names with dots, or empty ones, may coincide once flat; then there must be a reason instead.
        if (typeof found === 'string') expect(found).toMatch(/stands twice|surrogate/);
        else expect(found).toEqual(expected);
      }),
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"b"',
      '"',
      '\\',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'null',
      ' ',
      'tru',
      '\\u00e',
      '\t',
      '\u0001',
    );
    let sound = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = `{"k":${pieces.join('')}}`;
        const found = read(text);
        let parses = true;
        try {
          JSON.parse(text);
          sound += 1;
        } catch {
          parses = false;
        }
        if (!parses) expect(typeof found).toBe('string');
        else if (typeof found === 'string') expect(found).toContain('stands twice');
      }),
      { numRuns: 5_000 },
    );
    expect(sound).toBeGreaterThan(50);
  });
});
