import fc from 'fast-check';
import { createRequire } from 'node:module';
import { addDays, daysBetween } from '../../ledger/dates.js';
import {
  addBusinessDays,
  businessDaysBetween,
  CALENDAR_IDS,
  calendarOf,
  isBusinessDay,
  isCalendarId,
  type CalendarId,
} from './calendars.js';
import { isNotKnown } from './calendars/calendar.js';

/** The weekdays of a year on which a calendar rests. */
function weekdaysOff(year: number, id: CalendarId): string[] {
  return days(year).filter((date) => isBusinessDay(date, 'WEEKENDS') === true && isBusinessDay(date, id) === false);
}

function days(year: number): string[] {
  const first = `${year}-01-01`;
  return Array.from({ length: daysBetween(first, `${year + 1}-01-01`) }, (_, n) => addDays(first, n));
}

const dates = (year: number, text: string): string[] => text.split(' ').map((day) => `${year}-${day}`);

describe('US_FEDERAL: the days that 5 U.S.C. 6103(a) names', () => {
  it.each([
    // The first year of Juneteenth, a Saturday; Independence Day and Christmas Day on weekends.
    [2021, '01-01 01-18 02-15 05-31 09-06 10-11 11-11 11-25'],
    [2020, '01-01 01-20 02-17 05-25 09-07 10-12 11-11 11-26 12-25'],
    [2024, '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25'],
    [2025, '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25'],
    [2026, '01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25'],
  ])('%p: weekdays off', (year, off) => {
    expect(weekdaysOff(year, 'US_FEDERAL')).toEqual(dates(year, off));
  });

  it('Friday 3 July 2026, observed for Saturday the 4th, is a business day; only US_FEDERAL_OBSERVED rests', () => {
    expect(isBusinessDay('2026-07-03', 'US_FEDERAL')).toBe(true);
    expect(isBusinessDay('2026-07-03', 'US_FEDERAL_OBSERVED')).toBe(false);
    expect(isBusinessDay('2026-07-04', 'US_FEDERAL')).toBe(false);
    expect(addBusinessDays('2026-06-30', 5, 'US_FEDERAL')).toBe('2026-07-07');
    expect(addBusinessDays('2026-06-30', 5, 'US_FEDERAL_OBSERVED')).toBe('2026-07-08');
  });

  it('US_FEDERAL_OBSERVED has the Friday before a Saturday and the Monday after a Sunday, over New Year too', () => {
    const observed = ['2021-06-18', '2021-07-05', '2021-12-24', '2021-12-31', '2022-06-20', '2023-01-02', '2023-11-10'];
    for (const date of observed) {
      expect([date, isBusinessDay(date, 'US_FEDERAL_OBSERVED')]).toEqual([date, false]);
      expect([date, isBusinessDay(date, 'US_FEDERAL')]).toEqual([date, true]);
    }
  });

  it('days that many keep and the statute does not name are business days', () => {
    for (const date of ['2026-11-27', '2026-12-24', '2025-01-09', '2024-11-05', '2026-04-03']) {
      expect([date, isBusinessDay(date, 'US_FEDERAL')]).toEqual([date, true]);
    }
  });
});

