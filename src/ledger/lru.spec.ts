import fc from 'fast-check';
import { Lru } from './lru.js';

function keysIn(lru: Lru<string, number>): string[] {
  return ['a', 'b', 'c', 'd'].filter((key) => {
    const value = lru.take(key);
    return value !== undefined;
  });
}

describe('a map that forgets what was used longest ago', () => {
  it('forgets the oldest when it is full', () => {
    const lru = new Lru<string, number>(2);
    lru.put('a', 1);
    lru.put('b', 2);
    lru.put('c', 3);
    expect(keysIn(lru)).toEqual(['b', 'c']);
  });

  it('counts reading as use', () => {
    const lru = new Lru<string, number>(2);
    lru.put('a', 1);
    lru.put('b', 2);
    expect(lru.get('a')).toBe(1);
    lru.put('c', 3);
    expect(keysIn(lru)).toEqual(['a', 'c']);
  });

  it('replaces a value without forgetting another', () => {
    const lru = new Lru<string, number>(2);
    lru.put('a', 1);
    lru.put('b', 2);
    lru.put('a', 3);
    expect(lru.get('a')).toBe(3);
    expect(lru.get('b')).toBe(2);
  });

  it('gives a value away: until it is put back, nobody else gets it', () => {
    const lru = new Lru<string, number>(2);
    lru.put('a', 1);
    expect(lru.take('a')).toBe(1);
    expect(lru.take('a')).toBeUndefined();
    expect(lru.get('a')).toBeUndefined();
  });

  it('holds no more than may weigh together, and the newest however heavy it is', () => {
    const lru = new Lru<string, number>(4, { max: 10, of: (value) => value });
    for (const [key, weight] of [
      ['a', 4],
      ['b', 4],
      ['c', 4],
    ] as const)
      lru.put(key, weight);
    expect(lru.get('a')).toBeUndefined();
    expect(lru.take('b')).toBe(4);
    lru.put('d', 6);
    expect([lru.get('c'), lru.get('d')]).toEqual([4, 6]);
    lru.put('b', 99);
    expect(['b', 'c', 'd'].map((key) => lru.get(key))).toEqual([99, undefined, undefined]);
    lru.put('a', 1);
    expect(keysIn(lru)).toEqual(['a']);
  });

  it('weighs a value that is put again anew, and nothing after all were dropped', () => {
    const lru = new Lru<string, number>(4, { max: 10, of: (value) => value });
    lru.put('a', 9);
    lru.put('a', 2);
    lru.put('b', 8);
    expect([lru.get('a'), lru.get('b')]).toEqual([2, 8]);
    lru.clear();
    lru.put('c', 5);
    lru.put('d', 5);
    expect(keysIn(lru)).toEqual(['c', 'd']);
  });

  it('drops one, or all', () => {
    const lru = new Lru<string, number>(3);
    for (const [i, key] of ['a', 'b', 'c'].entries()) lru.put(key, i);
    lru.delete('b');
    expect(lru.get('b')).toBeUndefined();
    lru.clear();
    expect(keysIn(lru)).toEqual([]);
  });
});

/** The same, said plainly: the order of a Map is the order of use. */
class Plain {
  private readonly entries = new Map<number, number>();

  constructor(private readonly max: number) {}

  get(key: number): number | undefined {
    const value = this.take(key);
    if (value !== undefined) this.entries.set(key, value);
    return value;
  }

  take(key: number): number | undefined {
    const value = this.entries.get(key);
    this.entries.delete(key);
    return value;
  }

  put(key: number, value: number): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.max) this.entries.delete([...this.entries.keys()][0] as number);
  }
}

it('forgets what was used longest ago, and nothing else', () => {
  const step = fc.record({ verb: fc.constantFrom('get', 'take', 'put'), key: fc.nat(6), value: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, max) => {
      const [ours, plain] = [new Lru<number, number>(max), new Plain(max)];
      for (const { verb, key, value } of steps) {
        if (verb === 'put') {
          ours.put(key, value);
          plain.put(key, value);
        } else if (verb === 'take') {
          expect(ours.take(key)).toBe(plain.take(key));
        } else {
          expect(ours.get(key)).toBe(plain.get(key));
        }
      }
      for (let key = 0; key <= 6; key++) expect(ours.get(key)).toBe(plain.get(key));
    }),
  );
});

it('is empty when it was cleared, and takes again', () => {
  const map = new Lru<string, number>(2);
  map.put('a', 1);
  map.clear();
  expect(map.get('a')).toBeUndefined();
  for (const [key, value] of Object.entries({ b: 2, c: 3, d: 4 })) map.put(key, value);
  map.delete('c');
  expect(['b', 'c', 'd'].map((key) => map.get(key))).toEqual([undefined, undefined, 4]);
});
