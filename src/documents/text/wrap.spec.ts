import fc from 'fast-check';
import { widthOf } from './width.js';
import { wrapped } from './wrap.js';

describe('lines', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['还款计划，已完成。', 8, ['还款计划，', '已完成。']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['short', 80, ['short']],
  ])('breaks %s at %i', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  it('loses nothing but spaces at its ends, and is no wider than asked but for closing marks', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '还', '款', '，', '.'), maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 20 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines)
          if (lines.length > 1) expect(widthOf(line.replace(/[，.]+$/, ''))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
