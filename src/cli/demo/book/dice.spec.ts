import { Dice } from './dice.js';

const throws = (seed: string): number[] => {
  const dice = new Dice(seed);
  return Array.from({ length: 50 }, () => dice.int(1, 6));
};

describe('dice', () => {
  it('fall for ever as they fell: a changed throw would change every book', () => {
    const dice = new Dice('CC-000001');
    // Computed with another implementation of FNV-1a and mulberry32.
    expect(dice.int(0, 999_999)).toBe(553_179);
    expect(dice.digits(4)).toBe('6935');
    expect(dice.pick(['a', 'b', 'c'])).toBe('a');
    expect(dice.shuffled([1, 2, 3, 4])).toEqual([2, 1, 3, 4]);
  });

  it('fall the same under the same seed, and otherwise under another', () => {
    expect(throws('a')).toEqual(throws('a'));
    expect(throws('a')).not.toEqual(throws('b'));
  });

  it('show every face, and no other', () => {
    expect([...new Set(throws('faces'))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shuffle without losing anything', () => {
    const cards = Array.from({ length: 52 }, (_, i) => i);
    const shuffled = new Dice('cards').shuffled(cards);
    expect(shuffled).not.toEqual(cards);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(cards);
  });

  it('cannot pick from nothing', () => {
    expect(() => new Dice('x').pick([])).toThrow('nothing to pick from');
  });
});
