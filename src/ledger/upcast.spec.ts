import { currentVersion, upcast, UPCASTERS, type Upcasters } from './upcast.js';

/** A type whose data changed twice: an amount in euros became minor units, then got a currency. */
const changed: Upcasters = {
  Paid: [(data) => ({ amount: (data as { euros: number }).euros * 100 }), (data) => ({ ...data, currency: 'EUR' })],
};

describe('a stored fact', () => {
  it('of the first version is lifted step by step', () => {
    expect(upcast('Paid', 1, { euros: 12 }, changed)).toEqual({ amount: 1_200, currency: 'EUR' });
  });

  it('of a version between is lifted from there', () => {
    expect(upcast('Paid', 2, { amount: 5 }, changed)).toEqual({ amount: 5, currency: 'EUR' });
  });

  it('of the current version is left as it is', () => {
    const data = { amount: 5, currency: 'USD' };
    expect(upcast('Paid', 3, data, changed)).toBe(data);
  });

  it('is never changed itself', () => {
    const data = Object.freeze({ euros: 12 });
    upcast('Paid', 1, data, changed);
    expect(data).toEqual({ euros: 12 });
  });

  it.each([4, 0, -1, 1.5, Number.NaN])(
    'of the unknown version %p stops the program that is too old for it',
    (version) => {
      expect(() => upcast('Paid', version, {}, changed)).toThrow(
        `Paid has schema version ${version}; this program knows versions 1 to 3`,
      );
    },
  );

  it('of a type that never changed is at version 1', () => {
    const data = {};
    expect(upcast('Opened', 1, data, changed)).toBe(data);
    expect(() => upcast('Opened', 2, data, changed)).toThrow('knows versions 1 to 1');
  });
});

describe('a new fact', () => {
  it('gets the newest version of its type', () => {
    expect(currentVersion('Paid', changed)).toBe(3);
    expect(currentVersion('Opened', changed)).toBe(1);
  });

  it('has changed no type yet', () => {
    expect(UPCASTERS).toEqual({});
  });
});
