import fc from 'fast-check';
import { toInstant, toMillis } from '../../ledger/dates.js';
import { nextInside, SEARCH_DAYS } from './next-inside.js';
import { window } from './window.fixture.js';
import { isInside, notWithin, type DailyWindow } from './window.js';

const NEW_YORK = 'America/New_York';
const US_DAY = window({ start: '08:00', end: '21:00', endInclusive: true });

function next(instant: string, zones: string[], ...windows: DailyWindow[]): string | undefined {
  const found = nextInside(toMillis(instant), zones, windows);
  return found === undefined ? undefined : toInstant(found);
}

describe('the next allowed time', () => {
  it('is now where now is inside', () => {
    expect(next('2026-03-02T13:00:00.000Z', [NEW_YORK], US_DAY)).toBe('2026-03-02T13:00:00.000Z');
    expect(next('2026-03-03T02:00:00.000Z', [NEW_YORK], US_DAY)).toBe('2026-03-03T02:00:00.000Z');
    expect(next('2026-03-03T02:00:00.000Z', [NEW_YORK])).toBe('2026-03-03T02:00:00.000Z');
  });

  it('is the opening after a closing that has passed by a millisecond', () => {
    expect(next('2026-03-03T02:00:00.001Z', [NEW_YORK], US_DAY)).toBe('2026-03-03T13:00:00.000Z');
    expect(next('2026-03-02T12:59:59.999Z', [NEW_YORK], US_DAY)).toBe('2026-03-02T13:00:00.000Z');
  });

  it('is by the wall clock where the night is an hour shorter or longer', () => {
    expect(next('2026-03-08T03:00:00Z', [NEW_YORK], US_DAY)).toBe('2026-03-08T12:00:00.000Z');
    expect(next('2026-11-01T03:00:00Z', [NEW_YORK], US_DAY)).toBe('2026-11-01T13:00:00.000Z');
  });

  it('is at once at the clock change that jumps into a window, and a day later where it jumps over one', () => {
    const jumpedInto = window({ start: '02:30', end: '03:30' });
    expect(next('2026-03-08T06:00:00Z', [NEW_YORK], jumpedInto)).toBe('2026-03-08T07:00:00.000Z');
    const jumpedOver = window({ start: '02:00', end: '03:00' });
    expect(next('2026-03-08T06:00:00Z', [NEW_YORK], jumpedOver)).toBe('2026-03-09T06:00:00.000Z');
  });

  it('comes a second time in the hour that comes twice', () => {
    const twice = window({ start: '01:15', end: '01:30' });
    expect(next('2026-11-01T05:30:00Z', [NEW_YORK], twice)).toBe('2026-11-01T06:15:00.000Z');
  });

  it('is inside in every zone: New York and Los Angeles share 11:00 to 21:00 in New York', () => {
    const zones = [NEW_YORK, 'America/Los_Angeles'];
    expect(next('2026-03-02T13:30:00Z', zones, US_DAY)).toBe('2026-03-02T16:00:00.000Z');
    expect(next('2026-03-03T02:00:00.001Z', zones, US_DAY)).toBe('2026-03-03T16:00:00.000Z');
  });

  it('is none where zones never share a time, where windows exclude each other, where no zone is known', () => {
    const office = window({ start: '09:00', end: '17:00' });
    expect(next('2026-03-02T13:30:00Z', [NEW_YORK, 'Asia/Shanghai'], office)).toBeUndefined();
    expect(next('2026-03-02T13:30:00Z', ['UTC'], office, notWithin(office))).toBeUndefined();
    expect(next('2026-03-02T13:30:00Z', [], office)).toBeUndefined();
  });

  it('leaves out what a person called inconvenient, on the weekdays named', () => {
    const lessons = notWithin(window({ start: '08:00', end: '12:00', weekdays: [1, 3] }));
    expect(next('2026-03-02T08:00:00Z', ['UTC'], US_DAY, lessons)).toBe('2026-03-02T12:00:00.000Z');
    expect(next('2026-03-03T08:00:00Z', ['UTC'], US_DAY, lessons)).toBe('2026-03-03T08:00:00.000Z');
    const sundays = notWithin(window({ start: '00:00', end: '24:00', weekdays: [7] }));
    expect(next('2026-03-07T21:00:00.001Z', ['UTC'], US_DAY, sundays)).toBe('2026-03-09T08:00:00.000Z');
  });

  it('is a week away for a window of one weekday that has just ended', () => {
    const tuesday = window({ start: '10:00', end: '11:00', weekdays: [2] });
    expect(next('2026-03-03T11:00:00Z', ['UTC'], tuesday)).toBe('2026-03-10T10:00:00.000Z');
  });

  it('goes on with the date after the one that Samoa left out: Friday 30 December 2011', () => {
    const morning = window({ start: '08:00', end: '09:00' });
    expect(next('2011-12-29T20:00:00Z', ['Pacific/Apia'], morning)).toBe('2011-12-30T18:00:00.000Z');
    const fridays = window({ start: '08:00', end: '09:00', weekdays: [5] });
    expect(next('2011-12-29T20:00:00Z', ['Pacific/Apia'], fridays)).toBe('2012-01-05T18:00:00.000Z');
  });

  it('is inside, and nothing before it is', () => {
    const time = fc.integer({ min: 0, max: 1439 }).map((n) => `${two(n / 60)}:${two(n % 60)}`);
    const days = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined });
    const windows = fc
      .record({ start: time, end: time, weekdays: days, endInclusive: fc.boolean(), outside: fc.boolean() })
      .filter(({ start, end }) => start !== end)
      .map(({ outside, ...data }) => (outside ? notWithin(window(data)) : window(data)));
    const zones = fc.uniqueArray(
      fc.constantFrom(NEW_YORK, 'America/Los_Angeles', 'Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
      { minLength: 1, maxLength: 2 },
    );
    // Around the clock changes of 2026.
    const near = fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31');
    const instants = fc
      .record({ near, ms: fc.integer({ min: 0, max: 2 * 86_400_000 }) })
      .map((draw) => toMillis(`${draw.near}T00:00:00Z`) + draw.ms);
    fc.assert(
      fc.property(instants, zones, fc.array(windows, { minLength: 1, maxLength: 3 }), (instant, zones, windows) => {
        const found = nextInside(instant, zones, windows);
        const inside = (at: number) => windows.every((each) => isInside(at, zones, each));
        if (found !== undefined) {
          expect(found).toBeGreaterThanOrEqual(instant);
          expect(inside(found)).toBe(true);
          if (found > instant) expect(inside(found - 1)).toBe(false);
        }
        // Windows begin and end on whole minutes of the wall clock, one millisecond later where the end belongs to them.
        const end = found ?? instant + SEARCH_DAYS * 86_400_000;
        for (let at = instant; at < end; at = (Math.floor(at / 60_000) + 1) * 60_000) {
          if (inside(at)) throw new Error(`${toInstant(at)} is inside already`);
        }
      }),
      { numRuns: 150, seed: 20261122 },
    );
  });
});

function two(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}
