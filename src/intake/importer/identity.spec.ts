import fc from 'fast-check';
import type { IdPort } from '../../ledger/ports.js';
import { PersonalFields } from '../mapping/compile/field-uses.js';
import { Identities } from './identity.js';

const ids: IdPort = { stream: () => '', part: () => '', mac: (text) => text };

/** Texts with all that JSON escapes, halves of characters included. */
const texts = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', '"', '\\', '/', '\n', '\u0000', 'é', '法', '😀', '\ud83d', '\ude00', '\u2028'),
  maxLength: 8,
});

describe('the id of a row without a key', () => {
  const identities = new Identities(ids, 'the "book"', new PersonalFields(['secret']));

  it('is made of its fields in one order, without personal ones: ids of books that were imported must not change', () => {
    const parts = JSON.stringify(['amount', '35.0', 'name', 'a "b"']);
    const whole = JSON.stringify(['the "book"', 'content', ['S1', 'x/y'], parts, 2]);
    const row = { name: 'a "b"', secret: 'Ann', amount: '35.0' };
    expect(identities.byContent(['S1', 'x/y'], row, 2)).toBe(`i:${whole}`);
  });

  it('is the same whatever the texts are, as if each JSON text were written by itself', () => {
    fc.assert(
      fc.property(
        fc.dictionary(texts, texts, { maxKeys: 5 }),
        fc.array(texts, { minLength: 1, maxLength: 2 }),
        (row, key) => {
          const names = Object.keys(row).sort();
          const content = JSON.stringify(names.flatMap((name) => [name, row[name]]));
          const whole = JSON.stringify(['the "book"', 'content', key, content, 0]);
          expect(identities.byContent(key, row, 0)).toBe(`i:${whole}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
