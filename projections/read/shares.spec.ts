import fc from 'fast-check';
import { rateOf, sharesOf } from './shares.js';

describe('shares', () => {
  it('sum to 100 % whatever the parts, each within a basis point of the exact one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 1, maxLength: 9 }), (parts) => {
        const whole = parts.reduce((a, b) => a + b, 0);
        const shares = sharesOf(parts);
        if (whole === 0) return shares.every((share) => share === null);
        shares.forEach((share, n) =>
          expect(Math.abs((share as number) - ((parts[n] as number) * 10_000) / whole)).toBeLessThan(1),
        );
        return shares.reduce<number>((sum, share) => sum + (share as number), 0) === 10_000;
      }),
    );
  });

  it('give the rest to the largest remainder, the first where they are equal', () => {
    expect(sharesOf([1, 1, 1])).toEqual([3334, 3333, 3333]);
    expect(sharesOf([0, 0])).toEqual([null, null]);
  });
});

describe('rates', () => {
  it.each([
    [1, 3, 3333],
    [2, 3, 6667],
    [1, 20_000, 1],
    [-1, 3, -3333],
    [0, 5, 0],
    [0, 0, null],
    [7, 0, null],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 10_000],
  ])('%i of %i is %p basis points', (numerator, denominator, bps) => {
    expect(rateOf(numerator, denominator)).toEqual({ numerator, denominator, bps });
  });
});
