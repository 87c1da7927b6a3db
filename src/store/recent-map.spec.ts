import fc from 'fast-check';
import { RecentMap } from './recent-map.js';

it('never answers with anything but the last value set, and never holds more than two generations', () => {
  const steps = fc.array(fc.record({ key: fc.nat(12), set: fc.option(fc.nat()) }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (all, generation) => {
      const map = new RecentMap<number, number>(generation);
      const truth = new Map<number, number>();
      for (const { key, set } of all) {
        if (set !== null) {
          map.set(key, set);
          truth.set(key, set);
        }
        const found = map.get(key);
        if (found !== undefined || set !== null) expect(found).toBe(truth.get(key));
        expect(map.size).toBeLessThanOrEqual(2 * generation);
      }
    }),
    { seed: 7 },
  );
});

it('keeps what is used while others come and go', () => {
  const map = new RecentMap<string, number>(3);
  map.set('hot', 1);
  for (let i = 0; i < 100; i++) {
    map.set(`cold ${i}`, i);
    expect(map.get('hot')).toBe(1);
  }
  expect(map.get('cold 0')).toBeUndefined();
});
