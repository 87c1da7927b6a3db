import { named, plain, quoted, shortId } from './plain.js';

describe('plain text', () => {
  it.each([
    ['a\r\nb\rc\nd\u0085e\u2028f\u2029g\vh\fi', 'a ⏎ b ⏎ c ⏎ d ⏎ e ⏎ f ⏎ g ⏎ h ⏎ i'],
    ['a\tb', 'a b'],
    ['\u0000\u001B\u007F\u009B', '⟨U+0000⟩⟨U+001B⟩⟨U+007F⟩⟨U+009B⟩'],
    ['\u202Eevil\u2066\u2069\u200E\u061C', '⟨U+202E⟩evil⟨U+2066⟩⟨U+2069⟩⟨U+200E⟩⟨U+061C⟩'],
    ['a\u200Bb\u00ADc\uFEFFd\u3164e', 'a⟨U+200B⟩b⟨U+00AD⟩c⟨U+FEFF⟩d⟨U+3164⟩e'],
    ['tag \u{E0041}', 'tag ⟨U+E0041⟩'],
    ['half \uD800 of a character', 'half ⟨U+D800⟩ of a character'],
  ])('%j becomes %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it.each(['Zoë O’Brien', '张三丰', '葛\u{E0100}飾区', '👩\u200D👧 ❤\uFE0F', 'नी\u200Dर', ''])(
    'leaves %j as it is',
    (text) => {
      expect(plain(text)).toBe(text);
    },
  );

  it('keeps a right-to-left name from turning what stands beside it', () => {
    expect(plain('שרה 12')).toBe('\u2068שרה 12\u2069');
    expect(named('سارة')).toBe('“\u2068سارة\u2069”');
    expect(plain('سارة\u2069 12')).toBe('\u2068سارة⟨U+2069⟩ 12\u2069');
  });
});

describe('names, codes and ids', () => {
  it('puts free text in quotation marks, which it cannot end', () => {
    expect(quoted('he said “yes”, closed” and more')).toBe('“he said ‘yes’, closed’ and more”');
  });

  it.each(['collector-7', 'standard@1', '2026-01-05T10:00:00+01:00', '李雷', 'art.203', 'X'.repeat(64)])(
    'writes %j bare',
    (name) => expect(named(name)).toBe(name),
  );

  it.each(['two words', '', 'X'.repeat(65), '-rf', 'a,b', '[sealed]', 'a。b'])('quotes %j', (name) => {
    expect(named(name)).toBe(`“${name}”`);
  });

  it('shortens the ids of parts and streams, and nothing else', () => {
    const tail = '-6b1d-8c3e-9f20-7a5d4c3b2e1f';
    expect(shortId(`d0000001${tail}`)).toBe('d0000001');
    expect(shortId(`party-d0000001${tail}`)).toBe('d0000001');
    expect(shortId(`staff-d0000001${tail}`)).toBe('staff-d0000001');
    expect(shortId(`d0000001${tail}0`)).toBe(`d0000001${tail}0`);
    expect(shortId('ACC 17')).toBe('“ACC 17”');
  });
});
