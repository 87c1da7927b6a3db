import { Entropy } from './random.js';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOW = Date.parse('2026-03-31T12:00:00Z');

describe('an event id', () => {
  const timeOf = (id: string): number => parseInt(id.replaceAll('-', '').slice(0, 12), 16);

  it('is a UUID of version 7 (RFC 9562), which begins with the time', () => {
    const id = new Entropy().eventId(NOW);
    expect(id).toMatch(UUID_V7);
    expect(timeOf(id)).toBe(NOW);
  });

  it('sorts behind every earlier one, however many are drawn in a millisecond and whatever the clock does', () => {
    const entropy = new Entropy();
    const clock = [NOW, NOW, NOW + 5, NOW - 3_600_000, NOW + 5, NOW + 6, 0, NOW + 7];
    const ids = clock.flatMap((now) => Array.from({ length: 5_000 }, () => entropy.eventId(now)));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
  });

  it('borrows the next millisecond only when one is used up', () => {
    const entropy = new Entropy();
    const ids = Array.from({ length: 4_097 }, () => entropy.eventId(NOW));
    expect(timeOf(ids[4_095] as string)).toBe(NOW);
    expect(timeOf(ids[4_096] as string)).toBe(NOW + 1);
  });

  it('ends in bits that nobody can foresee', () => {
    const tails = Array.from({ length: 1_000 }, () => new Entropy().eventId(NOW).slice(19));
    expect(new Set(tails).size).toBe(1_000);
  });
});

describe('a salt', () => {
  it('is 16 bytes, base64url, and never the same', () => {
    const entropy = new Entropy();
    // More than the pool holds: it is filled anew, not used twice.
    const salts = Array.from({ length: 5_000 }, () => entropy.salt());
    for (const salt of salts) expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
    expect(new Set(salts).size).toBe(salts.length);
  });

  it('shows no bit more often than another', () => {
    const entropy = new Entropy();
    const ones = Array.from({ length: 128 }, () => 0);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) {
      const bytes = Buffer.from(entropy.salt(), 'base64url');
      for (let bit = 0; bit < 128; bit++) ones[bit] = (ones[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);
    }
    // Seven standard deviations: a fair coin fails once in 10^11 runs, over all bits once in 10^9.
    const deviation = Math.sqrt(draws) / 2;
    for (const count of ones) expect(Math.abs(count - draws / 2)).toBeLessThan(7 * deviation);
  });
});

describe('a nonce', () => {
  it('is 12 bytes, never the same, and stays what it was when others are drawn', () => {
    const entropy = new Entropy();
    // More than the pool holds: it is filled anew, not used twice.
    const nonces = Array.from({ length: 5_000 }, () => entropy.nonce());
    const texts = nonces.map((nonce) => nonce.toString('hex'));
    for (const text of texts) expect(text).toHaveLength(24);
    expect(new Set(texts).size).toBe(texts.length);
    const kept = entropy.nonce();
    const before = kept.toString('hex');
    for (let i = 0; i < 5_000; i++) entropy.salt();
    expect(kept.toString('hex')).toBe(before);
  });
});
