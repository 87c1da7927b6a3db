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

  it('drops one, or all', () => {
    const lru = new Lru<string, number>(3);
    for (const [i, key] of ['a', 'b', 'c'].entries()) lru.put(key, i);
    lru.delete('b');
    expect(lru.get('b')).toBeUndefined();
    lru.clear();
    expect(keysIn(lru)).toEqual([]);
  });
});
