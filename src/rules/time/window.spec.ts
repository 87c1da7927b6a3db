import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { toMillis } from '../../ledger/dates.js';
import { parseWindow } from './parse-window.js';
import { window } from './window.fixture.js';
import { isInside, notWithin, zonesOutside } from './window.js';

const NEW_YORK = 'America/New_York';
const LOS_ANGELES = 'America/Los_Angeles';
/** 12 CFR 1006.6(b)(1)(i): not before 8:00 and not after 21:00. */
const US_DAY = window({ start: '08:00', end: '21:00', endInclusive: true });
const NIGHT = window({ start: '22:00', end: '08:00' });

/** In March, before the clock change, New York is five hours behind. */
const newYork = (time: string): number => toMillis(`2026-03-02T${time}-05:00`);
const beijing = (time: string): number => toMillis(`2026-03-02T${time}+08:00`);

describe('examples: time', () => {
  it.each([
    ['07:59:59', false],
    ['07:59:59.999', false],
    ['08:00:00', true],
    ['20:59:59', true],
    ['21:00:00', true],
    ['21:00:00.001', false],
    ['21:00:01', false],
  ])('%s local is inside [08:00, 21:00]: %p', (time, inside) => {
    expect(isInside(newYork(time), [NEW_YORK], US_DAY)).toBe(inside);
    expect(zonesOutside(newYork(time), [NEW_YORK], US_DAY)).toEqual(inside ? [] : [NEW_YORK]);
  });

  it.each([
    ['21:59:59', false],
    ['21:59:59.999', false],
    ['22:00:00', true],
    ['00:00:00', true],
    ['07:59:59', true],
    ['08:00:00', false],
  ])('CN night: %s is in [22:00, 08:00): %p', (time, inside) => {
    expect(isInside(beijing(time), ['Asia/Shanghai'], NIGHT)).toBe(inside);
    expect(isInside(beijing(time), ['Asia/Shanghai'], notWithin(NIGHT))).toBe(!inside);
  });

  it('conflicting zones: 08:30 in New York is 05:30 in Los Angeles', () => {
    const instant = newYork('08:30:00');
    expect(isInside(instant, [NEW_YORK], US_DAY)).toBe(true);
    expect(isInside(instant, [NEW_YORK, LOS_ANGELES], US_DAY)).toBe(false);
    expect(zonesOutside(instant, [NEW_YORK, LOS_ANGELES], US_DAY)).toEqual([LOS_ANGELES]);
  });

  it('DST: on 8 March and 1 November 2026 the wall clock decides', () => {
    expect(isInside(toMillis('2026-03-08T12:00:00Z'), [NEW_YORK], US_DAY)).toBe(true);
    expect(isInside(toMillis('2026-03-08T11:59:59.999Z'), [NEW_YORK], US_DAY)).toBe(false);
    expect(isInside(toMillis('2026-11-01T12:59:59.999Z'), [NEW_YORK], US_DAY)).toBe(false);
    expect(isInside(toMillis('2026-11-01T13:00:00Z'), [NEW_YORK], US_DAY)).toBe(true);
    // A window in the hour that comes twice is open twice; one in the hour that is left out never.
    const late = window({ start: '01:00', end: '02:00' });
    expect(isInside(toMillis('2026-11-01T05:30:00Z'), [NEW_YORK], late)).toBe(true);
    expect(isInside(toMillis('2026-11-01T06:30:00Z'), [NEW_YORK], late)).toBe(true);
    expect(isInside(toMillis('2026-11-01T07:00:00Z'), [NEW_YORK], late)).toBe(false);
  });
});

