import {
  addDays,
  dateOf,
  dayNumber,
  daysBetween,
  endOfDay,
  fromDayNumber,
  isCivilDate,
  isDayOnly,
  isInstant,
  isMoment,
  isZone,
  localDate,
  startOfDay,
  toInstant,
  toMillis,
} from './dates.js';

const HOUR = 3_600_000;

describe('a civil date', () => {
  it.each([
    '2026-03-31',
    '2024-02-29',
    '2000-02-29',
    '0001-01-01',
    '9999-12-31',
    '1582-10-10', // proleptic: the days that Rome left out in 1582 are counted like any other
  ])('%s is one', (text) => {
    expect(isCivilDate(text)).toBe(true);
    expect(isMoment(text)).toBe(true);
    expect(isDayOnly(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '20260101',
    '2026-01-01 ',
    ' 2026-01-01',
    '+002026-01-01',
    '-2026-01-01',
    '٢٠٢٦-٠١-٠١',
    '2026-01-01\n',
    '',
  ])('%j is none', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(isMoment(text)).toBe(false);
  });
});

describe('an instant', () => {
  it.each([
    '2026-03-31T12:00:00Z',
    '2026-03-31T00:00:00.123456789Z',
    '2026-03-31T23:59:59+14:00',
    '2026-03-31T23:59:59-12:00',
    '2024-02-29T12:00:00Z',
  ])('%s is one', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(isDayOnly(text)).toBe(false);
  });

  it.each([
    '2026-03-31T12:00:00', // no offset: whose noon?
    '2026-03-31T12:00Z',
    '2026-03-31 12:00:00Z',
    '2026-03-31T24:00:00Z',
    '2026-03-31T12:60:00Z',
    '2026-03-31T12:00:60Z', // no leap seconds
    '2026-02-29T12:00:00Z',
    '2026-04-31T12:00:00Z',
    '2026-03-31T12:00:00.Z',
    '2026-03-31T12:00:00.1234567890Z',
    '2026-03-31T12:00:00+1400',
    '2026-03-31T12:00:00+24:00',
    '2026-03-31t12:00:00z',
    '2026-03-31T12:00:00Z\n',
    '1774958400000',
    'tomorrow',
  ])('%j is none', (text) => {
    expect(isInstant(text)).toBe(false);
  });

  it('is read to the millisecond and written in UTC', () => {
    expect(toInstant(toMillis('2026-03-31T14:00:00.123456789+02:00'))).toBe('2026-03-31T12:00:00.123Z');
  });
});

describe('days are counted', () => {
  it('from 1970-01-01', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(dayNumber('2026-03-31')).toBe(20543);
    expect(fromDayNumber(20543)).toBe('2026-03-31');
    expect(fromDayNumber(dayNumber('0001-01-01'))).toBe('0001-01-01');
  });

  it('over the ends of months and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2025-01-01', '2024-01-01')).toBe(-366);
  });

  it('and stop at the ends of the calendar: a promise due on the last day has a window that ends then', () => {
    expect(addDays('9999-12-31', 3)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -3)).toBe('0001-01-01');
  });
});

describe('a zone', () => {
  it.each(['Europe/Rome', 'Asia/Shanghai', 'America/New_York', 'UTC'])('%s is one', (zone) => {
    expect(isZone(zone)).toBe(true);
    expect(isZone(zone)).toBe(true);
  });

  it.each(['Nowhere/Land', '', '+01:00', '-05:00', 'Europe/Rome ', 'Europe', '2026-01-01T00:00Z[Europe/Rome]'])(
    '%j is none',
    (zone) => {
      expect(isZone(zone)).toBe(false);
      expect(isZone(zone)).toBe(false);
    },
  );
});

describe('the civil date at an instant', () => {
  it('depends on the zone', () => {
    const instant = '2026-03-30T23:30:00Z';
    expect(dateOf(instant, 'UTC')).toBe('2026-03-30');
    expect(dateOf(instant, 'Europe/Rome')).toBe('2026-03-31');
    expect(dateOf(instant, 'America/New_York')).toBe('2026-03-30');
    expect(dateOf('2026-03-30T12:00:00Z', 'Pacific/Kiritimati')).toBe('2026-03-31');
  });

  it('is the moment itself where that is a day', () => {
    expect(dateOf('2026-03-30', 'Pacific/Kiritimati')).toBe('2026-03-30');
  });

  it.each([
    ['Europe/Rome', '2026-03-29', 23], // clocks go forward
    ['Europe/Rome', '2026-10-25', 25], // and back
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['America/Sao_Paulo', '2018-11-04', 23], // midnight itself is skipped: the day begins at one
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Shanghai', '2026-03-29', 24],
  ])('in %s on %s changes at the two ends of a day of %p hours', (zone, date, hours) => {
    const [start, end] = [startOfDay(date, zone), endOfDay(date, zone)];
    expect((end - start) / HOUR).toBe(hours);
    expect(localDate(start - 1, zone)).toBe(addDays(date, -1));
    expect(localDate(start, zone)).toBe(date);
    expect(localDate(end - 1, zone)).toBe(date);
    expect(localDate(end, zone)).toBe(addDays(date, 1));
  });

  it('in a zone that left out a day goes on with the next', () => {
    // Samoa went from 29 to 31 December 2011.
    const end = endOfDay('2011-12-29', 'Pacific/Apia');
    expect(localDate(end - 1, 'Pacific/Apia')).toBe('2011-12-29');
    expect(localDate(end, 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('does not depend on what was asked before', () => {
    const [a, b] = [toMillis('2026-03-29T00:30:00Z'), toMillis('2026-03-28T22:30:00Z')];
    const asked = [a, b, a, b, b, a].map((millis) => localDate(millis, 'Europe/Rome'));
    expect(asked).toEqual([a, b, a, b, b, a].map((m) => (m === a ? '2026-03-29' : '2026-03-28')));
  });
});
