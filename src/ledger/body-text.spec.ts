/** The bytes of a body: put together by hand, and what the general form writes of the same members. */
import fc from 'fast-check';
import { canonical, type Json } from '../seal/canonical.js';
import { bodyText, type Body } from './body-text.js';
import type { Source } from './fact.js';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }));
/** What the ledger makes itself: no letter of it is ever escaped. */
const made = fc.stringMatching(/^[A-Za-z0-9_-]{1,43}$/);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Every member is named: one that is added and not written is red here. */
type Members<T> = { readonly [K in keyof T]-?: fc.Arbitrary<T[K] | undefined> };

const source: Members<Source> = {
  batch: maybe(text),
  file: maybe(text),
  map: maybe(text),
  row: maybe(text),
  via: fc.constantFrom('http', 'cli', 'import', 'reactor'),
};
const members: Members<Body> = {
  _sd: maybe(fc.array(made)),
  at: text,
  by: text,
  cause: maybe(text),
  cmd: text,
  cmdMac: made,
  corr: maybe(text),
  data: fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.array(text)), { noNullPrototype: true }),
  eff: text,
  id: made,
  obo: maybe(text),
  rec: made,
  ref: maybe(text),
  rules: maybe(fc.array(text)),
  s: made,
  src: maybe(fc.record(source) as fc.Arbitrary<Source>),
  sv: fc.nat(),
  type: made,
  v: fc.constant(1),
  zone: fc.record({ by: fc.constantFrom('portfolio', 'command', 'mapping'), name: text }),
};
const body = fc.record(members) as fc.Arbitrary<Body>;

it('is the canonical JSON of the body, whatever stands in it', () => {
  fc.assert(
    fc.property(body, (each) => {
      expect(bodyText(each)).toBe(canonical(each as unknown as Json));
    }),
    { numRuns: 2_000, seed: 20261122 },
  );
});

it('has no form where a text is half a character', () => {
  const [whole] = fc.sample(body, { numRuns: 1, seed: 1 }) as [Body];
  for (const member of ['at', 'by', 'cmd', 'eff', 'cause', 'corr', 'obo', 'ref'] as const) {
    expect(() => bodyText({ ...whole, [member]: 'x\ud800' })).toThrow('lone surrogate');
  }
  expect(() => bodyText({ ...whole, data: { extra: { note: '\udc00' } } })).toThrow('lone surrogate');
  expect(() => bodyText({ ...whole, src: { via: 'import', row: '\ud800' } })).toThrow('lone surrogate');
});
