import fc from 'fast-check';
import { disclosure, disclosureDigest, readDisclosure } from './disclosure.js';

describe('the examples of RFC 9901', () => {
  it.each([
    // Section 4.2.3.
    [
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
      'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
      { salt: '_26bc4LT-ac6q2KI6cBW5es', name: 'family_name', value: 'Möbius' },
    ],
    // Section 5.1.
    [
      'WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd',
      'jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4',
      { salt: '2GLC42sKQveCfGfryNRN9w', name: 'given_name', value: 'John' },
    ],
    [
      'WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd',
      'TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo',
      { salt: 'eluV5Og3gSNII8EYnsxA_A', name: 'family_name', value: 'Doe' },
    ],
  ])('%s', (text, digest, disclosed) => {
    expect(disclosureDigest(text)).toBe(digest);
    expect(readDisclosure(text)).toEqual(disclosed);
  });

  it('section 4.2.1: the same content without white space is another disclosure, and as good a one', () => {
    const ours = disclosure('_26bc4LT-ac6q2KI6cBW5es', 'family_name', 'Möbius');
    expect(ours).toBe('WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd');
    expect(readDisclosure(ours)?.value).toBe('Möbius');
  });
});

describe('a disclosure', () => {
  it('reads back what was disclosed', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (salt, name, value) => {
        const written = disclosure(salt, name, value);
        expect(written).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readDisclosure(written)).toEqual({ salt, name, value });
      }),
    );
  });

  it('has another digest under another salt: nobody guesses a value from its digest', () => {
    expect(disclosureDigest(disclosure('a', 'name', 'Rosa'))).not.toBe(
      disclosureDigest(disclosure('b', 'name', 'Rosa')),
    );
  });

  it.each(['', 'x', 'bm8', Buffer.from('{}').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')])(
    'is not %j',
    (text) => {
      expect(readDisclosure(text)).toBeUndefined();
    },
  );

  it('discloses texts only', () => {
    for (const parts of [
      ['salt', 'name', 5],
      [1, 'name', 'value'],
      ['salt', null, 'value'],
      ['a', 'b', 'c', 'd'],
    ]) {
      expect(readDisclosure(Buffer.from(JSON.stringify(parts)).toString('base64url'))).toBeUndefined();
    }
  });
});
