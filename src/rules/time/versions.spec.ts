import { calendarOf } from './calendars.js';
import { timeVersions } from './versions.js';

describe('the versions behind a decision', () => {
  it('are those of the tz database in use and of the calendars asked, in one order', () => {
    const versions = timeVersions(['US_FEDERAL', 'CN', 'US_FEDERAL']);
    expect(versions).toEqual({
      tz: process.versions.tz,
      calendars: { CN: calendarOf('CN').version, US_FEDERAL: calendarOf('US_FEDERAL').version },
    });
    expect(versions.tz).toMatch(/^20\d\d[a-z]+$/);
    expect(Object.keys(versions.calendars)).toEqual(['CN', 'US_FEDERAL']);
  });

  it('name no calendar where none was asked', () => {
    expect(timeVersions().calendars).toEqual({});
  });
});
