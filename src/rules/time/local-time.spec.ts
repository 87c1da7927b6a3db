import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { toMillis } from '../../ledger/dates.js';
import { localDates, localDayNumber, localTimeAt } from './local-time.js';
import { steadyUntil } from './zone-offsets.js';

const NEW_YORK = 'America/New_York';
const at = (instant: string, zone: string) => localTimeAt(toMillis(instant), zone);
const clock = (h: number, m: number, s = 0): number => h * 3600 + m * 60 + s;

/** Zones with whole hours, 30 and 45 minutes, half-hour summer time, a day left out, two summer times in a year. */
const ZONES = [
  'UTC',
  NEW_YORK,
  'America/Los_Angeles',
  'America/St_Johns',
  'Europe/London',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'America/Sao_Paulo',
];

describe('local time', () => {
  it('is date, wall clock and weekday', () => {
    expect(at('2026-03-02T13:00:00Z', NEW_YORK)).toEqual({ date: '2026-03-02', seconds: clock(8, 0), weekday: 1 });
    expect(at('2026-03-01T23:59:59Z', 'UTC')).toEqual({ date: '2026-03-01', seconds: clock(23, 59, 59), weekday: 7 });
    expect(at('2026-03-02T13:00:00.001Z', NEW_YORK).seconds).toBe(28800.001);
  });

  it('jumps over the hour that is left out: New York, 8 March 2026', () => {
    expect(at('2026-03-08T06:59:59.999Z', NEW_YORK)).toMatchObject({ date: '2026-03-08', seconds: 7199.999 });
    expect(at('2026-03-08T07:00:00Z', NEW_YORK)).toMatchObject({ date: '2026-03-08', seconds: clock(3, 0) });
  });

  it('repeats the hour that comes twice: New York, 1 November 2026', () => {
    expect(at('2026-11-01T05:59:59.999Z', NEW_YORK).seconds).toBe(7199.999);
    expect(at('2026-11-01T06:00:00Z', NEW_YORK).seconds).toBe(clock(1, 0));
    expect(at('2026-11-01T06:59:59Z', NEW_YORK).seconds).toBe(clock(1, 59, 59));
    expect(at('2026-11-01T07:00:00Z', NEW_YORK).seconds).toBe(clock(2, 0));
  });

  it.each([
    ['Asia/Kolkata', '2026-03-02T18:30:00Z', '2026-03-03', clock(0, 0)],
    ['Asia/Kathmandu', '2026-03-02T18:15:00Z', '2026-03-03', clock(0, 0)],
    ['Pacific/Chatham', '2026-03-02T10:15:00Z', '2026-03-03', clock(0, 0)],
    ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04', clock(1, 59, 59)],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04', clock(2, 30)],
  ])('has the minutes of its zone: %s at %s', (zone, instant, date, seconds) => {
    expect(at(instant, zone)).toMatchObject({ date, seconds });
  });

  it('goes from 29 to 31 December 2011 in Samoa', () => {
    expect(at('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toEqual({
      date: '2011-12-29',
      seconds: 86399.999,
      weekday: 4,
    });
    expect(at('2011-12-30T10:00:00Z', 'Pacific/Apia')).toEqual({ date: '2011-12-31', seconds: 0, weekday: 6 });
  });

  it('is told for years far away: mean time before there were zones, summer time for ever', () => {
    expect(at('1800-07-01T12:00:00Z', NEW_YORK)).toMatchObject({ date: '1800-07-01', seconds: clock(7, 3, 58) });
    expect(at('9000-07-01T12:00:00Z', NEW_YORK)).toMatchObject({ date: '9000-07-01', seconds: clock(8, 0) });
    expect(at('0001-01-02T00:00:00Z', 'UTC')).toEqual({ date: '0001-01-02', seconds: 0, weekday: 2 });
  });

  it('stands still at the ends of the calendar', () => {
    expect(at('9999-12-31T23:00:00Z', 'Asia/Shanghai').date).toBe('9999-12-31');
    expect(at('0001-01-01T01:00:00Z', NEW_YORK).date).toBe('0001-01-01');
  });

  it('refuses what is no zone', () => {
    expect(() => at('2026-03-02T13:00:00Z', 'Nowhere/Land')).toThrow(RangeError);
  });

  it('is told in every zone, in the order of the zones', () => {
    const instant = toMillis('2026-03-03T06:00:00Z');
    expect(localDates(instant, ['America/Los_Angeles', NEW_YORK, 'Asia/Shanghai'])).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-03',
    ]);
    expect(localDates(instant, [])).toEqual([]);
  });

  it('is Temporal’s, at any instant, whatever was asked before', () => {
    const year = fc.oneof(fc.integer({ min: 2000, max: 2040 }), fc.integer({ min: 1850, max: 9998 }));
    const instants = fc
      .record({ year, ms: fc.integer({ min: 0, max: 366 * 86_400_000 }) })
      .map((draw) => toMillis(`${String(draw.year).padStart(4, '0')}-01-01T00:00:00Z`) + draw.ms);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(localTimeAt(instant, zone)).toEqual({
          date: zoned.toPlainDate().toString(),
          seconds: (zoned.hour * 3_600_000 + zoned.minute * 60_000 + zoned.second * 1000 + zoned.millisecond) / 1000,
          weekday: zoned.dayOfWeek,
        });
      }),
      { numRuns: 2_000, seed: 20261122 },
    );
  });

  it.each([
    ['2026-03-08T07:00:00Z', NEW_YORK],
    ['2026-11-01T06:00:00Z', NEW_YORK],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia'],
    ['2026-10-03T15:30:00Z', 'Australia/Lord_Howe'],
    ['2018-02-18T02:00:00Z', 'America/Sao_Paulo'],
  ])('changes at %s in %s, to the millisecond', (instant, zone) => {
    const change = toMillis(instant);
    expect(steadyUntil(change - 1, zone)).toBe(change);
    expect(steadyUntil(change, zone)).toBeGreaterThan(change);
    const steady = localTimeAt(change - 1, zone).seconds + 0.001;
    expect(localTimeAt(change, zone).seconds + localDayNumber(change, zone) * 86_400).not.toBe(
      steady + localDayNumber(change - 1, zone) * 86_400,
    );
  });
});
