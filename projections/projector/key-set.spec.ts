import fc from 'fast-check';
import { KeySet } from './key-set.js';

/** Near each other, at the edges of a block, and as far apart as positions can be. */
const key = fc.oneof(fc.integer({ min: 4_090, max: 4_110 }), fc.constantFrom(0, 8_191, 8_192, Number.MAX_SAFE_INTEGER));

it('has what was added and not taken out since, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key, add: fc.boolean() })), (steps) => {
      const set = new KeySet();
      const truth = new Set<number>();
      for (const { key, add } of steps) {
        if (add) [set, truth].forEach((each) => each.add(key));
        else [set, truth].forEach((each) => each.delete(key));
        for (const each of [key, key - 1, key + 1].filter((each) => each >= 0))
          expect(set.has(each)).toBe(truth.has(each));
      }
    }),
    { seed: 7 },
  );
});

it('forgets what it met first where it may not hold more, and everything where it is told to', () => {
  const set = new KeySet(2);
  for (const key of [1, 5_000, 10_000]) set.add(key);
  expect([1, 5_000, 10_000].map((key) => set.has(key))).toEqual([false, true, true]);
  set.clear();
  expect(set.has(10_000)).toBe(false);
});