describe('a window', () => {
  it('is never seen from inside where no zone is known', () => {
    expect(isInside(newYork('12:00:00'), [], US_DAY)).toBe(false);
    expect(isInside(newYork('12:00:00'), [], notWithin(US_DAY))).toBe(false);
  });

  it('up to 24:00 has the whole evening and nothing of the next day', () => {
    const evening = window({ start: '18:00', end: '24:00' });
    expect(isInside(newYork('23:59:59.999'), [NEW_YORK], evening)).toBe(true);
    expect(isInside(newYork('00:00:00'), [NEW_YORK], evening)).toBe(false);
    const always = window({ start: '00:00', end: '24:00' });
    expect(isInside(newYork('00:00:00'), [NEW_YORK], always)).toBe(true);
  });

  it('of a weekday over midnight is of the day on which it begins', () => {
    const mondayNight = window({ start: '22:00', end: '08:00', weekdays: [1] });
    const utc = (instant: string) => isInside(toMillis(instant), ['UTC'], mondayNight);
    expect(utc('2026-03-02T07:00:00Z')).toBe(false); // Monday morning: Sunday's night
    expect(utc('2026-03-02T22:00:00Z')).toBe(true);
    expect(utc('2026-03-03T07:59:59Z')).toBe(true);
    expect(utc('2026-03-03T08:00:00Z')).toBe(false);
    expect(utc('2026-03-03T22:00:00Z')).toBe(false);
  });

  it('not within, twice, is the window', () => {
    expect(notWithin(notWithin(NIGHT))).toEqual(NIGHT);
  });

  it('holds what an evaluation by Temporal finds, text against text', () => {
    const minute = fc.integer({ min: 0, max: 1439 }).map((n) => new Temporal.PlainTime().add({ minutes: n }));
    const zone = fc.constantFrom(NEW_YORK, 'Europe/London', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe');
    const days = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined });
    // At a window's edge and a millisecond before and after, and up to an hour off.
    const nudge = fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -3_600_000, max: 3_600_000 }));
    fc.assert(
      fc.property(
        fc.record({ start: minute, end: minute, weekdays: days, endInclusive: fc.boolean() }),
        fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 364 }),
        fc.record({ ms: nudge, edge: fc.constantFrom('start', 'end') }),
        ({ start, end, weekdays, endInclusive }, zones, day, { ms, edge }) => {
          fc.pre(!start.equals(end));
          const text = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });
          const asked = window({ start: text(start), end: text(end), weekdays, endInclusive });
          const date = Temporal.PlainDate.from('2026-01-01').add({ days: day });
          const near = date.toZonedDateTime({
            timeZone: zones[0] as string,
            plainTime: edge === 'start' ? start : end,
          });
          const instant = near.epochMilliseconds + ms;
          const slow = zones.every((name) => {
            const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).toPlainDateTime();
            return [local.toPlainDate(), local.toPlainDate().subtract({ days: 1 })].some((began) => {
              if (weekdays && !weekdays.includes(began.dayOfWeek)) return false;
              const from = began.toPlainDateTime(start);
              const over = Temporal.PlainTime.compare(end, start) <= 0;
              const to = began.add({ days: over ? 1 : 0 }).toPlainDateTime(end);
              const toEnd = Temporal.PlainDateTime.compare(local, to);
              return Temporal.PlainDateTime.compare(local, from) >= 0 && (endInclusive ? toEnd <= 0 : toEnd < 0);
            });
          });
          expect(isInside(instant, zones, asked)).toBe(slow);
        },
      ),
      { numRuns: 1_000, seed: 20261122 },
    );
  });
});

describe('what is no window', () => {
  it.each([
    [undefined, 'A window is an object with a start and an end.'],
    [{ start: '8:00', end: '21:00' }, 'The start "8:00" is no time HH:MM or HH:MM:SS.'],
    [{ start: '24:00', end: '21:00' }, 'The start "24:00" is no time HH:MM or HH:MM:SS.'],
    [{ end: '21:00' }, 'The start that is missing is no time HH:MM or HH:MM:SS.'],
    [{ start: '08:00', end: '24:01' }, 'The end "24:01" is no time HH:MM or HH:MM:SS up to 24:00.'],
    [{ start: '08:00', end: 1260 }, 'The end 1260 is no time HH:MM or HH:MM:SS up to 24:00.'],
    [{ start: '08:00', end: '08:00:00' }, 'The window starts and ends at "08:00"; the whole day is 00:00 to 24:00.'],
    [{ start: '08:00', end: '21:00', endInclusive: 'yes' }, 'endInclusive is true or false, not "yes".'],
    [
      { start: '08:00', end: '24:00', endInclusive: true },
      'The end 24:00 is the next day and cannot belong to the window.',
    ],
    [{ start: '08:00', end: '21:00', weekdays: [0] }, 'weekdays are numbers from 1 (Monday) to 7, not [0].'],
    [{ start: '08:00', end: '21:00', weekdays: [] }, 'weekdays are numbers from 1 (Monday) to 7, not [].'],
    [
      { start: '08:00', end: '21:00', inclusive: true },
      'A window has no field inclusive; it has start, end, endInclusive, weekdays.',
    ],
  ])('%j says what is wrong', (data, wrong) => {
    expect(parseWindow(data)).toEqual({ wrong });
  });
});
