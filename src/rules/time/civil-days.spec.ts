import fc from 'fast-check';
import { localDate, startOfDay, toInstant, toMillis } from '../../ledger/dates.js';
import { addMonths, addYears, firstInstantOn, windowStart } from './civil-days.js';

function first(date: string, zones: string[]): string | undefined {
  const instant = firstInstantOn(date, zones);
  return instant === undefined ? undefined : toInstant(instant);
}

describe('a date has begun', () => {
  it('when it has begun in the last of the zones', () => {
    expect(first('2026-03-09', ['America/New_York'])).toBe('2026-03-09T04:00:00.000Z');
    expect(first('2026-03-09', ['America/New_York', 'America/Los_Angeles'])).toBe('2026-03-09T07:00:00.000Z');
    expect(first('2026-03-09', ['America/Los_Angeles', 'Asia/Shanghai'])).toBe('2026-03-09T07:00:00.000Z');
  });

  it('at one where midnight is left out, at the next date where all of it is, and never without a zone', () => {
    expect(first('2018-11-04', ['America/Sao_Paulo'])).toBe('2018-11-04T03:00:00.000Z');
    expect(first('2011-12-30', ['Pacific/Apia'])).toBe('2011-12-30T10:00:00.000Z');
    expect(first('2011-12-31', ['Pacific/Apia'])).toBe('2011-12-30T10:00:00.000Z');
    expect(first('2026-03-09', [])).toBeUndefined();
  });

  it('in every zone from then on, and not in all of them before', () => {
    const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham', 'America/Sao_Paulo');
    const day = fc
      .integer({ min: 0, max: 9_000 })
      .map((n) => toInstant(n * 86_400_000 + toMillis('2005-01-01T00:00:00Z')));
    fc.assert(
      fc.property(day, fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }), (instant, zones) => {
        const date = instant.slice(0, 10);
        const begun = firstInstantOn(date, zones) as number;
        expect(zones.every((name) => localDate(begun, name) >= date)).toBe(true);
        expect(zones.every((name) => localDate(begun - 1, name) >= date)).toBe(false);
        expect(begun).toBe(Math.max(...zones.map((name) => startOfDay(date, name))));
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

describe('consecutive dates', () => {
  it('seven that end on the 8th begin on the 2nd; one begins and ends on the same', () => {
    expect(windowStart('2026-03-08', 7)).toBe('2026-03-02');
    expect(windowStart('2026-03-08', 1)).toBe('2026-03-08');
    expect(windowStart('2024-03-01', 2)).toBe('2024-02-29');
  });
});

describe('months and years', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s and %p months: %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-29', -3, '2021-02-28'],
    ['2025-02-28', 3, '2028-02-28'],
  ])('%s and %p years: %s', (date, years, later) => {
    expect(addYears(date, years)).toBe(later);
  });
});
