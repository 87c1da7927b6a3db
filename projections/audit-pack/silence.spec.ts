import fc from 'fast-check';
import { silences, within, type Outbound } from './silence.calc.js';

const contact = (from: number, to = from): Outbound => ({
  event: `e${from}`,
  channel: 'phone',
  party: undefined,
  from,
  to,
});

describe('silence', () => {
  it('lies between contacts, before the first and after the last', () => {
    expect(silences([contact(50, 60), contact(20)], 0, 100)).toEqual([
      { from: 0, to: 20, after: null, before: 'e20' },
      { from: 20, to: 50, after: 'e20', before: 'e50' },
      { from: 60, to: 100, after: 'e50', before: null },
    ]);
  });

  it('is the whole where nobody was contacted', () => {
    expect(silences([], 0, 100)).toEqual([{ from: 0, to: 100, after: null, before: null }]);
  });

  it('holds no contact, and with the contacts leaves no time out', () => {
    const one = fc.tuple(fc.nat(100), fc.nat(10)).map(([from, length]) => contact(from, from + length));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (contacts) => {
        const found = silences(contacts, 0, 100);
        for (const { from, to } of found)
          expect(
            within(
              contacts.filter((c) => c.to > from),
              from,
              to,
            ).filter((c) => c.from > from),
          ).toEqual([]);
        const silent = found.reduce((sum, { from, to }) => sum + (to - from), 0);
        let spoken = 0;
        for (let t = 0; t < 100; t++) if (contacts.some((c) => c.from <= t && t + 1 <= c.to)) spoken += 1;
        expect(silent + spoken).toBe(100);
      }),
    );
  });
});
