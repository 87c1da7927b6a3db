/**
 * Canonical JSON against the published vectors of RFC 8785 and against another implementation.
 *
 * Our form is a part of RFC 8785: what it takes it writes as the RFC does, and the rest it refuses. A fact holds no
 * number but safe integers, because a fraction or a large integer is where two programs write one value in two ways.
 */
import { readdirSync, readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { shared } from '../../test/support/shared.js';
import { canonical, canonicalText, JSON_DEPTH_MAX, type Json } from './canonical.js';

/** The vectors of cyberphone/json-canonicalization, which RFC 8785 names: beside this repository, not part of it. */
const { path: VECTORS, isHere } = shared('proofs/vectors/rfc8785-jcs/testdata/', 'the vectors of RFC 8785');
/** Why a vector is outside our form. */
const REFUSED: Record<string, string> = { 'values.json': 'it holds fractions and integers above 2^53-1' };

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
);
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
}));

(isHere ? describe : describe.skip)('the vectors of RFC 8785', () => {
  const read = (folder: string, name: string): string => readFileSync(`${VECTORS}${folder}/${name}`, 'utf8');
  const names = isHere ? readdirSync(`${VECTORS}input`) : [];

  it.each(names.filter((name) => !(name in REFUSED)))('%s is written byte for byte as they say', (name) => {
    const written = canonical(JSON.parse(read('input', name)) as Json);
    expect(written).toBe(read('output', name));
    const hex = read('outhex', name.replace('.json', '.txt')).replaceAll(/\s+/g, '');
    expect(Buffer.from(written).toString('hex')).toBe(hex);
  });

  it.each(Object.entries(REFUSED))('%s is refused: %s', (name) => {
    expect(() => canonical(JSON.parse(read('input', name)) as Json)).toThrow('is not a safe integer');
  });

  it('are all there', () => {
    expect(names).toHaveLength(6);
  });
});

describe('canonical JSON', () => {
  it('is what another implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000, seed: 20261122 },
    );
  });

  it('reads back to the same value, and to the same text', () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = canonical(value);
        expect(canonical(JSON.parse(written) as Json)).toBe(written);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it('does not depend on the order in which members were put', () => {
    fc.assert(
      fc.property(fc.dictionary(text, json, { noNullPrototype: false }), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it('sorts members by UTF-16 code units, not by characters', () => {
    // U+1F602 is above U+FB33, but its first code unit D83D is below.
    expect(canonical({ '\ufb33': 1, '😂': 2, é: 3, e: 4, '10': 5, '9': 6 })).toBe(
      '{"10":5,"9":6,"e":4,"é":3,"😂":2,"\ufb33":1}',
    );
  });

  it('of a text is the same whether the text stands alone or not', () => {
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(value.isWellFormed());
        expect(`[${canonicalText(value)}]`).toBe(canonical([value]));
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect(() => canonicalText('\ud800')).toThrow('lone surrogate');
  });

  it('leaves out members that are undefined', () => {
    expect(canonical({ b: undefined, a: 1, c: { d: undefined } })).toBe('{"a":1,"c":{}}');
  });

  it('escapes what JSON must escape, and nothing else', () => {
    expect(canonical('\u0000\u001f\b\t\n\f\r"\\/\u007f\u2028é')).toBe(
      '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\u007f\u2028é"',
    );
  });

  it('writes minus zero as zero', () => {
    expect(canonical(-0)).toBe('0');
    expect(canonical([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe('[9007199254740991,-9007199254740991]');
  });
});

describe('what has no canonical form', () => {
  const refused = (value: unknown): (() => string) => {
    return () => canonical(value as Json);
  };

  it.each([0.5, 1e21, Number.MAX_SAFE_INTEGER + 1, Number.NaN, Number.POSITIVE_INFINITY])('the number %p', (value) => {
    expect(refused(value)).toThrow('is not a safe integer');
    expect(refused({ deep: [value] })).toThrow(TypeError);
  });

  it.each(['\ud800', 'x\udc00', '\udc00\ud800'])('the text %j: half a character', (value) => {
    expect(refused(value)).toThrow('lone surrogate');
    expect(refused({ [value]: 1 })).toThrow('lone surrogate');
  });

  it.each<[string, unknown]>([
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', Buffer.from('x')],
    ['an instance', new (class Money {})()],
    ['a function', (): void => undefined],
    ['a symbol', Symbol('x')],
    ['a big integer', 1n],
    ['undefined', undefined],
  ])('%s', (_what, value) => {
    expect(refused(value)).toThrow(TypeError);
    if (value !== undefined) expect(refused({ deep: value })).toThrow(TypeError);
    expect(refused([value])).toThrow(TypeError);
  });

  it('an array with a hole', () => {
    expect(refused([1, , 3])).toThrow('a hole in an array');
  });

  it('what stands too deep for a careful reader', () => {
    const nest = (levels: number): Json => {
      let value: Json = 1;
      for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { value };
      return value;
    };
    expect(canonical(nest(JSON_DEPTH_MAX + 1))).toContain('1');
    expect(refused(nest(JSON_DEPTH_MAX + 2))).toThrow('deeper than');
    expect(refused(nest(100_000))).toThrow('deeper than');
  });
});

describe('what stands inside of something else', () => {
  it('may nest the less', () => {
    let value: Json = 1;
    for (let i = 0; i < JSON_DEPTH_MAX; i++) value = [value];
    expect(canonical(value, 1)).toBe(canonical(value));
    expect(() => canonical([value], 1)).toThrow('deeper than');
    // Names that cannot be kept in place are written the other way, and counted alike.
    expect(canonical({ 1: value })).toContain('"1"');
    expect(() => canonical({ 1: value }, 1)).toThrow('deeper than');
  });
});

describe('names that an object does not keep in place', () => {
  it('are sorted by their characters all the same', () => {
    expect(canonical({ 9: 1, 10: 2, a: { 2: 'x', 10: 'y' } })).toBe('{"10":2,"9":1,"a":{"10":"y","2":"x"}}');
  });

  it('are kept when they are the name of a prototype', () => {
    const value = JSON.parse('{"b":1,"__proto__":{"a":2}}') as Json;
    expect(canonical(value)).toBe('{"__proto__":{"a":2},"b":1}');
  });
});
