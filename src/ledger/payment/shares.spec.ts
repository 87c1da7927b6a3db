import fc from 'fast-check';
import { sharesOf } from './shares.calc.js';

const weights = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1 }), weight: fc.integer({ min: 1, max: 1e12 }) }),
  {
    minLength: 1,
    maxLength: 8,
    selector: ({ id }) => id,
  },
);

describe('shares in proportion', () => {
  it('sum to the amount, none above its weight, each within one of its exact part', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 1e12 }), (list, amount) => {
        const shares = sharesOf(amount, list);
        const whole = list.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
        const given = [...shares.values()].reduce((sum, share) => sum + BigInt(share), 0n);
        expect(given).toBe(BigInt(amount) < whole ? BigInt(amount) : whole);
        for (const { id, weight } of list) {
          const share = BigInt(shares.get(id) ?? -1);
          expect(share >= 0n && share <= BigInt(weight)).toBe(true);
          if (BigInt(amount) >= whole) continue;
          const exact = BigInt(amount) * BigInt(weight);
          expect(share * whole > exact - whole && share * whole < exact + whole).toBe(true);
        }
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it('give the odd units to the largest remainders, ties by id', () => {
    const list = ['b', 'c', 'a'].map((id) => ({ id, weight: 10 }));
    expect([...sharesOf(11, list)]).toEqual([
      ['b', 4],
      ['c', 3],
      ['a', 4],
    ]);
  });
});
