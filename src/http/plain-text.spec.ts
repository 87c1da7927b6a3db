/** What the door takes for code, and what for words. */
import { holdsControls, looksLikeCode } from './plain-text.js';
import { FORMULAS, HOSTILE, PROSE, STATEMENTS } from './texts.fixture.js';

describe('a text at the door', () => {
  it.each([...HOSTILE, ...FORMULAS, ...STATEMENTS])('refuses %j', (text) => {
    expect(looksLikeCode(text)).toMatch(/spreadsheet formula|SQL statement/);
  });

  it.each(STATEMENTS)('refuses %j in small letters and among other words', (text) => {
    expect(looksLikeCode(text.toLowerCase())).toMatch(/SQL statement/);
  });

  it.each(PROSE)('takes %j', (text) => {
    expect(looksLikeCode(text)).toBeUndefined();
  });

  it('refuses control characters, and takes tabs and line breaks', () => {
    expect(looksLikeCode('a\u0000b')).toBe('holds control characters');
    expect(holdsControls('a\u001b[31mb')).toBe('holds control characters');
    expect(holdsControls('a\tb\r\nc')).toBeUndefined();
  });
});
