/** Whose hands a caller may be: who saw a key's secret is counted as one with it. */
import { handsOf, seenAlsoBy } from './hands.js';

const key = (id: string, ...seen: string[]): { id: string; seen_by: string | null } => ({
  id,
  seen_by: seen.length === 0 ? null : JSON.stringify(seen),
});
const of = (by: string, ...keys: ReturnType<typeof key>[]): string[] => [...handsOf(by, keys)].sort();

describe('the hands of a caller', () => {
  it('are its own where its key was made at the machine', () => {
    expect(of('key:a', key('a'), key('b'), key('c', 'key:b'))).toEqual(['key:a']);
    expect(of('local:root', key('a'))).toEqual(['local:root']);
  });

  it('are those of the keys that it made, and of who made its own', () => {
    const keys = [key('admin'), key('desk', 'key:admin'), key('other', 'oidc:u-1')];
    expect(of('key:admin', ...keys)).toEqual(['key:admin', 'key:desk']);
    expect(of('key:desk', ...keys)).toEqual(['key:admin', 'key:desk']);
    expect(of('oidc:u-1', ...keys)).toEqual(['key:other', 'oidc:u-1']);
  });

  it('reach over keys that a made key made, and are those of one maker', () => {
    const keys = [key('a'), key('b', 'key:a'), key('c', 'key:b'), key('d', 'key:a')];
    expect(of('key:a', ...keys)).toEqual(['key:a', 'key:b', 'key:c', 'key:d']);
    expect(of('key:d', ...keys)).toEqual(['key:a', 'key:b', 'key:c', 'key:d']);
  });

  it('are found where keys were made in a circle', () => {
    expect(of('key:a', key('a', 'key:b'), key('b', 'key:a'))).toEqual(['key:a', 'key:b']);
  });

  it('are remembered once each, and stay where a key is renewed by its owner', () => {
    const once = { seen_by: seenAlsoBy({ seen_by: null }, 'key:a') };
    expect(seenAlsoBy(once, 'key:b')).toBe('["key:a","key:b"]');
    expect(seenAlsoBy(once, 'key:a')).toBe('["key:a"]');
    expect(seenAlsoBy(once, undefined)).toBe('["key:a"]');
    expect(seenAlsoBy({ seen_by: null }, undefined)).toBeNull();
  });
});