describe('UK bank holidays', () => {
  it.each([
    ['UK_ENGLAND_WALES', 2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['UK_ENGLAND_WALES', 2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    ['UK_ENGLAND_WALES', 2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    ['UK_ENGLAND_WALES', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['UK_SCOTLAND', 2022, '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27'],
    ['UK_SCOTLAND', 2024, '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26'],
    ['UK_SCOTLAND', 2025, '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26'],
    // With the Monday after Scotland's first match, which the library lacks.
    ['UK_SCOTLAND', 2026, '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28'],
    ['UK_NORTHERN_IRELAND', 2024, '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26'],
    ['UK_NORTHERN_IRELAND', 2025, '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26'],
    ['UK_NORTHERN_IRELAND', 2026, '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
  ] as const)('%s %p: weekdays off', (id, year, off) => {
    expect(weekdaysOff(year, id)).toEqual(dates(year, off));
  });

  it('the coronation of 8 May 2023 and the moved day of 8 May 2020 are in all three', () => {
    for (const id of ['UK_ENGLAND_WALES', 'UK_SCOTLAND', 'UK_NORTHERN_IRELAND'] as const) {
      expect(isBusinessDay('2023-05-08', id)).toBe(false);
      expect(isBusinessDay('2020-05-08', id)).toBe(false);
      expect(isBusinessDay('2020-05-04', id)).toBe(true);
    }
  });

  it('the third business day after Thursday before Easter 2026 differs in Scotland', () => {
    expect(addBusinessDays('2026-04-02', 3, 'UK_ENGLAND_WALES')).toBe('2026-04-09');
    expect(addBusinessDays('2026-04-02', 3, 'UK_SCOTLAND')).toBe('2026-04-08');
  });
});

describe('CN: days off and worked weekends', () => {
  it.each([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
    '2025-10-11',
    '2024-02-04',
  ])('%s is a weekend day that is worked', (date) => {
    expect(isBusinessDay(date, 'WEEKENDS')).toBe(false);
    expect(isBusinessDay(date, 'CN')).toBe(true);
  });

  it.each([
    [
      2024,
      '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    ],
    [
      2025,
      '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    ],
  ])('%p: weekdays off', (year, off) => {
    const known = weekdaysOff(year, 'CN');
    expect(known).toEqual(dates(year, off));
  });

  it('2026: Spring Festival is off from 15 to 23 February, National Day from 1 to 7 October', () => {
    for (let date = '2026-02-15'; date <= '2026-02-23'; date = addDays(date, 1)) {
      expect([date, isBusinessDay(date, 'CN')]).toEqual([date, false]);
    }
    expect(addBusinessDays('2026-02-14', 1, 'CN')).toBe('2026-02-24');
    expect(addBusinessDays('2026-09-30', 3, 'CN')).toBe('2026-10-10');
  });

  it('knows the year that its package has, up to the days that the next notice may move', () => {
    const known = calendarOf('CN');
    const { holidays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
    const last = Object.keys(holidays as object)
      .sort()
      .at(-1) as string;
    expect(known.knownTo).toBe(`${last.slice(0, 4)}-12-28`);
    expect(known.knownFrom).toBe('2004-01-01');
  });
});

describe('a calendar', () => {
  it('names its package’s version, and the dates that were added to it', () => {
    const version = (name: string) => createRequire(import.meta.url)(`${name}/package.json`).version as string;
    expect(calendarOf('US_FEDERAL').version).toBe(`date-holidays@${version('date-holidays')}`);
    expect(calendarOf('UK_SCOTLAND').version).toBe(`date-holidays@${version('date-holidays')}+2026-06-15`);
    expect(calendarOf('CN').version).toBe(`chinese-days@${version('chinese-days')}`);
  });

  it.each(CALENDAR_IDS.filter((id) => id !== 'WEEKENDS'))('%s says so where it does not know', (id) => {
    const { version, knownFrom, knownTo } = calendarOf(id);
    const [before, after] = [addDays(knownFrom, -1), addDays(knownTo, 1)];
    const says = `The calendar ${id} (${version}) knows ${knownFrom} to ${knownTo}, not `;
    expect(isNotKnown(isBusinessDay(knownFrom, id))).toBe(false);
    expect(isNotKnown(isBusinessDay(knownTo, id))).toBe(false);
    expect(isBusinessDay(before, id)).toEqual({ unknown: `${says}${before}.` });
    expect(isBusinessDay(after, id)).toEqual({ unknown: `${says}${after}.` });
    expect(addBusinessDays(knownTo, 1, id)).toEqual({ unknown: `${says}${after}.` });
    expect(addBusinessDays(addDays(knownTo, -1), 2, id)).toEqual({ unknown: `${says}a date after ${knownTo}.` });
    expect(addBusinessDays(addDays(before, -1), 1, id)).toEqual({ unknown: `${says}${before}.` });
    expect(businessDaysBetween(knownTo, after, id)).toEqual({ unknown: `${says}${after}.` });
    expect(businessDaysBetween(after, knownTo, id)).toEqual({ unknown: `${says}${after}.` });
    expect(typeof businessDaysBetween(before, knownTo, id)).toBe('number');
  });

  it('of weekends ends with dates themselves', () => {
    expect(addBusinessDays('9999-12-30', 1, 'WEEKENDS')).toBe('9999-12-31');
    expect(isNotKnown(addBusinessDays('9999-12-30', 2, 'WEEKENDS'))).toBe(true);
  });

  it('counts no part of a day, and none backwards', () => {
    expect(addBusinessDays('2026-03-02', -1, 'CN')).toEqual({
      unknown: 'Business days are counted from 0 on, not -1.',
    });
    expect(addBusinessDays('2026-03-02', 1.5, 'CN')).toEqual({
      unknown: 'Business days are counted from 0 on, not 1.5.',
    });
  });

  it('is one of those that are listed', () => {
    expect(CALENDAR_IDS.every(isCalendarId)).toBe(true);
    expect(isCalendarId('US')).toBe(false);
    expect(isCalendarId('toString')).toBe(false);
  });

  it('counts: the n-th business day after a date has n business days up to it, and is one', () => {
    const id = fc.constantFrom(...CALENDAR_IDS);
    const start = fc.integer({ min: 0, max: 3_500 }).map((n) => addDays('2014-01-01', n));
    fc.assert(
      fc.property(id, start, fc.integer({ min: 0, max: 60 }), (calendar, date, n) => {
        const reached = addBusinessDays(date, n, calendar) as string;
        expect(businessDaysBetween(date, reached, calendar)).toBe(n);
        expect(businessDaysBetween(reached, date, calendar)).toBe(n === 0 ? 0 : -n);
        if (n === 0) expect(reached).toBe(date);
        else expect(isBusinessDay(reached, calendar)).toBe(true);
        let counted = 0;
        for (let day = addDays(date, 1); day <= reached; day = addDays(day, 1)) {
          if (isBusinessDay(day, calendar) === true) counted += 1;
        }
        expect(counted).toBe(n);
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });
});
